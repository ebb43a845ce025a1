/** What a hostile server can do with a room's log: C08, C09, C10 of docs/security/claims.md. */
import type { RoomId } from '@alcove/protocol';
import {
  alarm,
  confidentiality,
  duplicateFrames,
  forkCommits,
  hideEntry,
  hollowAck,
  integrity,
  lateAck,
  liveness,
  noAck,
  noAlarm,
  openHostileHouse,
  repeatEntry,
  Said,
  shuffleFrames,
  swallowEntries,
  swapEntries,
  type HostileHouse,
} from '@alcove/testkit/hostile';
import { until, type Resident } from '@alcove/testkit/house';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { accountOf, groupOf, hears, messages, online, seesRoom } from '../talk.ts';

let hostile: HostileHouse;
let ana: Resident;
let ben: Resident;
let room: RoomId;
let cleo: Resident;
let said: Said;
beforeAll(async () => {
  hostile = await openHostileHouse();
  ana = await hostile.person('ana');
  ben = await hostile.person('ben');
  cleo = await hostile.person('cleo');
});
beforeEach(async () => {
  said = new Said();
  await online(ana, ben, cleo);
  room = await groupOf(ana, 'Walk', [ben]);
  await seesRoom(ben, room, ({ members }) => members.length === 2);
  await said.say(ana, room, 'before anything');
  await hears(ben, room, 'before anything');
});
afterAll(() => hostile.close());

/** What must be true of every attack, whatever it leaves behind. */
async function nothingLeaked(): Promise<void> {
  hostile.server.stopAttack();
  await online(ana, ben);
  await integrity(room, said, [ana, ben]);
  await confidentiality(hostile.server.world, said);
}

/** And all is as it was before. */
async function sound(): Promise<void> {
  await nothingLeaked();
  await liveness(room, said, [ana, ben]);
  await integrity(room, said, [ana, ben]);
}

describe('lies that the chain of hashes shows', () => {
  test.each([
    ['hides an entry', hideEntry],
    ['swaps two entries', swapEntries],
    ['tells an entry twice, under two numbers', repeatEntry],
  ])('%s from one client: the next message gives it away', async (_what, attack) => {
    hostile.server.begin(attack(hostile.server, 'ben', room));
    await said.say(ana, room, 'the first');
    await until(ana.client, 'timeline', room, (v) => messages(v).at(-1)?.send?.state !== 'waiting');
    await said.say(ana, room, 'the second');
    await hears(ben, room, 'the second');
    await said.say(ana, room, 'the third');
    await hears(ben, room, 'the third');
    await alarm(ben, room, 'history-forked');
    await nothingLeaked();
  });

  test('a commit that only its maker is shown', async () => {
    hostile.server.begin(forkCommits(hostile.server, 'ben', room));
    await ben.client.findPerson('cleo');
    const adding = ben.client.addPeople(room, [await accountOf(cleo)]);
    await seesRoom(ben, room, ({ members }) => members.length === 3);
    await adding;
    await said.say(ana, room, 'Ben is somewhere else');
    await until(ana.client, 'timeline', room, (v) => messages(v).at(-1)?.send?.state !== 'waiting');
    hostile.server.stopAttack();
    await alarm(ben, room, 'history-forked');
    await nothingLeaked();
  });

  // Open: a client with a false log keeps it (docs/security/claims.md, C09 and C10).
  test.fails('whoever was told a false log comes back by itself', async () => {
    hostile.server.begin(hideEntry(hostile.server, 'ben', room));
    await said.say(ana, room, 'hidden');
    await said.say(ana, room, 'shown');
    await hears(ben, room, 'shown');
    hostile.server.stopAttack();
    await online(ana, ben);
    await liveness(room, said, [ana, ben], 4_000);
  });
});

describe('what is slow or sloppy and no lie', () => {
  test('every frame several times', async () => {
    hostile.server.begin(duplicateFrames(3));
    for (let i = 0; i < 3; i++) await said.say(ana, room, `say ${String(i)}`);
    await said.say(ben, room, 'heard');
    await hears(ana, room, 'heard');
    await hears(ben, room, 'say 2');
    await sound();
    await noAlarm(room, [ana, ben]);
  });

  test('entries out of order, under their true numbers', async () => {
    hostile.server.begin(shuffleFrames('ben'));
    for (let i = 0; i < 6; i++) await said.say(ana, room, `say ${String(i)}`);
    await hears(ben, room, 'say 5');
    await sound();
    await noAlarm(room, [ana, ben]);
  });

  test('entries that never come live', async () => {
    hostile.server.begin(swallowEntries('ben'));
    await said.say(ana, room, 'not live');
    hostile.server.stopAttack();
    await hears(ben, room, 'not live');
    await sound();
    await noAlarm(room, [ana, ben]);
  });

  test.each([
    ['an acknowledgement that comes late', lateAck],
    ['an acknowledgement that never comes', noAck],
  ])('%s', async (_what, attack) => {
    hostile.server.begin(attack('ana'));
    await said.say(ana, room, 'is it there?');
    await hears(ben, room, 'is it there?');
    await sound();
    await noAlarm(room, [ana, ben]);
  });

  test('an acknowledgement of what was thrown away: the message is sent again', async () => {
    hostile.server.begin(hollowAck('ana'));
    await said.say(ana, room, 'into the void');
    await until(ana.client, 'app', null, ({ connection }) => connection.waiting === 0);
    hostile.server.stopAttack();
    await hears(ben, room, 'into the void');
    await sound();
    await noAlarm(room, [ana, ben]);
  });
});

test('nobody reported a fault', () => {
  expect(hostile.house.faults).toEqual([]);
});
