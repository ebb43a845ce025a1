/** The power goes between any two writes of a client: nothing that was promised is lost, nothing comes twice, no key is used again. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RoomId } from '@alcove/protocol';
import { openHouse, until, type House, type Plug, type Resident } from '@alcove/testkit/house';
import { accountOf, directChat, groupOf, hears, messages, online, say, seesRoom, texts } from './talk.ts';

let house: House;
let ana: Resident;
let ben: Resident;
beforeEach(async () => {
  house = await openHouse();
  ana = await house.person('ana');
  ben = await house.person('ben');
});
afterEach(async () => {
  const { faults } = house;
  await house.close();
  expect(faults).toEqual([]);
});

/** Every cut: after the n-th write with and without it, until a run needs fewer writes than that. */
async function everyCut(
  run: (cut: {
    readonly writes: number;
    readonly counts: boolean;
    readonly name: string;
  }) => Promise<{ readonly pulled: boolean }>,
): Promise<number> {
  for (let writes = 1; ; writes++) {
    for (const counts of [false, true]) {
      const { pulled } = await run({ writes, counts, name: `${String(writes)}${counts ? 'b' : 'a'}` });
      if (!pulled && !counts) return writes - 1;
    }
  }
}

/** Sent by everyone, once, and nothing unopened. */
async function expectCalm(resident: Resident, room: RoomId, last: string): Promise<readonly string[]> {
  const stop = resident.client.subscribe('timeline', room, () => undefined);
  await hears(resident, room, last);
  await resident.client.loadOlder(room, 500);
  const view = await until(resident.client, 'timeline', room, (all) => all?.hasOlder === false);
  stop();
  const said = texts(view);
  expect(new Set(said).size).toBe(said.length);
  expect(view?.items.filter(({ kind }) => kind === 'unopened')).toEqual([]);
  return said;
}

test('while sending', async () => {
  const room = await directChat(ana, 'ben');
  await say(ana, room, 'begin');
  await hears(ben, room, 'begin');
  const promised: string[] = ['begin'];
  const cuts = await everyCut(async ({ writes, counts, name }) => {
    const plug = await ana.plugIn();
    await online(ana);
    await until(ana.client, 'app', null, ({ connection }) => connection.waiting === 0);
    plug.pullAfter(writes, counts);
    const { client } = ana;
    const sent = [`${name} one`, `${name} two`].map(async (text) => {
      const outcome = await client.send(room, { text, replyTo: null, mentions: [] });
      if (outcome.ok) promised.push(text);
    });
    const arrived = until(ben.client, 'timeline', room, (view) => texts(view).includes(`${name} two`), 3_000);
    await unlessPulled(plug, Promise.all([...sent, arrived]));
    await ana.reopen();
    const { pulled } = plug;
    await say(ana, room, `${name} after`);
    promised.push(`${name} after`);
    await hears(ben, room, `${name} after`);
    return { pulled };
  });
  expect(cuts).toBeGreaterThan(1);
  const last = promised.at(-1) ?? '';
  const [atAna, atBen] = [await expectCalm(ana, room, last), await expectCalm(ben, room, last)];
  expect(atAna).toEqual(atBen);
  expect(atBen.filter((text) => promised.includes(text)).toSorted()).toEqual(promised.toSorted());
});

test('while opening messages and commits', async () => {
  const cleo = await house.person('cleo');
  await online(ana, ben, cleo);
  const room = await groupOf(ana, 'Sunday walk', [ben]);
  await say(ana, room, 'begin');
  await hears(ben, room, 'begin');
  const cleoId = await accountOf(cleo);
  const said: string[] = ['begin'];
  let inside = false;
  const cuts = await everyCut(async ({ writes, counts, name }) => {
    const plug = await ben.plugIn();
    await online(ben);
    await hears(ben, room, said.at(-1) ?? '');
    plug.pullAfter(writes, counts);
    await say(ana, room, `${name} one`);
    const changed = inside ? await ana.client.removePerson(room, cleoId) : await ana.client.addPeople(room, [cleoId]);
    expect(changed).toEqual({ ok: true, value: undefined });
    inside = !inside;
    await say(ana, room, `${name} two`);
    said.push(`${name} one`, `${name} two`);
    const read = until(ben.client, 'timeline', room, (view) => texts(view).includes(`${name} two`), 3_000);
    await unlessPulled(plug, read);
    await ben.reopen();
    const { pulled } = plug;
    await hears(ben, room, `${name} two`);
    await say(ben, room, `${name} answer`);
    said.push(`${name} answer`);
    await hears(ana, room, `${name} answer`);
    return { pulled };
  });
  expect(cuts).toBeGreaterThan(1);
  const last = said.at(-1) ?? '';
  expect(await expectCalm(ben, room, last)).toEqual(said);
  expect(await expectCalm(ana, room, last)).toEqual(said);
}, 240_000);

test('while making a room and bringing someone in', async () => {
  await online(ana, ben);
  const benId = await accountOf(ben);
  const cuts = await everyCut(async ({ writes, counts, name }) => {
    const plug = await ana.plugIn();
    await online(ana);
    plug.pullAfter(writes, counts);
    const making = ana.client.createGroup({ title: name, people: [benId] });
    const arrived = until(ben.client, 'rooms', null, (rooms) => rooms.some(({ title }) => title === name), 3_000);
    await unlessPulled(plug, Promise.all([making, arrived]));
    await ana.reopen();
    const { pulled } = plug;
    await online(ana);
    // A room that was promised, or that is here, is whole; one that is not here was never made.
    const rooms = await until(ana.client, 'rooms', null, () => true);
    const made = rooms.find(({ title }) => title === name);
    if (made === undefined) return { pulled };
    await say(ana, made.id, `in ${name}`);
    await hears(ben, made.id, `in ${name}`);
    await seesRoom(ben, made.id, ({ title, members }) => title === name && members.length === 2);
    await say(ben, made.id, `back in ${name}`);
    const view = await hears(ana, made.id, `back in ${name}`);
    expect(messages(view)).toHaveLength(2);
    return { pulled };
  });
  expect(cuts).toBeGreaterThan(1);
}, 240_000);

/** Waits for the work or for the plug, whatever comes first. The work may never end. */
function unlessPulled(plug: Plug, work: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      if (plug.pulled) end();
    }, 5);
    const end = (): void => {
      clearInterval(timer);
      resolve();
    };
    work.then(end, end);
  });
}
