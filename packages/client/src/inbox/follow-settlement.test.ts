/** What a device keeps to go back to when a commit comes that may yet be void, and what it has to say about it. */
import { AccountId, DeviceId, FrameId, RoomId, startSettlement, type LogCore, type Policy } from '@alcove/protocol';
import { expect, test } from 'vitest';
import { followSettlement } from './follow-settlement.ts';

type Work = Parameters<typeof followSettlement>[0];
type Before = Parameters<typeof followSettlement>[2];

const ANA = AccountId.parse('A'.repeat(22));
const BEN = AccountId.parse('B'.repeat(22));
const EPOCH = 3;
const group = { epoch: EPOCH } as unknown as NonNullable<Before['group']>;
const nextGroup = { epoch: EPOCH + 1 } as unknown as NonNullable<Before['group']>;
const groupInfoKey = new Uint8Array(32).fill(1);
const POLICY: Policy = {
  room: RoomId.parse('R'.repeat(43)),
  kind: 'group',
  suite: 'MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519',
  version: 1,
  hash: new Uint8Array(32),
  owner: ANA,
  members: new Map([
    [ANA, new Uint8Array(32)],
    [BEN, new Uint8Array(32)],
  ]),
  devices: null,
};
const core: LogCore = {
  v: 1,
  id: FrameId.parse('01JQ0000000000000000000001'),
  kind: 'commit',
  epoch: EPOCH,
  account: BEN,
  device: DeviceId.parse('b'.repeat(22)),
  at: 1_000,
  body: new Uint8Array(8),
};

/** Ana took Ben's commit, or did not; this is how things stood `before` it. */
function taken(before: Before, now: Pick<Work, 'group' | 'broken'>): Pick<Work, 'base' | 'court'> {
  const work = {
    ...now,
    policy: POLICY,
    court: { settlement: startSettlement(EPOCH), mine: null },
    base: undefined,
  } as unknown as Work;
  followSettlement(work, { seq: 9, core, head: new Uint8Array(32) }, before);
  return work;
}

test('of a room that is in order the state before the commit is kept, also when the commit cannot be followed', () => {
  const before: Before = { group, groupInfoKey, broken: null };
  const followed = taken(before, { group: nextGroup, broken: null });
  expect(followed.base).toEqual({ group, groupInfoKey });
  expect(followed.court.mine).toEqual({ type: 'accept' });
  const refused = taken(before, { group, broken: 'damaged' });
  expect(refused.base).toEqual({ group, groupInfoKey });
  expect(refused.court.mine).toEqual({ type: 'reject', code: 'damaged' });
});

test('none is kept while the room is broken: its epoch may have the same number and be another one', () => {
  const { base, court } = taken({ group, groupInfoKey, broken: 'epoch-forked' }, { group, broken: 'epoch-forked' });
  expect(base).toBeNull();
  // Nor has the device anything to say about a commit that it was in no place to follow.
  expect(court.mine).toBeNull();
});

test('nor of another epoch than the commit’s, or where this device is not in the group', () => {
  const behind = { epoch: EPOCH - 1 } as unknown as NonNullable<Before['group']>;
  expect(taken({ group: behind, groupInfoKey, broken: null }, { group: behind, broken: 'epoch-missed' })).toMatchObject(
    {
      base: null,
      court: { mine: null },
    },
  );
  expect(taken({ group: null, groupInfoKey, broken: null }, { group: null, broken: null }).base).toBeNull();
});
