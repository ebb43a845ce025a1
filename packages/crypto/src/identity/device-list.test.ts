import { createHash } from 'node:crypto';
import { ed25519 } from '@noble/curves/ed25519.js';
import { beforeEach, expect, test } from 'vitest';
import {
  concatBytes,
  encodeCbor,
  encodeSigned,
  LABEL,
  Username,
  utf8,
  type Bytes,
  type DeviceList,
} from '@alcove/protocol';
import { newKeyPair, randomBytes, verify } from '../primitives.ts';
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
  expect(follow(next({ seq: anna.known!.list.seq + 2 }))).toEqual(forged);
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

test('what a version may not say, the first of a chain either', () => {
  const other = newPerson('bert');
  const { list } = other.known!;
  const [first] = list.devices as [DeviceList['devices'][number]];
  const gone = { device: newDeviceId(), seq: 1 };
  const begin = (change: Partial<DeviceList>): FollowOutcome =>
    followDeviceLists(null, other.account, [signDeviceList(other.aik, { ...list, ...change })]);
  const refused: Partial<DeviceList>[] = [
    { devices: [first, { ...first, deviceKey: newKeyPair().public }] },
    { devices: [first, { ...first, device: newDeviceId() }] },
    { devices: [{ ...first, deviceKey: other.aik.public }] },
    { devices: [{ ...first, deviceKey: new Uint8Array(32) }] },
    { devices: [{ ...first, addedSeq: 2 }] },
    { revoked: [gone, gone] },
    { revoked: [{ ...gone, seq: 2 }] },
  ];
  for (const change of refused) expect([change, begin(change)]).toEqual([change, forged]);
  expect(begin({})).toMatchObject({ ok: true });
});

test('an identity key of mixed order, under which signatures hold and which has other forms', () => {
  const { Fn } = ed25519.Point;
  const { scalar, point } = ed25519.utils.getExtendedPublicKey(randomBytes(32));
  const ofOrder8 = ed25519.Point.fromHex('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05');
  const aik = new Uint8Array(point.add(ofOrder8).toBytes());
  const body = encodeCbor({ ...newPerson('bert').known!.list, account: anna.account, aik });
  // R = rB, S = r + SHA-512(R ‖ A ‖ label ‖ body) · a: RFC 8032 §5.1.6, with A moved by a point that the verifier's cofactor takes away.
  const r = 7n;
  const R = ed25519.Point.BASE.multiply(r).toBytes();
  const hash = createHash('sha512')
    .update(concatBytes(R, aik, utf8(LABEL.deviceList), body))
    .digest();
  const S = Fn.toBytes(Fn.create(r + BigInt(`0x${hash.toReversed().toHex()}`) * scalar));
  const sig = concatBytes(R, S);
  expect(verify(LABEL.deviceList, aik, body, sig)).toBe(true);
  expect(followDeviceLists(null, anna.account, [encodeSigned(body, sig)])).toEqual(forged);
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
