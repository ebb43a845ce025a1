/** Lies to whoever is alone in a group: nobody else is there to reject what the server made of a change. C10 and C25 of docs/security/claims.md. */
import type { RoomId } from '@alcove/protocol';
import {
  alarm,
  alterCommits,
  closeDoors,
  forkCommits,
  integrity,
  liveness,
  openHostileHouse,
  Said,
  type HostileHouse,
} from '@alcove/testkit/hostile';
import type { Resident } from '@alcove/testkit/house';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { accountOf, acquaint, groupOf, hears, online, seesRoom } from '../talk.ts';
import { walkOf } from './walk.ts';

let hostile: HostileHouse;
let ana: Resident;
let ben: Resident;
let cleo: Resident;
let said: Said;
beforeAll(async () => {
  hostile = await openHostileHouse();
  ana = await hostile.person('ana');
  ben = await hostile.person('ben');
  cleo = await hostile.person('cleo');
  await online(ana, ben, cleo);
  await acquaint(ana, ben, cleo);
});
beforeEach(async () => {
  said = new Said();
  await online(ana, ben);
});
afterAll(() => hostile.close());

/** A room from which Ana put everybody else. */
async function aloneAfterAll(): Promise<RoomId> {
  const room = await groupOf(ana, 'Hut', [ben]);
  await seesRoom(ben, room, ({ members }) => members.length === 2);
  await said.say(ana, room, 'for a while');
  expect(await ana.client.removePerson(room, await accountOf(ben))).toMatchObject({ ok: true });
  await seesRoom(ana, room, ({ members }) => members.length === 1);
  return room;
}

/** The server is honest again: Ben comes in, or is in, and both talk. */
async function together(room: RoomId): Promise<void> {
  hostile.server.stopAttack();
  await online(ana, ben);
  await seesRoom(ana, room, ({ alarms }) => alarms.every(({ repair }) => repair === 'done'));
  await ana.client.addPeople(room, [await accountOf(ben)]);
  for (const each of [ana, ben]) await seesRoom(each, room, ({ members }) => members.length === 2);
  await liveness(room, said, [ana, ben]);
  await integrity(room, said, [ana, ben]);
}

test('a change that is shown to its maker alone', async () => {
  const room = await aloneAfterAll();
  hostile.server.begin(forkCommits(hostile.server, 'ana', room));
  await ana.client.addPeople(room, [await accountOf(ben)]);
  await seesRoom(ana, room, ({ members }) => members.length === 2);
  await said.say(ana, room, 'to nobody');
  await together(room);
});

test('a removal that comes out of the log changed', async () => {
  const room = await groupOf(ana, 'Hut', [ben]);
  await seesRoom(ben, room, ({ members }) => members.length === 2);
  const attack = alterCommits('ana');
  hostile.server.begin(attack);
  await ana.client.removePerson(room, await accountOf(ben));
  await seesRoom(ben, room, ({ members }) => members.length === 1);
  expect(attack.altered.length).toBeGreaterThan(0);
  await alarm(ana, room, 'own-commit-altered');
  await together(room);
});

test('an addition by whoever is alone that comes out of the log changed', async () => {
  const room = await aloneAfterAll();
  const attack = alterCommits('ana');
  hostile.server.begin(attack);
  await ana.client.addPeople(room, [await accountOf(ben)]);
  await seesRoom(ben, room, ({ members }) => members.length === 2);
  expect(attack.altered.length).toBeGreaterThan(0);
  await together(room);
});

test('a room that was founded by one: the first commit comes out changed', async () => {
  const room = await groupOf(ana, 'Hut', []);
  const attack = alterCommits('ana');
  hostile.server.begin(attack);
  await ana.client.addPeople(room, [await accountOf(ben)]);
  await seesRoom(ben, room, ({ members }) => members.length === 2);
  expect(attack.altered.length).toBeGreaterThan(0);
  await together(room);
});

test('a room that was founded by one: the first commit is shown to its maker alone', async () => {
  const room = await groupOf(ana, 'Hut', []);
  hostile.server.begin(forkCommits(hostile.server, 'ana', room));
  await ana.client.addPeople(room, [await accountOf(ben)]);
  await seesRoom(ana, room, ({ members }) => members.length === 2);
  await together(room);
});

test('a first commit that is changed on its way with the genesis', async () => {
  const attack = alterCommits('ana');
  hostile.server.begin(attack);
  const room = await groupOf(ana, 'Hut', [ben]);
  await seesRoom(ben, room, ({ members }) => members.length === 2);
  expect(attack.altered.length).toBeGreaterThan(0);
  await together(room);
});

/** Longer than commits of one account are judged as one: what was kept from before the first of them is gone. */
const APART_MS = 11 * 60_000;

test('[K85] several that are shown to their maker alone, from the first on: the group is begun anew where the log is', async () => {
  const room = await groupOf(ana, 'Hut', []);
  let made = 0;
  const later = (): number => Date.now() + APART_MS * made++;
  hostile.server.begin(forkCommits(hostile.server, 'ana', room, later));
  for (const [each, size] of [
    [ben, 2],
    [cleo, 3],
  ] as const) {
    await ana.client.addPeople(room, [await accountOf(each)]);
    await seesRoom(ana, room, ({ members }) => members.length === size);
  }
  hostile.server.stopAttack();
  const everybody = [ana, ben, cleo];
  await online(...everybody);
  for (const each of everybody) await seesRoom(each, room, ({ members }) => members.length === 3);
  await alarm(ana, room, 'own-change-lost', 'history-forked');
  await liveness(room, said, everybody);
  await integrity(room, said, everybody);
});

test('[K85] nobody is made to begin a group anew that others are in, whatever is kept from them', async () => {
  const room = await walkOf(said, ana, [ben]);
  // He gave his leaf a key of its own: from here on he makes no commit by himself.
  await seesRoom(ben, room, ({ epoch }) => epoch >= 2);
  const attack = closeDoors(hostile.server, 'ben', room);
  hostile.server.begin(attack);
  await ana.client.addPeople(room, [await accountOf(cleo)]);
  await seesRoom(cleo, room, ({ members }) => members.length === 3);
  await said.say(ana, room, 'is Ben here?');
  await hears(cleo, room, 'is Ben here?');
  await seesRoom(ben, room, ({ alarms }) =>
    alarms.some(({ repair, step }) => repair === 'none' && step === 'ask-devices'),
  );
  expect(attack.commits).toEqual([]);
  hostile.server.stopAttack();
  await online(ana, ben, cleo);
  await liveness(room, said, [ana, ben, cleo]);
  await integrity(room, said, [ana, ben, cleo]);
});

test('nobody reported a fault', () => {
  expect(hostile.house.faults).toEqual([]);
});
