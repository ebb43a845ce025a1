/** A storm of commits: six people change the keys of three rooms at the same moment, with whole clients. Each epoch has one winner, and nobody is left behind. */
import type { RoomId } from '@alcove/protocol';
import { registrar, type HeadlessAccount } from '@alcove/testkit/headless';
import { openHostileHouse, uploadKeyPackages, type HostileHouse } from '@alcove/testkit/hostile';
import type { Resident } from '@alcove/testkit/house';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { groupOf, hears, online, say, seesRoom } from './talk.ts';

const NAMES = ['ana', 'ben', 'cleo', 'dan', 'eva', 'fay'];
const TITLES = ['Walk', 'Choir', 'Boat'];

let hostile: HostileHouse;
let people: readonly Resident[];
/** Whom each of them brings in: accounts that can be added, and nobody is there. */
let friends: readonly HeadlessAccount[];
let rooms: readonly RoomId[];
beforeAll(async () => {
  hostile = await openHostileHouse();
  people = await Promise.all(NAMES.map((name) => hostile.person(name)));
  const registry = await registrar(hostile.house.url);
  friends = await Promise.all(NAMES.map((name) => registry.signUp(`friend-of-${name}`)));
  for (const friend of friends) await uploadKeyPackages(friend);
  await online(...people);
  const [host, ...others] = people;
  if (host === undefined) throw new Error('nobody');
  const made: RoomId[] = [];
  for (const title of TITLES) made.push(await groupOf(host, title, others));
  rooms = made;
  for (const each of people) {
    for (const room of rooms) await seesRoom(each, room, ({ members, epoch }) => members.length === 6 && epoch > 0);
    for (const name of NAMES) await each.client.findPerson(`friend-of-${name}`);
  }
});
afterAll(() => hostile.close());

test('of eighteen changes that are made at once each is made; each epoch has one winner, all end in it, and nobody is told of anything wrong', async () => {
  const changes = rooms.flatMap((room) =>
    people.map(({ client }, n) =>
      client.addPeople(
        room,
        friends.slice(n, n + 1).map(({ identity }) => identity.account),
      ),
    ),
  );
  expect((await Promise.all(changes)).map((outcome) => (outcome.ok ? 'made' : outcome.code))).toEqual(
    Array.from({ length: 18 }, () => 'made'),
  );
  for (const room of rooms) {
    for (const each of people) await seesRoom(each, room, ({ members }) => members.length === 12);
    for (const each of people) await say(each, room, `${each.name} is here`);
    for (const each of people) for (const { name } of people) await hears(each, room, `${name} is here`);
    const commits = hostile.server.world.log(room).filter(({ kind }) => kind === 'commit');
    const epochs = commits.map(({ epoch }) => epoch);
    // One after the other from the first, none twice, none left out.
    expect(epochs).toEqual(Array.from({ length: commits.length }, (_, epoch) => epoch));
    for (const each of people) {
      const view = await seesRoom(each, room, ({ epoch }) => epoch >= epochs.length);
      expect(view).toMatchObject({ alarms: [], unopened: 0 });
    }
  }
  expect(hostile.house.faults).toEqual([]);
});
