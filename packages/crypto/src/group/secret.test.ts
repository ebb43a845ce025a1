/** A secret room is of two devices: what a member, or the server with another device's help, cannot make it be [K55, K56]. */
import { beforeEach, expect, test } from 'vitest';
import type { DeviceIdentity } from '../identity/device-cert.ts';
import { judgeChange, judgeGenesis, signPolicy } from '../room/policy.ts';
import { judgeVerdict, signVerdict } from '../room/verdict.ts';
import { randomBytes } from '../primitives.ts';
import { add, forgeCommit, forgeKeyPackage } from '../testing/forge.ts';
import { done, expecting, gather, opened, ownDevicesOf, type Member } from '../testing/members.ts';
import * as world from '../testing/world.ts';
import type { Person, Room } from '../testing/world.ts';
import { commitAdd, commitUpdate, createGroup } from './commit.ts';
import { groupInfo, joinExternally } from './external-join.ts';
import { joinByWelcome, type Joined } from './join.ts';
import { decodeKeyPackage } from './key-package.ts';
import { open, type Opened } from './open.ts';
import type { Refused } from './outcome.ts';
import { roster } from './roster.ts';

const SUITE = world.CLASSIC;
let anna: Person;
let bert: Person;
let phone: DeviceIdentity;
let tablet: DeviceIdentity;
let room: Room;
let host: Member;
let guest: Member;

beforeEach(async () => {
  [anna, bert] = [world.newPerson('anna'), world.newPerson('bert')];
  phone = world.addDevice(bert, 'phone');
  tablet = world.addDevice(anna);
  room = world.newRoom([anna, bert], { suite: SUITE, kind: 'secret' });
  [host, guest] = (await gather(room, [world.firstDevice(anna), world.firstDevice(bert)])) as [Member, Member];
});

const refused = (code: string): unknown => ({ kind: 'refused', code });
const see = (by: Member, from: DeviceIdentity, commit: Uint8Array): Promise<Opened> =>
  open(by.state, world.trustIn(room), commit, expecting(from, 'commit'));

/** A Welcome that brings these in at once, made past every check. */
async function welcomedWith(devices: readonly DeviceIdentity[], as: DeviceIdentity): Promise<Joined | Refused> {
  const alone = { state: await createGroup(world.firstDevice(anna), room.policy, world.NOW_MS) };
  const invited = await Promise.all(devices.map((device) => world.invitation(device, SUITE)));
  const forged = await forgeCommit(
    alone,
    invited.map(({ made }) => add(decodeKeyPackage(made.public)!)),
  );
  return joinByWelcome({
    identity: as,
    welcome: forged.welcome ?? new Uint8Array(0),
    packages: invited.map(({ made }) => made),
    room: room.policy.room,
    epoch: forged.next.epoch,
    trust: world.trustIn(room),
    ownDevices: ownDevicesOf(room, as),
  });
}

test('the two of them talk, and each makes fresh keys', async () => {
  expect(roster(guest.state).map(({ device }) => device)).toEqual([
    world.firstDevice(anna).device,
    world.firstDevice(bert).device,
  ]);
  const update = done(await commitUpdate(guest.state));
  opened(await see(host, guest.identity, update.commit), 'commit');
});

test('[K55] a Welcome with a third device in it is refused, whoever of the two it belongs to', async () => {
  const own = world.firstDevice(bert);
  for (const third of [phone, tablet])
    expect(await welcomedWith([own, third], own)).toEqual(refused('leaf-other-device'));
  expect((await welcomedWith([own], own)).kind).toBe('joined');
});

test('[K55] a device that was not named does not come in by a Welcome either', async () => {
  expect(await welcomedWith([phone], phone)).toEqual(refused('leaf-other-device'));
});

test('[K55] whoever begins it brings in the device it names, whatever the server hands out', async () => {
  const state = await createGroup(world.firstDevice(anna), room.policy, world.NOW_MS);
  const other = await world.invitation(phone, SUITE);
  expect(await commitAdd(state, world.trustIn(room), [other.invited])).toEqual(refused('leaf-other-device'));
});

test('[K56] nobody is added later', async () => {
  const forged = await forgeCommit(guest, [add(await forgeKeyPackage(phone, SUITE, {}))]);
  expect(await see(host, guest.identity, forged.commit)).toEqual(refused('secret-closed'));
});

test('[K56] nor comes by itself: not another device, and not the same one again', async () => {
  const info = await groupInfo(host.state);
  const { room: id, epoch } = host.state;
  const again = { info, room: id, epoch, trust: world.trustIn(room), nowMs: world.NOW_MS };
  const back = done(await joinExternally({ ...again, identity: guest.identity }));
  expect(await see(host, guest.identity, back.commit)).toEqual(refused('secret-closed'));
  expect(await joinExternally({ ...again, identity: phone })).toEqual(refused('leaf-other-device'));
});

test('[K55] only the two devices change its policy, and only by taking leave', () => {
  const { policy } = room;
  const { account } = bert;
  const leave = {
    v: 1 as const,
    type: 'change' as const,
    room: policy.room,
    version: 1,
    prev: policy.hash,
    add: [],
    remove: [account],
    owner: null,
  };
  const by = (device: DeviceIdentity): unknown => judgeChange(world.SERVER, policy, signPolicy(device, leave));
  expect(by(phone)).toEqual({ ok: false, code: 'policy-other-device' });
  expect(by(world.firstDevice(anna))).toEqual({ ok: false, code: 'policy-fixed' });
  expect(by(world.firstDevice(bert))).toMatchObject({ ok: true });
});

test('[K55] a genesis is signed by the device that it names', () => {
  const [creator, peer] = [anna, bert].map(({ account, aik }) => ({ account, aik: aik.public }));
  const genesis = (device: DeviceIdentity): Parameters<typeof signPolicy>[1] => ({
    v: 1,
    type: 'genesis',
    kind: 'secret',
    creator: creator!,
    peer: peer!,
    devices: { creator: device.device, peer: phone.device },
    suite: SUITE,
    nonce: randomBytes(32),
  });
  const by = world.firstDevice(anna);
  expect(judgeGenesis(world.SERVER, null, signPolicy(by, genesis(tablet)))).toEqual({
    ok: false,
    code: 'policy-other-device',
  });
  expect(judgeGenesis(world.SERVER, null, signPolicy(by, genesis(by)))).toMatchObject({ ok: true });
});

test('[K55] another device has no say about a commit', () => {
  const head = randomBytes(32);
  const frame = (device: DeviceIdentity): Uint8Array =>
    signVerdict(device, { v: 1, type: 'reject', room: room.policy.room, seq: 2, epoch: 0, head, code: 'damaged' });
  expect(judgeVerdict(world.SERVER, room.policy, frame(phone))).toEqual({ ok: false, code: 'verdict-cert' });
  expect(judgeVerdict(world.SERVER, room.policy, frame(world.firstDevice(bert)))).toMatchObject({ ok: true });
});
