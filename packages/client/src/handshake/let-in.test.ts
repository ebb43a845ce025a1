/** Somebody without a device in the room is let in when they bring key packages again, also while the room's keys stay as they are. */
import { createGroup, issueDeviceCert, newKeyPair } from '@alcove/crypto';
import { AccountId, DeviceId, RoomId, startSettlement, type Policy } from '@alcove/protocol';
import { beforeAll, expect, test } from 'vitest';
import type { AccountContext } from '../account/context.ts';
import { newRoom, type Room } from '../rooms/room.ts';
import { createLetIn } from './let-in.ts';

const ANA = AccountId.parse('A'.repeat(22));
const BEN = AccountId.parse('B'.repeat(22));
const PHONE = DeviceId.parse('p'.repeat(22));
const ID = RoomId.parse('r'.repeat(43));
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

let room: Room;
beforeAll(async () => {
  const key = newKeyPair();
  const fields = { server: 'server-1', account: ANA, device: PHONE, deviceKey: key.public, listSeq: 1 };
  const cert = issueDeviceCert(anas, { ...fields, kind: 'phone', nowSeconds: Math.floor(Date.now() / 1_000) });
  const group = await createGroup({ account: ANA, device: PHONE, kind: 'phone', key, cert }, POLICY, Date.now());
  const row = { room: ID, kind: 'group' as const, peer: null, title: '', topic: '', groupInfoKey: null };
  room = newRoom({ ...row, joinSeq: 0, joinEpoch: 0, member: true }, { seq: 0, head: new Uint8Array(32) });
  room.keys = { policy: POLICY, group, parts: null, court: { settlement: startSettlement(0), mine: null } };
});

test('whoever had no key package is asked for again ten minutes later, and no sooner', async () => {
  let now = 0;
  const claimed: number[] = [];
  const context = {
    me: ANA,
    open: true,
    ports: { clock: { now: () => now }, random: () => 0 },
    ties: { request: () => null, standing: () => 'contact' },
    lists: {
      refresh: () => Promise.resolve({ ok: true, value: { list: { devices: [] } } }),
      changedAt: () => null,
      all: new Map(),
    },
    sleep: () => Promise.resolve(),
    calls: {
      async call() {
        claimed.push(now);
        return { kind: 'refused', error: { code: 'no-key-package', message: '' } };
      },
    },
  } as unknown as AccountContext;
  const letIn = createLetIn(context);
  for (now = 0; now < 21 * 60_000; now += 60_000) await letIn.members(room);
  expect(claimed.map((ms) => ms / 60_000)).toEqual([0, 10, 20]);
});
