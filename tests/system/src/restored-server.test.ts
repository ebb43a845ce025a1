/**
 * A host puts an old copy of the data folder back: rooms went on since, people came and went, and all of it comes back from the clients.
 * F20 of docs/security/claims.md. A real server, real clients, a real copy of the folder.
 */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RoomId } from '@alcove/protocol';
import { openHouse, until, type House, type Resident } from '@alcove/testkit/house';
import { accountOf, directChat, groupOf, hears, lines, messages, online, say, seesRoom, texts } from './talk.ts';

/** From the first client on, until every room is whole and everybody talks (claims.md). */
const RECOVERED_MS = 60_000;

let house: House;
let ana: Resident;
let ben: Resident;
let cleo: Resident;
let dora: Resident;
beforeEach(async () => {
  house = await openHouse();
  [ana, ben, cleo, dora] = [
    await house.person('ana'),
    await house.person('ben'),
    await house.person('cleo'),
    await house.person('dora'),
  ];
});
afterEach(() => house.close());

async function talk(room: RoomId, people: readonly Resident[], what: string): Promise<void> {
  for (const each of people) await seesRoom(each, room, ({ members }) => members.some(({ isMe }) => isMe));
  for (const each of people) await say(each, room, `${what}, ${each.name}`);
  for (const speaker of people) for (const each of people) await hears(each, room, `${what}, ${speaker.name}`);
}

async function noAlarms(room: RoomId, people: readonly Resident[]): Promise<void> {
  for (const each of people) {
    const view = await seesRoom(each, room, () => true);
    expect([each.name, view?.alarms, view?.unopened]).toEqual([each.name, [], 0]);
  }
}

async function wentBack(restore: () => Promise<void>): Promise<void> {
  await house.stopServer();
  await restore();
  await house.startServer();
}

const sent = (from: Resident, room: RoomId) =>
  until(from.client, 'timeline', room, (view) => messages(view).every(({ send }) => send?.state !== 'waiting'));

test('messages, commits, a new member, a removed one, a new room: everything is there again, and nobody joins anew', async () => {
  const walk = await groupOf(ana, 'Walk', [ben, cleo]);
  await talk(walk, [ana, ben, cleo], 'before the backup');
  const restore = await house.backUp();

  await talk(walk, [ana, ben, cleo], 'after the backup');
  await ana.client.findPerson('dora');
  expect((await ana.client.addPeople(walk, [await accountOf(dora)])).ok).toBe(true);
  await seesRoom(dora, walk, ({ members }) => members.length === 4);
  await talk(walk, [ana, ben, dora], 'with dora');
  expect((await ana.client.removePerson(walk, await accountOf(cleo))).ok).toBe(true);
  for (const each of [ana, ben, dora]) await seesRoom(each, walk, ({ members }) => members.length === 3);
  await talk(walk, [ana, ben, dora], 'without cleo');
  const chat = await directChat(ben, 'dora');
  await talk(chat, [ben, dora], 'a room that is newer');
  const before = texts(await hears(ana, walk, 'without cleo, dora'));

  await wentBack(restore);
  const began = performance.now();
  await online(ana, ben, cleo, dora);
  await talk(walk, [ana, ben, dora], 'restored');
  await talk(chat, [ben, dora], 'restored too');
  const took = performance.now() - began;
  expect(took).toBeLessThan(RECOVERED_MS);
  console.info(`recovered in ${String(Math.round(took))} ms`);

  expect(texts(await hears(ana, walk, 'restored, dora')).slice(0, before.length)).toEqual(before);
  expect(lines(await hears(ana, walk, 'restored, dora')).filter((line) => line.startsWith('device'))).toEqual([]);
  const out = await until(cleo.client, 'timeline', walk, () => true);
  expect(texts(out).some((text) => text.startsWith('restored'))).toBe(false);
  for (const room of [walk, chat]) await noAlarms(room, room === walk ? [ana, ben, dora] : [ben, dora]);
  // What the server holds now is the true log: whoever comes later reads it.
  await ana.client.findPerson('cleo');
  expect((await ana.client.addPeople(walk, [await accountOf(cleo)])).ok).toBe(true);
  await talk(walk, [ana, ben, cleo, dora], 'and cleo again');
  expect(house.faults).toEqual([]);
});

test('what was acknowledged and nobody else has seen is not lost either', async () => {
  const room = await directChat(ana, 'ben');
  await talk(room, [ana, ben], 'before');
  await ben.close();
  const restore = await house.backUp();
  await say(ana, room, 'acknowledged and forgotten');
  await sent(ana, room);
  await house.stopServer();
  await say(ana, room, 'never sent');
  await wentBack(restore);
  await ben.reopen();
  expect(texts(await hears(ben, room, 'never sent'))).toEqual([
    'before, ana',
    'before, ben',
    'acknowledged and forgotten',
    'never sent',
  ]);
  await noAlarms(room, [ana, ben]);
});

test('a newcomer whose Welcome the server forgot comes in all the same', async () => {
  const room = await groupOf(ana, 'Walk', [ben]);
  await talk(room, [ana, ben], 'before');
  const restore = await house.backUp();
  const doras = await accountOf(dora);
  await dora.close();
  await ana.client.findPerson('dora');
  expect((await ana.client.addPeople(room, [doras])).ok).toBe(true);
  await say(ana, room, 'hello dora');
  await hears(ben, room, 'hello dora');
  await wentBack(restore);
  await online(ana, ben);
  await dora.reopen();
  await hears(dora, room, 'hello dora');
  await talk(room, [ana, ben, dora], 'all of us');
  await noAlarms(room, [ana, ben, dora]);
});

test('without a trace beside the folder the first client tells the server that it went back', async () => {
  const room = await directChat(ana, 'ben');
  await talk(room, [ana, ben], 'before');
  const restore = await house.backUp();
  await talk(room, [ana, ben], 'after');
  await house.forgetPulse();
  await wentBack(restore);
  await talk(room, [ana, ben], 'restored');
  await noAlarms(room, [ana, ben]);
});

test('somebody who slept through it all and wakes first does not write over it', async () => {
  const room = await groupOf(ana, 'Walk', [ben, cleo]);
  await talk(room, [ana, ben, cleo], 'before');
  await cleo.close();
  const restore = await house.backUp();
  await talk(room, [ana, ben], 'while cleo sleeps');
  await ana.close();
  await ben.close();
  await wentBack(restore);
  await cleo.reopen();
  await say(cleo, room, 'good morning');
  await online(cleo);
  await ana.reopen();
  await ben.reopen();
  await hears(ana, room, 'good morning');
  await hears(cleo, room, 'while cleo sleeps, ben');
  await noAlarms(room, [ana, ben, cleo]);
});
