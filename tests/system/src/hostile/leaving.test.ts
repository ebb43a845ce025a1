/** Who is gone reads nothing that follows, however long the server keeps the removing commit from the log: C26. */
import type { FrameId, RoomId } from '@alcove/protocol';
import { holdCommits, openHostileHouse, type HostileHouse } from '@alcove/testkit/hostile';
import { PASSWORD, until, type Resident } from '@alcove/testkit/house';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { devicesInRoom, expectOk, isIn } from '../devices.ts';
import { acquaint, directChat, groupOf, hears, online, say, seesRoom } from '../talk.ts';

let hostile: HostileHouse;
let ana: Resident;
let ben: Resident;
let cleo: Resident;
beforeAll(async () => {
  hostile = await openHostileHouse();
  ana = await hostile.person('ana');
  ben = await hostile.person('ben');
  cleo = await hostile.person('cleo');
  await online(ana, ben, cleo);
});
afterAll(() => hostile.close());

const atRest = (resident: Resident, room: RoomId, id: FrameId): Promise<unknown> =>
  until(
    resident.client,
    'timeline',
    room,
    (view) =>
      view?.items.some((item) => item.kind === 'message' && item.id === id && item.send?.state === 'waiting') === true,
  );

test('[K20] nothing is sealed for someone who left: first they are taken out', async () => {
  const aside = await directChat(ben, 'ana');
  const group = await groupOf(ana, 'Sunday walk', [ben, cleo]);
  for (const each of [ben, cleo]) await seesRoom(each, group, ({ members }) => members.length === 3);

  const passed: FrameId[] = [];
  hostile.server.begin(holdCommits(group, ({ id }, { name }) => void (name === 'ben' && passed.push(id))));
  await cleo.client.leave(group);
  await seesRoom(ben, group, ({ members }) => members.length === 2);
  // What he sealed before he knew may still be on its way; this he says knowing it.
  const id = await say(ben, group, 'Is she gone?');
  await atRest(ben, group, id);
  // A line that holds back nothing: what he says later elsewhere is there, so this would have been sent by now.
  await say(ben, aside, 'Not a word in the group');
  await hears(ana, aside, 'Not a word in the group');
  expect(passed).not.toContain(id);

  hostile.server.stopAttack();
  await hears(ana, group, 'Is she gone?');
  const log = hostile.server.world.log(group);
  const left = log.findLast(({ kind }) => kind === 'policy');
  expect(log.find((core) => core.id === id)?.epoch).toBeGreaterThan(left?.epoch ?? Infinity);
});

test('[K20] nor for a device that was removed from its account', async () => {
  await acquaint(ben, cleo);
  const aside = await directChat(ben, 'cleo');
  const group = await groupOf(ben, 'Choir', [cleo]);
  await seesRoom(cleo, group, ({ members }) => members.length === 2);
  const tablet = await hostile.device('tablet');
  expectOk(await tablet.client.logIn({ username: 'cleo', password: PASSWORD }));
  const removed = await isIn(tablet);
  await devicesInRoom(ben, group, 'cleo', 2);

  const passed: FrameId[] = [];
  hostile.server.begin(holdCommits(group, ({ id }, { name }) => void (name === 'ben' && passed.push(id))));
  expectOk(await cleo.client.removeDevices([removed]));
  await until(tablet.client, 'app', null, ({ phase }) => phase === 'removed');
  // In the other room she is taken out, so that he has seen the list.
  await devicesInRoom(ben, aside, 'cleo', 1);
  const id = await say(ben, group, 'Is the tablet gone?');
  await atRest(ben, group, id);
  await say(ben, aside, 'Not a word in the choir');
  await hears(cleo, aside, 'Not a word in the choir');
  expect(passed).not.toContain(id);

  hostile.server.stopAttack();
  await hears(cleo, group, 'Is the tablet gone?');
  await devicesInRoom(ben, group, 'cleo', 1);
  const log = hostile.server.world.log(group);
  const out = log.findLast(({ kind }) => kind === 'commit');
  expect(log.find((core) => core.id === id)?.epoch).toBeGreaterThan(out?.epoch ?? Infinity);
});
