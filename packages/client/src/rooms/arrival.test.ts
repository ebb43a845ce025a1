/** Where a newcomer starts is what the server says, as far as it can be true: a commit at its place, and a policy from its beginning on. */
import { issueDeviceCert, newKeyPair, randomBytes, sha256, signPolicy, type DeviceIdentity } from '@alcove/crypto';
import {
  AccountId,
  DeviceId,
  EMPTY_HEAD,
  encodeLogCore,
  FrameId,
  policyFrameHash,
  roomIdOf,
  type Bytes,
  type EntryKind,
  type PolicyGenesis,
  type RoomId,
} from '@alcove/protocol';
import { expect, test } from 'vitest';
import { arriveAt } from './arrival.ts';

type Context = Parameters<typeof arriveAt>[0];

const SERVER = 'server-1';
const ANA = AccountId.parse('A'.repeat(22));
const BEN = AccountId.parse('B'.repeat(22));
const PHONE = DeviceId.parse('p'.repeat(22));
const [aik, key] = [newKeyPair(), newKeyPair()];
const fields = {
  server: SERVER,
  account: ANA,
  device: PHONE,
  deviceKey: key.public,
  kind: 'phone' as const,
  listSeq: 1,
};
const cert = issueDeviceCert(aik, { ...fields, nowSeconds: Math.floor(Date.now() / 1_000) });
const ana: DeviceIdentity = { account: ANA, device: PHONE, kind: 'phone', key, cert };

const GENESIS: PolicyGenesis = {
  v: 1,
  type: 'genesis',
  kind: 'group',
  creator: { account: ANA, aik: aik.public },
  peer: null,
  suite: 'MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519',
  nonce: randomBytes(32),
};
const ROOM: RoomId = roomIdOf(sha256, GENESIS);
const first = signPolicy(ana, GENESIS);
/** Ana adds Ben. */
const adding = (): Bytes =>
  signPolicy(ana, {
    v: 1,
    type: 'change',
    room: ROOM,
    version: 1,
    prev: policyFrameHash(sha256, first),
    add: [{ account: BEN, aik: newKeyPair().public }],
    remove: [],
    owner: null,
  });

const entry = (seq: number, kind: EntryKind, body: Bytes = new Uint8Array(8)) => ({
  seq,
  core: encodeLogCore({
    v: 1,
    id: FrameId.parse(`01J${String(seq).padStart(23, '0')}`),
    kind,
    epoch: 0,
    account: ANA,
    device: PHONE,
    at: 1_000,
    body,
  }),
});

interface Told {
  readonly frames: readonly Bytes[];
  readonly entries: readonly { readonly seq: number; readonly core: Uint8Array }[];
}

/** Ben comes in by the commit at the third place. */
function arrives({ frames, entries }: Told): Promise<unknown> {
  const context = {
    serverId: SERVER,
    me: BEN,
    lists: { refresh: () => Promise.resolve({ ok: true }) },
    gateway: {
      ask: ({ t }: { t: string }) =>
        Promise.resolve({
          kind: 'answer',
          value: t === 'fetch-policy' ? { frames } : { head: EMPTY_HEAD, entries, last: entries.at(-1)?.seq ?? 3 },
        }),
    },
  };
  return arriveAt(context as unknown as Context, ROOM, 3);
}
const refused = (code: string): unknown => ({ kind: 'refused', code });

test('what is told fits: the policy that holds at the commit, and what stands after it', async () => {
  const added = adding();
  const later = adding();
  const told = { frames: [first, added, later], entries: [entry(3, 'commit'), entry(4, 'policy', later)] };
  expect(await arrives(told)).toMatchObject({
    kind: 'ok',
    arrival: { place: { seq: 3 }, policy: { version: 1 }, broughtBy: ANA, frames: [first, added], last: 4 },
  });
});

test('[K27] there is nothing at the commit’s place, or something else, or what follows it', async () => {
  const frames = [first, adding()];
  for (const entries of [
    [],
    [entry(3, 'application')],
    [entry(4, 'commit')],
    [{ seq: 3, core: new Uint8Array([1, 2, 3]) }],
  ])
    expect(await arrives({ frames, entries })).toEqual(refused('commit-missing'));
});

test('[K77] a policy without its beginning, or of which something comes twice', async () => {
  const entries = [entry(3, 'commit')];
  expect(await arrives({ frames: [], entries })).toEqual(refused('policy-malformed'));
  expect(await arrives({ frames: [adding()], entries })).toEqual(refused('policy-genesis-shape'));
  expect(await arrives({ frames: [first, adding(), adding()], entries })).toEqual(refused('policy-out-of-order'));
});
