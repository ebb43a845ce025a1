/** A sound sample of every kind of content and of every frame: a kind without one does not compile. */
import { decodeContent, encodeContent, type SendableEvent } from '@alcove/content';
import { randomBytes } from '@alcove/crypto';
import {
  decodeClientFrames,
  decodeServerFrames,
  EMPTY_HEAD,
  encodeFrame,
  type AccountId,
  type Bytes,
  type ClientFrame,
  type DeviceId,
  type RoomId,
  type ServerFrame,
} from '@alcove/protocol';
import { nextFrameId } from '@alcove/testkit/headless';
import type { Decoder } from './decoders.ts';

interface Who {
  readonly account: AccountId;
  readonly device: DeviceId;
  readonly room: RoomId;
  /** Bytes of an entry of the log. */
  readonly core: Bytes;
}

export function kindDecoders(who: Who): Decoder[] {
  const id = nextFrameId();
  const envelope = {
    id,
    sentAt: Date.now(),
    seenSeq: 1,
    seenHead: EMPTY_HEAD,
    frankKey: randomBytes(32),
    elsewhere: [{ room: who.room, seq: 3, head: EMPTY_HEAD, under: randomBytes(16) }],
  };
  return [
    ...Object.values(contentOf(who)).map((event) => ({
      name: `content: ${event.type}`,
      sample: encodeContent(event, envelope),
      read: decodeContent,
    })),
    ...Object.entries(clientFrames(who)).map(([name, frame]) => ({
      name: `from a client: ${name}`,
      sample: encodeFrame(frame),
      read: decodeClientFrames,
    })),
    ...Object.entries(serverFrames(who)).map(([name, frame]) => ({
      name: `from the server: ${name}`,
      sample: encodeFrame(frame),
      read: decodeServerFrames,
    })),
  ];
}

function contentOf({ account }: Who): { readonly [T in SendableEvent['type']]: Extract<SendableEvent, { type: T }> } {
  const target = nextFrameId();
  const said = encodeContent(
    { type: 'text', body: 'once more', mentions: [] },
    { id: target, sentAt: 1, seenSeq: 1, seenHead: EMPTY_HEAD },
  );
  return {
    text: { type: 'text', body: 'hello there', replyTo: target, mentions: [account] },
    edit: { type: 'edit', target, body: 'hello here', mentions: [] },
    delete: { type: 'delete', target },
    reaction: { type: 'reaction', target, emoji: '👍', on: true },
    state: { type: 'state', key: 'title', value: 'Walk' },
    snapshot: {
      type: 'snapshot',
      title: 'Walk',
      topic: '',
      groupInfoKey: randomBytes(32),
      seq: 4,
      head: EMPTY_HEAD,
    },
    profile: { type: 'profile', displayName: 'Fuzzed' },
    about: { type: 'about', at: 1, bio: 'of noise', status: { how: 'busy', words: '', emoji: '', until: null } },
    picture: { type: 'picture', at: 1, bytes: randomBytes(60) },
    'group-info-key': { type: 'group-info-key', key: randomBytes(32) },
    again: { type: 'again', said: [said] },
  };
}

/** Appends are of four kinds. */
type ClientKind = Exclude<ClientFrame['t'], 'append'> | Extract<ClientFrame, { t: 'append' }>['kind'];

function clientFrames({ account, room, device, core }: Who): Readonly<Record<ClientKind, ClientFrame>> {
  const id = nextFrameId();
  const body = randomBytes(40);
  return {
    hello: { t: 'hello', v: 1, ticket: 'A'.repeat(22) },
    application: { t: 'append', kind: 'application', room, id, epoch: 1, seen: 3, body },
    policy: { t: 'append', kind: 'policy', room, id, body },
    verdict: { t: 'append', kind: 'verdict', room, id, body },
    commit: {
      t: 'append',
      kind: 'commit',
      room,
      id,
      epoch: 1,
      seen: 3,
      body,
      policy: body,
      policyId: nextFrameId(),
      welcome: body,
      to: [{ account, device }],
      groupInfo: body,
    },
    fetch: { t: 'fetch', n: 1, room, after: 0, limit: 10 },
    'fetch-policy': { t: 'fetch-policy', n: 1, room },
    'fetch-group-info': { t: 'fetch-group-info', n: 1, room },
    'fetch-marks': { t: 'fetch-marks', n: 1, room },
    restore: {
      t: 'restore',
      n: 1,
      room,
      after: 3,
      entries: [{ core }],
      receipt: EMPTY_HEAD,
      groupInfo: { epoch: 1, body },
    },
    'welcome-taken': { t: 'welcome-taken', id: 1 },
    whisper: { t: 'whisper', room, body },
    mark: { t: 'mark', room, body },
    ping: { t: 'ping' },
  };
}

function serverFrames({ account, device, room, core }: Who): {
  readonly [T in ServerFrame['t']]: Extract<ServerFrame, { t: T }>;
} {
  const id = nextFrameId();
  const body = randomBytes(40);
  const error = { code: 'conflict', message: 'no', details: { epoch: 3 } } as const;
  return {
    ready: {
      t: 'ready',
      now: 1,
      incarnation: 'first',
      account,
      device,
      heartbeatMs: 30_000,
      rooms: [{ room, seq: 3, head: EMPTY_HEAD, epoch: 1, member: true, own: 2 }],
    },
    entry: { t: 'entry', room, seq: 1, core, receipt: EMPTY_HEAD },
    page: { t: 'page', n: 1, room, after: 0, head: EMPTY_HEAD, entries: [{ seq: 1, core }], last: 1 },
    policies: { t: 'policies', n: 1, room, frames: [body] },
    'group-info': { t: 'group-info', n: 1, room, epoch: 1, seq: 3, body },
    marks: { t: 'marks', n: 1, room, marks: [{ account, device, body }] },
    restored: { t: 'restored', n: 1, room, seq: 3 },
    ack: { t: 'ack', room, id, seq: 3, at: 1 },
    nack: { t: 'nack', room, id, error },
    refused: { t: 'refused', n: 1, error },
    welcome: { t: 'welcome', id: 1, room, seq: 3, epoch: 1, from: { account, device }, body },
    whispered: { t: 'whispered', room, account, device, body },
    marked: { t: 'marked', room, account, device, body },
    'devices-changed': { t: 'devices-changed', account, seq: 2 },
    'account-changed': { t: 'account-changed', what: 'records' },
    'approvals-changed': { t: 'approvals-changed' },
    'key-packages-low': { t: 'key-packages-low', left: 3 },
    pong: { t: 'pong' },
    bye: { t: 'bye', error },
  };
}
