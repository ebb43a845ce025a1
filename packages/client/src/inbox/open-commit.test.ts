/** Commits that are not followed, before anybody looks inside: of another epoch, of this device itself, of one that may make none. */
import { createGroup, issueDeviceCert, newKeyPair, type DeviceIdentity } from '@alcove/crypto';
import { AccountId, DeviceId, FrameId, RoomId, startSettlement, type LogCore, type Policy } from '@alcove/protocol';
import { beforeAll, expect, test } from 'vitest';
import { openCommit } from './open-commit.ts';

type Context = Parameters<typeof openCommit>[0];
type Work = Parameters<typeof openCommit>[1];

const NOW = Date.now();
const SERVER = 'server-1';
const ANA = AccountId.parse('A'.repeat(22));
const BEN = AccountId.parse('B'.repeat(22));
const ANAS = DeviceId.parse('a'.repeat(22));
const BENS = DeviceId.parse('b'.repeat(22));
const ID = FrameId.parse('01JQ0000000000000000000001');
const [anas, bens] = [newKeyPair(), newKeyPair()];
const POLICY: Policy = {
  room: RoomId.parse('A'.repeat(43)),
  kind: 'group',
  suite: 'MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519',
  version: 1,
  hash: new Uint8Array(32),
  owner: ANA,
  members: new Map([
    [ANA, anas.public],
    [BEN, bens.public],
  ]),
  devices: null,
};

/** Of one leaf, Ana's or Ben's, in epoch 0. */
let group: Work['group'];
let bensGroup: Work['group'];
beforeAll(async () => {
  group = await groupOf(ANA, ANAS, anas);
  bensGroup = await groupOf(BEN, BENS, bens);
});

function groupOf(account: AccountId, device: DeviceId, aik: typeof anas): ReturnType<typeof createGroup> {
  const key = newKeyPair();
  const fields = { server: SERVER, account, device, deviceKey: key.public, kind: 'phone' as const, listSeq: 1 };
  const cert = issueDeviceCert(aik, { ...fields, nowSeconds: Math.floor(NOW / 1_000) });
  const identity: DeviceIdentity = { account, device, kind: 'phone', key, cert };
  return createGroup(identity, POLICY, NOW);
}

/** What Ana makes of a commit that is noise, told as Ben's unless said otherwise. */
async function seen(
  told: Partial<LogCore>,
  work: Partial<Pick<Work, 'handshake' | 'group'>> & { readonly voids?: number } = {},
): Promise<{ result: unknown; alarms: readonly string[]; broken: string | null }> {
  const core: LogCore = {
    v: 1,
    id: ID,
    kind: 'commit',
    epoch: 0,
    account: BEN,
    device: BENS,
    at: NOW,
    body: new Uint8Array(200),
    ...told,
  };
  const flagged = Array.from({ length: work.voids ?? 0 }, () => ({ account: BEN, device: BENS, at: NOW - 60_000 }));
  const lists = { fetchedSince: () => [], learnedSince: () => [], under: () => new Map() };
  const context = { device: ANAS, me: ANA, serverId: SERVER, lists } as unknown as Context;
  const step = {
    group: work.group ?? group,
    policy: POLICY,
    handshake: work.handshake ?? null,
    court: { settlement: { ...startSettlement(0), flagged } },
    alarms: [],
    broken: null,
  } as unknown as Work;
  const result = await openCommit(context, step, { seq: 4, core, head: new Uint8Array(32) });
  return { result, alarms: step.alarms, broken: step.broken };
}

const notFollowed = (code: string): unknown => ({ result: { code }, alarms: [code], broken: code });

test('noise is refused, and an epoch that is over is nothing to follow', async () => {
  expect(await seen({})).toEqual(notFollowed('damaged'));
  if (group === null) throw new Error('no group');
  expect(await seen({ epoch: -1 })).toEqual({ result: 'opened', alarms: [], broken: null });
});

test('[K02] a commit of a later epoch: one is missing', async () => {
  expect(await seen({ epoch: 1 })).toEqual(notFollowed('epoch-missed'));
});

test('[K82] a commit in this device’s name that it did not make', async () => {
  expect(await seen({ account: ANA, device: ANAS })).toEqual(notFollowed('own-commit-lost'));
});

test('[K48] an own commit with other bytes than it was made with, where somebody else goes by them', async () => {
  const frame = { kind: 'commit', body: new Uint8Array(200).fill(1) };
  const told = { account: ANA, device: ANAS };
  for (const [kind, before] of [
    ['update', bensGroup],
    ['join', group],
  ] as const) {
    const handshake = { id: ID, epoch: 0, frame, next: bensGroup, intent: { kind } } as unknown as Work['handshake'];
    expect(await seen(told, { handshake, group: before })).toEqual(notFollowed('own-commit-altered'));
  }
  // Or told of an epoch that it was not made in.
  const elsewhere = {
    id: ID,
    epoch: 3,
    frame,
    next: group,
    intent: { kind: 'update' },
  } as unknown as Work['handshake'];
  expect(await seen(told, { handshake: elsewhere })).toEqual(notFollowed('own-commit-altered'));
});

test('[K14] a commit of a device whose commits were void three times today', async () => {
  expect(await seen({}, { voids: 2 })).toEqual(notFollowed('damaged'));
  expect(await seen({}, { voids: 3 })).toEqual(notFollowed('commits-void'));
});
