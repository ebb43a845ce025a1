import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toBase64url } from './bytes.ts';
import { encodeCbor, MalformedError } from './cbor.ts';
import { decodeClientFrames, decodeServerFrames, encodeFrame, type ClientFrame, type ServerFrame } from './frames.ts';
import { AccountId, DeviceId, FrameId, RoomId } from './ids.ts';
import { LIMIT } from './limits.ts';

const room = RoomId.parse(toBase64url(new Uint8Array(32)));
const account = AccountId.parse(toBase64url(new Uint8Array(16)));
const device = DeviceId.parse(toBase64url(new Uint8Array(16).fill(2)));
const id = FrameId.parse('01ARZ3NDEKTSV4RRFFQ69G5FAV');
const body = new Uint8Array([1, 2, 3]);
const error = { code: 'epoch-conflict', message: 'lost', details: { epoch: 4, seq: 9 } } as const;

type Kind<F extends { t: string }> = F extends { t: 'append'; kind: infer K extends string } ? `append ${K}` : F['t'];

// Full records: a new kind of frame does not compile until it is here.
const CLIENT: Record<Kind<ClientFrame>, ClientFrame> = {
  hello: { t: 'hello', v: 1, ticket: 'x'.repeat(22) },
  'append application': { t: 'append', kind: 'application', room, id, epoch: 2, body },
  'append policy': { t: 'append', kind: 'policy', room, id, body },
  'append verdict': { t: 'append', kind: 'verdict', room, id, body },
  'append commit': {
    t: 'append',
    kind: 'commit',
    room,
    id,
    epoch: 2,
    body,
    policy: body,
    policyId: id,
    welcome: body,
    to: [{ account, device }],
    groupInfo: body,
  },
  fetch: { t: 'fetch', n: 1, room, after: 0, limit: 200 },
  'fetch-policy': { t: 'fetch-policy', n: 2, room },
  'fetch-group-info': { t: 'fetch-group-info', n: 3, room },
  'fetch-marks': { t: 'fetch-marks', n: 4, room },
  restore: {
    t: 'restore',
    n: 5,
    room,
    after: 1,
    entries: [{ core: body, welcome: body, to: [{ account, device }] }],
    receipt: new Uint8Array(32),
    groupInfo: { epoch: 2, body },
  },
  'welcome-taken': { t: 'welcome-taken', id: 1 },
  whisper: { t: 'whisper', room, body },
  mark: { t: 'mark', room, body },
  ping: { t: 'ping' },
};
const SERVER: Record<Kind<ServerFrame>, ServerFrame> = {
  ready: {
    t: 'ready',
    now: 1,
    incarnation: 'a',
    account,
    device,
    heartbeatMs: 30_000,
    rooms: [{ room, seq: 0, epoch: 0, member: true, own: 0 }],
  },
  entry: { t: 'entry', room, seq: 1, core: body },
  page: { t: 'page', n: 1, room, after: 0, head: new Uint8Array(32), entries: [{ seq: 1, core: body }], last: 1 },
  policies: { t: 'policies', n: 1, room, frames: [body] },
  'group-info': { t: 'group-info', n: 1, room, epoch: 1, seq: 3, body: null },
  marks: { t: 'marks', n: 1, room, marks: [{ account, device, body }] },
  restored: { t: 'restored', n: 5, room, seq: 2 },
  ack: { t: 'ack', room, id, seq: 1, at: 1 },
  nack: { t: 'nack', room, id, error },
  refused: { t: 'refused', n: 1, error },
  welcome: { t: 'welcome', id: 1, room, seq: 2, epoch: 1, from: { account, device }, body },
  whispered: { t: 'whispered', room, account, device, body },
  marked: { t: 'marked', room, account, device, body },
  'account-changed': { t: 'account-changed', what: 'vault' },
  'devices-changed': { t: 'devices-changed', account, seq: 2 },
  'approvals-changed': { t: 'approvals-changed' },
  'key-packages-low': { t: 'key-packages-low', left: 3 },
  pong: { t: 'pong' },
  bye: { t: 'bye', error },
};

