/** Who is gone reads nothing that follows, however long the server keeps the removing commit from the log: C26. */
import type { FrameId, RoomId } from '@alcove/protocol';
import { holdCommits, openHostileHouse, type HostileHouse } from '@alcove/testkit/hostile';
import { until, type Resident } from '@alcove/testkit/house';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { directChat, groupOf, hears, online, say, seesRoom } from '../talk.ts';

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
