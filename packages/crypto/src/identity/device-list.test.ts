import { beforeEach, expect, test } from 'vitest';
import { Username, type Bytes, type DeviceList } from '@alcove/protocol';
import { newKeyPair } from '../primitives.ts';
import {
  addDevice,
  firstDevice,
  newAccountId,
  newDeviceId,
  newPerson,
  nextList,
  revokeDevice,
  type Person,
} from '../testing/world.ts';
import { followDeviceLists, signDeviceList, type FollowOutcome } from './device-list.ts';

let anna: Person;
beforeEach(() => {
  anna = newPerson('anna');
  addDevice(anna);
});

const forged = { ok: false, code: 'device-list-forged' };
const follow = (...lists: Bytes[]): FollowOutcome => followDeviceLists(anna.known, anna.account, lists);
const next = (change: Partial<DeviceList>, aik = anna.aik): Bytes =>
  signDeviceList(aik, { ...nextList(anna), ...change });

test('a chain is followed from its start and from any version on', () => {
  const whole = followDeviceLists(null, anna.account, anna.lists);
  expect(whole).toEqual({ ok: true, known: anna.known });
  const first = followDeviceLists(null, anna.account, anna.lists.slice(0, 1));
  if (!first.ok) throw new Error(first.code);
  expect(followDeviceLists(first.known, anna.account, anna.lists.slice(1))).toEqual(whole);
  expect(follow(anna.lists[1]!)).toEqual(whole);
  expect(follow()).toEqual(whole);
});

test('a chain that starts late, is empty, or is another account’s', () => {
  expect(followDeviceLists(null, anna.account, anna.lists.slice(1))).toEqual(forged);
  expect(followDeviceLists(null, anna.account, [])).toEqual(forged);
  expect(followDeviceLists(null, newAccountId(), anna.lists)).toEqual(forged);
});

test('going back, leaving a version out, another branch', () => {
  expect(follow(anna.lists[0]!)).toEqual({ ok: false, code: 'device-list-rollback' });
  const known = anna.known!;
  addDevice(anna);
  addDevice(anna);
  expect(followDeviceLists(known, anna.account, [anna.lists[3]!])).toEqual(forged);
  const branch = signDeviceList(anna.aik, { ...known.list, seq: 3, prev: new Uint8Array(32) });
  expect(followDeviceLists(known, anna.account, [branch])).toEqual(forged);
  const sibling = signDeviceList(anna.aik, { ...anna.known!.list, vaultHash: new Uint8Array(32).fill(1) });
  expect(follow(sibling)).toEqual({ ok: false, code: 'device-list-rollback' });
});

test('another identity key is said as such', () => {
  const other = newKeyPair();
  expect(follow(next({ aik: other.public }, other))).toEqual({ ok: false, code: 'identity-changed' });
  expect(follow(next({}, other))).toEqual(forged);
});

test('what a step may not do', () => {
  const [first, second] = anna.known!.list.devices as [DeviceList['devices'][number], DeviceList['devices'][number]];
  const seq = 3;
  const added = { device: newDeviceId(), deviceKey: newKeyPair().public, kind: 'bot' as const, addedSeq: seq };
  const refusedSteps: Partial<DeviceList>[] = [
    { username: Username.parse('mallory') },
    { devices: [first] },
    { devices: [first, { ...second, deviceKey: newKeyPair().public }] },
    { devices: [first, { ...second, kind: 'bot' }] },
    { devices: [first, second, { ...added, addedSeq: 1 }] },
    { devices: [first, second, { ...added, device: first.device }] },
    { devices: [first, second, { ...added, deviceKey: first.deviceKey }] },
    { devices: [first, second, { ...added, deviceKey: new Uint8Array(32) }] },
    { devices: [first, second, { ...added, deviceKey: anna.aik.public }] },
    { devices: [first, second, added], revoked: [{ device: added.device, seq }] },
    { revoked: [{ device: first.device, seq: 2 }] },
    { revoked: [{ device: first.device, seq: 4 }] },
  ];
  for (const step of refusedSteps) expect(follow(next(step))).toEqual(forged);
  expect(follow(next({ devices: [first, second, added] }))).toMatchObject({ ok: true });
  expect(follow(next({ revoked: [{ device: first.device, seq }] }))).toMatchObject({ ok: true });
});

test('a revocation is for ever', () => {
  const gone = firstDevice(anna);
  revokeDevice(anna, gone.device);
  expect(follow(next({ revoked: [] }))).toEqual(forged);
  const again = { device: gone.device, deviceKey: gone.key.public, kind: gone.kind, addedSeq: 4 };
  expect(follow(next({ devices: [...anna.known!.list.devices, again] }))).toEqual(forged);
});

test('garbage', () => {
  expect(follow(new Uint8Array([1, 2, 3]))).toEqual(forged);
  expect(follow(new Uint8Array(40_000))).toEqual(forged);
});
