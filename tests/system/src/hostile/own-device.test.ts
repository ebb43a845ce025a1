/** What a hostile server can do when a person comes in with another device: C07 of docs/security/claims.md. */
import {
  changeGroupInfo,
  confidentiality,
  integrity,
  liveness,
  openHostileHouse,
  Said,
  type HostileHouse,
} from '@alcove/testkit/hostile';
import { PASSWORD, until, type Resident } from '@alcove/testkit/house';
import type { Bytes, RoomId } from '@alcove/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { online, seesRoom } from '../talk.ts';
import { walkOf } from './walk.ts';

let hostile: HostileHouse;
let ana: Resident;
let ben: Resident;
let room: RoomId;
let said: Said;
beforeEach(async () => {
  hostile = await openHostileHouse();
  said = new Said();
  ana = await hostile.person('ana');
  ben = await hostile.person('ben');
  await walkOf(said, ana, [ben], ['before anything, in another room']);
  room = await walkOf(said, ana, [ben]);
});
afterEach(() => hostile.close());

test.each([
  ['an older one', 'older'],
  ['one of another room', 'foreign'],
])('a GroupInfo that is %s brings a new device nowhere; an honest one does', async (_what, how) => {
  const infos = hostile.server.world.groupInfos;
  const foreign = [...infos].find(([id]) => id !== room)?.[1].at(-1);
  const body: Bytes | undefined = (how === 'older' ? infos.get(room)?.[0] : foreign)?.body;
  if (body === undefined) throw new Error('no GroupInfo');
  let asked = 0;
  hostile.server.begin(
    changeGroupInfo('second', (info) => {
      if (info.room !== room) return info;
      asked += 1;
      return { ...info, epoch: info.epoch + 1, body };
    }),
  );
  const second = await hostile.device('second');
  expect((await second.client.logIn({ username: 'ben', password: PASSWORD })).ok).toBe(true);
  await expect.poll(() => asked, { timeout: 10_000 }).toBeGreaterThan(0);
  await said.say(ana, room, 'is the second one in?');
  // The account's archive may tell of the room by now; its keys are what the device must not take.
  const known = await until(second.client, 'room', room, () => true);
  expect(known?.epoch ?? 0).toBe(0);
  hostile.server.stopAttack();
  await online(ana, ben, second);
  // What is sealed before the others know of the new device is not for it.
  for (const each of [ana, ben, second])
    await seesRoom(
      each,
      room,
      ({ epoch, members }) => epoch > 0 && members.some(({ devices }) => devices.length === 2),
    );
  await liveness(room, said, [ana, ben, second]);
  await integrity(room, said, [ana, ben]);
  await confidentiality(hostile.server.world, said);
});
