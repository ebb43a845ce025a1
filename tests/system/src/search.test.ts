/** Search over what is on a device, by whole clients: what it finds, what it leaves out, and how far back it says to reach. */
import type { DayView, SearchScope, SearchView } from '@alcove/client';
import type { RoomId } from '@alcove/protocol';
import { nodePorts } from '@alcove/platform-node';
import { openHouse, until, type House, type Resident } from '@alcove/testkit/house';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newDevice } from './devices.ts';
import { accountOf, directChat, groupOf, hears, lines, messages, say, seesRoom, texts } from './talk.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(async () => {
  const { faults } = house;
  await house.close();
  expect(faults).toEqual([]);
});

async function search({ client }: Resident, typed: string, most = 20, scope?: SearchScope): Promise<SearchView> {
  const found = await client.search(typed, most, scope);
  if (!found.ok) throw new Error(found.code);
  return found.value;
}
const found = async (who: Resident, typed: string): Promise<readonly string[]> =>
  (await search(who, typed)).hits.map(({ text }) => text);

async function day({ client }: Resident, room: RoomId, from: number): Promise<DayView> {
  const found = await client.findDay(room, from);
  if (!found.ok) throw new Error(found.code);
  return found.value;
}

async function secretWith(from: Resident, other: Resident): Promise<RoomId> {
  const devices = await from.client.devicesOf(await accountOf(other));
  const device = devices.ok ? devices.value[0] : undefined;
  const made = device === undefined ? null : await from.client.startSecret(await accountOf(other), device.device);
  if (made?.ok !== true) throw new Error('no secret chat');
  return made.value;
}

test('finds what stands there now, by words, people, rooms and days, over restarts and behind the lock', async () => {
  const ana = await house.person('ana');
  const ben = await house.person('ben');
  const direct = await directChat(ana, 'ben');
  const walk = await groupOf(ana, 'Sunday walk', [ben]);
  await seesRoom(ben, walk, ({ epoch }) => epoch >= 1);
  await say(ana, direct, 'Bring the **ladder** to the north pier');
  const wrong = await say(ana, walk, 'Who has a lantern?');
  await hears(ben, walk, 'Who has a lantern?');
  await say(ben, walk, 'The ladder is in Søren’s shed');
  await hears(ana, walk, 'The ladder is in Søren’s shed');
  const gone = await say(ana, walk, 'Ladder, lost again');

  const all = await search(ana, 'ladder');
  expect(all.total).toBe(3);
  expect(all.hits.map(({ text, room, author, mine }) => [text, room.title, author.username, mine])).toEqual([
    ['Ladder, lost again', 'Sunday walk', 'ana', true],
    ['The ladder is in Søren’s shed', 'Sunday walk', 'ben', false],
    ['Bring the ladder to the north pier', 'BEN', 'ana', true],
  ]);
  expect(all.hits.map(({ text, marks }) => marks.map(([from, to]) => text.slice(from, to)))).toEqual([
    ['Ladder'],
    ['ladder'],
    ['ladder'],
  ]);
  expect(await search(ana, 'ladder', 1)).toMatchObject({ total: 3, hits: [{ text: 'Ladder, lost again' }] });
  expect(await found(ana, 'from:ben soren')).toEqual(['The ladder is in Søren’s shed']);
  expect(await found(ana, 'from:me in:ben lad')).toEqual(['Bring the ladder to the north pier']);
  expect(await found(ana, 'ladder before:2020-01-01')).toEqual([]);
  const byBen = await accountOf(ben);
  const by = async (typed: string, scope: SearchScope): Promise<readonly string[]> =>
    (await search(ana, typed, 20, scope)).hits.map(({ text }) => text);
  expect(await by('ladder', { rooms: [direct], people: [] })).toEqual(['Bring the ladder to the north pier']);
  expect(await by('', { rooms: [], people: [byBen] })).toEqual(['The ladder is in Søren’s shed']);
  expect(await by('', { rooms: [direct], people: [byBen] })).toEqual([]);
  expect(await search(ana, '')).toMatchObject({ hits: [], total: 0, reach: { state: 'complete', behind: 0 } });

  const [first] = (await search(ana, 'in:sunday lantern')).hits;
  expect(await day(ana, walk, (first?.at ?? 0) + 86_400_000)).toMatchObject({ found: null });
  expect(await day(ana, walk, 0)).toEqual({
    found: { id: wrong, at: first?.at },
    reach: { state: 'complete', since: first?.at },
  });
  const last = (await search(ana, 'in:sunday lost')).hits[0]?.at ?? 0;
  expect((await day(ana, walk, last)).found?.id).toBe(gone);

  await ana.client.edit(walk, wrong, 'Who has a torch?');
  await ana.client.deleteForEveryone(walk, gone);
  expect(await found(ana, 'lantern')).toEqual([]);
  expect(await found(ana, 'torch')).toEqual(['Who has a torch?']);
  expect(await found(ana, 'lost')).toEqual([]);
  expect(await day(ana, walk, last)).toMatchObject({ found: null });
  await until(ben.client, 'timeline', walk, (view) => messages(view).some(({ deleted }) => deleted));
  expect(await found(ben, 'lost')).toEqual([]);

  await ana.reopen();
  expect(await found(ana, 'ladder')).toHaveLength(2);
  await ana.client.setLock({ passphrase: 'heron at the weir', current: null, minutes: 5 });
  await ana.client.lock();
  expect(await ana.client.search('ladder', 5)).toMatchObject({ ok: false });
  await ana.client.unlock({ with: 'passphrase', passphrase: 'heron at the weir' });
  expect(await found(ana, 'torch')).toEqual(['Who has a torch?']);
});

