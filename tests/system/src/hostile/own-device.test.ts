/** What a hostile server can do when a person comes in with another device: C07 of docs/security/claims.md. */
import {
  changeGroupInfo,
  confidentiality,
  forkCommits,
  integrity,
  liveness,
  openHostileHouse,
  Said,
  type HostileHouse,
} from '@alcove/testkit/hostile';
import { PASSWORD, until, type Resident } from '@alcove/testkit/house';
import type { Bytes, RoomId } from '@alcove/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { accountOf, hears, online, seesRoom } from '../talk.ts';
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

/** Longer than commits of one account are judged as one: what was kept from before the first of them is gone. */
const APART_MS = 11 * 60_000;

test('what was said while a device was led away from the keys, another own one has, and brings it', async () => {
  // She puts nothing away: of the story that she alone is told, nothing gets into the archive.
  const { http } = hostile.server.ports('gina');
  const unreachable = { kind: 'unreachable' } as const;
  const gina = await hostile.person('gina', {
    http: { request: async (...asked) => (asked[0] === 'putArchive' ? unreachable : http.request(...asked)) },
  });
  const walk = await walkOf(said, gina, [ben]);
  const [cleo, dora, edda] = [
    await hostile.person('cleo'),
    await hostile.person('dora'),
    await hostile.person('edda'),
  ] as const;
  await online(cleo, dora, edda);
  for (const { name } of [cleo, dora, edda]) for (const each of [gina, ben]) await each.client.findPerson(name);
  const second = await hostile.device('second');
  expect((await second.client.logIn({ username: 'gina', password: PASSWORD })).ok).toBe(true);
  const both = ({ members }: { readonly members: readonly { readonly devices: readonly unknown[] }[] }): boolean =>
    members.some(({ devices }) => devices.length === 2);
  for (const each of [gina, ben, second]) await seesRoom(each, walk, (view) => view.epoch > 0 && both(view));

  // Two commits that nobody else is shown: she has no state left in which the others are.
  let made = 0;
  hostile.server.begin(forkCommits(hostile.server, 'gina', walk, () => Date.now() + APART_MS * made++));
  for (const [each, size] of [
    [cleo, 3],
    [dora, 4],
  ] as const) {
    await gina.client.addPeople(walk, [await accountOf(each)]);
    await seesRoom(gina, walk, ({ members }) => members.length === size);
  }
  await ben.client.addPeople(walk, [await accountOf(edda)]);
  await seesRoom(second, walk, ({ members }) => members.length === 3);
  await said.say(ben, walk, 'under keys that Gina never had');
  await hears(second, walk, 'under keys that Gina never had');
  hostile.server.stopAttack();
  await online(gina, ben, second);
  await hears(gina, walk, 'under keys that Gina never had');
  await seesRoom(gina, walk, ({ unopened }) => unopened === 0);
});
