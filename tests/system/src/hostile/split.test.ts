/** A room of which two halves are told two stories, both kept alive: C10 of docs/security/claims.md, check K61. */
import type { RoomView } from '@alcove/client';
import type { RoomId } from '@alcove/protocol';
import {
  alarm,
  confidentiality,
  integrity,
  liveness,
  noAlarm,
  openHostileHouse,
  Said,
  splitView,
  type HostileHouse,
} from '@alcove/testkit/hostile';
import { until, type Resident } from '@alcove/testkit/house';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { accountOf, acquaint, directChat, hears, online, seesRoom, texts } from '../talk.ts';
import { walkOf } from './walk.ts';

const APART = 'history-apart';
/** How long everybody may take until they talk again, once the server stops lying (claims.md). */
const TOGETHER_MS = 60_000;

let hostile: HostileHouse;
let ana: Resident;
let ben: Resident;
let cleo: Resident;
let dora: Resident;
let everybody: readonly Resident[];
let room: RoomId;
let chat: RoomId;
let said: Said;
let edda: Resident;
let finn: Resident;
beforeAll(async () => {
  hostile = await openHostileHouse();
  ana = await hostile.person('ana');
  ben = await hostile.person('ben');
  cleo = await hostile.person('cleo');
  dora = await hostile.person('dora');
  edda = await hostile.person('edda');
  finn = await hostile.person('finn');
  everybody = [ana, ben, cleo, dora];
  await acquaint(...everybody);
  chat = await directChat(ana, 'cleo');
});
beforeEach(async () => {
  said = new Said();
  room = await walkOf(said, ana, [ben, cleo, dora]);
  // Those who came in have made themselves fresh keys: from here on nobody commits by themselves.
  for (const each of everybody) await seesRoom(each, room, ({ epoch }) => epoch >= 4);
  // Everybody has said something, and seen that of everybody.
  for (const each of [ben, cleo, dora]) await said.say(each, room, `${each.name} is here`);
  for (const each of everybody) for (const other of [ben, cleo, dora]) await hears(each, room, `${other.name} is here`);
});
afterAll(() => hostile.close());

/** Both halves talk among themselves. */
async function talkApart(): Promise<void> {
  for (const [one, other] of [
    [ana, ben],
    [cleo, dora],
  ] as const) {
    await said.say(one, room, `${one.name} among two`);
    await hears(other, room, `${one.name} among two`);
    await said.say(other, room, `${other.name} among two`);
    await hears(one, room, `${other.name} among two`);
  }
}

async function shown(to: Resident): Promise<readonly string[]> {
  return texts(await until(to.client, 'timeline', room, (view) => view !== null));
}

const calmed = ({ alarms }: RoomView): boolean => alarms.every(({ repair }) => repair === 'done');

/** The server lies no more. Then everybody talks again, and nobody is alarmed for good. */
async function comeTogether(): Promise<void> {
  const began = performance.now();
  hostile.server.stopAttack();
  await online(...everybody);
  for (const each of [cleo, dora]) await seesRoom(each, room, calmed);
  await liveness(room, said, everybody);
  for (const each of everybody) await seesRoom(each, room, calmed);
  expect(performance.now() - began).toBeLessThan(TOGETHER_MS);
  await integrity(room, said, everybody);
  await confidentiality(hostile.server.world, said);
}

/** One log that has all that was said. */
async function sameStory(readers: readonly Resident[]): Promise<void> {
  for (const each of readers) await seesRoom(each, room, ({ unopened }) => unopened === 0);
  const [first, ...others] = await Promise.all(readers.map(shown));
  expect(first?.toSorted()).toEqual(said.texts.filter((text) => text !== ASIDE && text !== ANSWER).toSorted());
  for (const other of others) expect(other).toEqual(first);
}

const ASIDE = 'how are you?';
const ANSWER = 'well, and you?';

test('[K61] one message in another chat gives two stories away, in which words were said', async () => {
  hostile.server.begin(splitView(hostile.server, ['cleo', 'dora'], room));
  await talkApart();
  await noAlarm(room, everybody);
  expect(await shown(ana)).not.toContain('cleo among two');
  await said.say(ana, chat, ASIDE);
  await hears(cleo, chat, ASIDE);
  await alarm(cleo, room, APART);
  // And the answer tells her.
  await said.say(cleo, chat, ANSWER);
  await hears(ana, chat, ANSWER);
  await alarm(ana, room, APART);
  // The repair asked, and was told the same again: it stays.
  await seesRoom(cleo, room, ({ alarms }) => alarms.some(({ code, repair }) => code === APART && repair === 'none'));
  await comeTogether();
  await sameStory(everybody);
});

test('several who were told the same story and spoke in it come back without a word from outside', async () => {
  hostile.server.begin(splitView(hostile.server, ['cleo', 'dora'], room));
  await talkApart();
  await comeTogether();
  await sameStory(everybody);
});

test(
  'two halves with keys of their own: nothing is read across, and what was undone is made again',
  async () => {
    hostile.server.begin(splitView(hostile.server, ['cleo', 'dora'], room));
    for (const [host, other, guest] of [
      [ana, ben, edda],
      [cleo, dora, finn],
    ] as const) {
      await host.client.findPerson(guest.name);
      expect(await host.client.addPeople(room, [await accountOf(guest)])).toMatchObject({ ok: true });
      await seesRoom(other, room, ({ members }) => members.length === 5);
    }
    await talkApart();
    expect(await shown(ben)).not.toContain('dora among two');
    expect(await shown(dora)).not.toContain('ben among two');
    await said.say(ana, chat, ASIDE);
    await hears(cleo, chat, ASIDE);
    await alarm(cleo, room, APART);
    hostile.server.stopAttack();
    await online(...everybody);
    // What happened to her change in the story that was given up is made again in the other.
    for (const each of [ana, cleo]) await seesRoom(each, room, ({ members }) => members.length === 6);
    await alarm(cleo, room, 'own-change-lost');
    await integrity(room, said, everybody);
    await confidentiality(hostile.server.world, said);
  },
  3 * TOGETHER_MS,
);