describe('every kind comes back as it went in', () => {
  test.each(Object.entries(CLIENT))('client: %s', (_kind, frame) => {
    expect(decodeClientFrames(encodeFrame(frame))).toEqual([frame]);
  });
  test.each(Object.entries(SERVER))('server: %s', (_kind, frame) => {
    expect(decodeServerFrames(encodeFrame(frame))).toEqual([frame]);
  });

  test('many in one message', () => {
    const frames = Object.values(SERVER);
    expect(decodeServerFrames(Buffer.concat(frames.map(encodeFrame)))).toEqual(frames);
  });
});

describe('every kind is refused', () => {
  test.each([...Object.entries(CLIENT), ...Object.entries(SERVER)])('%s with a field too many', (_kind, frame) => {
    const bytes = encodeCbor({ ...frame, extra: 1 });
    expect(() => decodeClientFrames(bytes)).toThrow(MalformedError);
    expect(() => decodeServerFrames(bytes)).toThrow(MalformedError);
  });

  test.each(
    Object.entries(CLIENT).flatMap(([kind, frame]) => Object.keys(frame).map((field) => [kind, field, frame] as const)),
  )('client %s without %s, unless it may be left out', (kind, field, frame) => {
    const optional =
      (kind === 'append commit' && ['policy', 'policyId', 'welcome', 'to', 'groupInfo'].includes(field)) ||
      (kind === 'restore' && field === 'groupInfo');
    const bytes = encodeCbor({ ...frame, [field]: undefined });
    if (optional) expect(decodeClientFrames(bytes)).toHaveLength(1);
    else expect(() => decodeClientFrames(bytes)).toThrow(MalformedError);
  });

  test('the two directions do not share kinds', () => {
    for (const frame of Object.values(CLIENT))
      expect(() => decodeServerFrames(encodeFrame(frame))).toThrow(MalformedError);
    for (const frame of Object.values(SERVER))
      expect(() => decodeClientFrames(encodeFrame(frame))).toThrow(MalformedError);
  });
});

describe('sizes', () => {
  const of = (n: number): Uint8Array<ArrayBuffer> => new Uint8Array(n);
  test.each<[string, (bytes: Uint8Array<ArrayBuffer>) => ClientFrame, number]>([
    ['application', (b) => ({ t: 'append', kind: 'application', room, id, epoch: 0, body: b }), LIMIT.applicationBytes],
    ['policy', (b) => ({ t: 'append', kind: 'policy', room, id, body: b }), LIMIT.policyBytes],
    ['commit', (b) => ({ t: 'append', kind: 'commit', room, id, epoch: 0, body: b }), LIMIT.frameBytes],
    ['whisper', (b) => ({ t: 'whisper', room, body: b }), LIMIT.whisperBytes],
    ['mark', (b) => ({ t: 'mark', room, body: b }), LIMIT.markBytes],
  ])('%s: up to the limit, not over it, not empty', (_kind, frame, limit) => {
    expect(decodeClientFrames(encodeFrame(frame(of(limit))))).toHaveLength(1);
    expect(() => decodeClientFrames(encodeFrame(frame(of(limit + 1))))).toThrow(MalformedError);
    expect(() => decodeClientFrames(encodeFrame(frame(of(0))))).toThrow(MalformedError);
  });

  test('a page is asked for in bounds', () => {
    const fetch = (limit: number): Uint8Array => encodeFrame({ t: 'fetch', n: 1, room, after: 0, limit });
    expect(() => decodeClientFrames(fetch(LIMIT.pageEntries + 1))).toThrow(MalformedError);
    expect(() => decodeClientFrames(fetch(0))).toThrow(MalformedError);
  });
});

test('any bytes give frames or MalformedError', () => {
  const examples = [...Object.values(CLIENT), ...Object.values(SERVER)].map(encodeFrame);
  const damaged = fc
    .tuple(fc.constantFrom(...examples), fc.nat(), fc.nat(255))
    .map(([bytes, at, byte]) => bytes.with(at % bytes.length, byte));
  fc.assert(
    fc.property(fc.oneof(damaged, fc.uint8Array({ maxLength: 80 })), (bytes) => {
      for (const decode of [decodeClientFrames, decodeServerFrames]) {
        try {
          decode(bytes);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(MalformedError);
        }
      }
    }),
    { numRuns: 3_000 },
  );
});