test('secret chats are found on their device alone, left rooms stay, and what blocked people said is left out', async () => {
  const ana = await house.person('ana');
  const ben = await house.person('ben');
  const direct = await directChat(ana, 'ben');
  const walk = await groupOf(ben, 'Sunday walk', [ana]);
  await seesRoom(ana, walk, ({ epoch }) => epoch >= 1);
  await say(ben, walk, 'A heron by the weir');
  await hears(ana, walk, 'A heron by the weir');
  await say(ana, walk, 'Two herons');
  await say(ana, direct, 'Heron, again');
  const secret = await secretWith(ana, ben);
  await say(ana, secret, 'The heron’s nest');
  await until(
    ana.client,
    'app',
    null,
    ({ archive, connection }) => connection.waiting === 0 && archive.state === 'current',
  );
  expect((await search(ana, 'heron')).hits.map(({ room }) => room.kind)).toEqual([
    'secret',
    'direct',
    'group',
    'group',
  ]);

  const tablet = await newDevice(house, 'tablet', 'ana');
  await until(
    tablet.client,
    'timeline',
    walk,
    (view) => texts(view).length === 2 && view?.history.state === 'complete',
  );
  await until(tablet.client, 'timeline', direct, (view) => texts(view).includes('Heron, again'));
  expect(await found(tablet, 'heron')).toEqual(['Heron, again', 'Two herons', 'A heron by the weir']);

  expect((await ana.client.leave(walk)).ok).toBe(true);
  expect(await found(ana, 'in:sunday')).toEqual(['Two herons', 'A heron by the weir']);
  // Chats of two with him go from the list as well.
  await ana.client.block(await accountOf(ben));
  expect(await found(ana, 'heron')).toEqual(['Two herons']);
});

test('a new device searches what has arrived, says how far back that is, and in the end has all', async () => {
  const ana = await house.person('ana');
  const ben = await house.person('ben');
  const room = await directChat(ana, 'ben');
  await seesRoom(ben, room, ({ epoch }) => epoch >= 1);
  await say(ben, room, 'One ladder');
  await hears(ana, room, 'One ladder');
  await until(ana.client, 'app', null, ({ archive }) => archive.state === 'current');
  await ana.close();
  await say(ben, room, 'Two ladders');
  await until(ben.client, 'app', null, ({ connection }) => connection.waiting === 0);

  const mayRead = Promise.withResolvers<void>();
  const { http } = nodePorts({ server: house.url, folder: await house.emptyFolder() });
  const tablet = await newDevice(house, 'tablet', 'ana', {
    http: {
      async request(...asked) {
        if (asked[0] === 'archiveSegments') await mayRead.promise;
        return http.request(...asked);
      },
    },
  });
  await until(ben.client, 'timeline', room, (view) => lines(view).includes('device-added'));
  await say(ben, room, 'Three ladders');
  const shown = await hears(tablet, room, 'Three ladders');
  const since = messages(shown).at(-1)?.at;
  expect(await search(tablet, 'ladder')).toMatchObject({
    hits: [{ text: 'Three ladders' }],
    reach: { state: 'arriving' },
  });
  expect(await day(tablet, room, 0)).toMatchObject({ found: { at: since }, reach: { state: 'arriving' } });
  mayRead.resolve();
  await until(tablet.client, 'timeline', room, (view) => view?.history.state === 'incomplete');
  const part = await search(tablet, 'ladder');
  expect(part.hits.map(({ text }) => text)).toEqual(['Three ladders', 'One ladder']);
  // The gap lies before that.
  expect(part.reach.state).toBe('incomplete');
  expect(part.reach.since).toBeLessThanOrEqual(since ?? 0);

  await ana.reopen();
  await until(tablet.client, 'timeline', room, (view) => view?.history.state === 'complete', 60_000);
  const whole = await search(tablet, 'ladder');
  expect(whole.hits.map(({ text }) => text)).toEqual(['Three ladders', 'Two ladders', 'One ladder']);
  expect(whole.reach.state).toBe('complete');
});
