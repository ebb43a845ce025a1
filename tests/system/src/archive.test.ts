/** The whole past of an account on every device of it (docs/protocol.md §9). */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RoomId } from '@alcove/protocol';
import { nodePorts } from '@alcove/platform-node';
import { openHouse, PASSWORD, until, type House, type Resident } from '@alcove/testkit/house';
import { newDevice } from './devices.ts';
import { directChat, groupOf, hears, lines, messages, say, seesRoom, texts } from './talk.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(async () => {
  const { faults } = house;
  await house.close();
  expect(faults).toEqual([]);
});

/** Everything that is on this device is in the archive too. */
async function archived(resident: Resident): Promise<void> {
  await until(resident.client, 'app', null, ({ archive }) => archive.state === 'current');
}

/** Both are inside. */
async function chatOf(from: Resident, to: Resident): Promise<RoomId> {
  const room = await directChat(from, to.name);
  await seesRoom(to, room, ({ epoch }) => epoch >= 1);
  return room;
}

test('a new device reads the past of a direct chat and of a room, while the first one is away', async () => {
  const ana = await house.person('ana');
  const ben = await house.person('ben');
  const direct = await directChat(ana, 'ben');
  const group = await groupOf(ana, 'Sunday walk', [ben]);
  const first = await say(ana, direct, 'One');
  await hears(ben, direct, 'One');
  await say(ben, direct, 'Two', first);
  await hears(ana, direct, 'Two');
  await seesRoom(ben, group, ({ title }) => title === 'Sunday walk');
  await say(ben, group, 'Who brings bread?');
  await hears(ana, group, 'Who brings bread?');
  const wrong = await say(ana, direct, 'Thre');
  await ana.client.edit(direct, wrong, 'Three');
  await ben.client.react(direct, first, '🍞', true);
  await until(ana.client, 'timeline', direct, (view) => messages(view).some(({ reactions }) => reactions.length === 1));
  await archived(ana);
  await ana.close();

  const tablet = await newDevice(house, 'tablet', 'ana');
  const past = await until(
    tablet.client,
    'timeline',
    direct,
    (view) => texts(view).length === 3 && view?.history.state === 'complete',
  );
  expect(texts(past)).toEqual(['One', 'Two', 'Three']);
  expect(messages(past).map(({ author, edited }) => [author.username, edited])).toEqual([
    ['ana', false],
    ['ben', false],
    ['ana', true],
  ]);
  expect(messages(past)[0]?.reactions).toMatchObject([{ emoji: '🍞', count: 1 }]);
  expect(messages(past)[1]?.replyTo).toMatchObject({ id: first, text: 'One' });
  const room = await until(tablet.client, 'timeline', group, (view) => texts(view).includes('Who brings bread?'));
  expect(room?.history).toEqual({ state: 'complete', reachesBackTo: null, gaps: [] });
  // And it is inside.
  await until(ben.client, 'timeline', direct, (view) => lines(view).includes('device-added'));
  await say(ben, direct, 'Four');
  expect(texts(await hears(tablet, direct, 'Four'))).toEqual(['One', 'Two', 'Three', 'Four']);
});

test('it arrives newest first: of every room its last words, then what was said last', async () => {
  const ana = await house.person('ana');
  const ben = await house.person('ben');
  const rooms = [await groupOf(ana, 'Sunday walk', [ben]), await chatOf(ana, ben)];
  // As long as a segment can be: each comes by itself.
  const said = ['One', 'Two', 'Three'].map((word) => `${word} ${'and so on '.repeat(4_500)}`.trim());
  for (const room of rooms) {
    for (const text of said) await say(ana, room, text);
    await until(ana.client, 'app', null, ({ connection }) => connection.waiting === 0);
  }
  await archived(ana);
  await ana.close();

  const asked: { readonly room: unknown; readonly answer: () => void }[] = [];
  const { http } = nodePorts({ server: house.url, folder: await house.emptyFolder() });
  const tablet = await newDevice(house, 'tablet', 'ana', {
    http: {
      async request(name, body, auth) {
        if (name === 'archiveSegments') {
          const { promise, resolve } = Promise.withResolvers<void>();
          asked.push({ room: 'room' in body ? body.room : null, answer: resolve });
          await promise;
        }
        return http.request(name, body, auth);
      },
    },
  });
  // Without looking at a timeline: what somebody looks at comes before.
  const here = async (room: RoomId): Promise<readonly string[]> => {
    const whole = await tablet.client.wholeTimeline(room);
    return whole.ok ? whole.value.flatMap((item) => (item.kind === 'message' ? [item.text.trim()] : [])) : [];
  };
  const order: unknown[] = [];
  for (let came = 1; came <= rooms.length * said.length; came++) {
    await expect.poll(() => asked.length, { timeout: 20_000 }).toBeGreaterThanOrEqual(came);
    order.push(asked[came - 1]?.room);
    asked[came - 1]?.answer();
    const all = async (): Promise<number> => (await Promise.all(rooms.map(here))).flat().length;
    await expect.poll(all, { timeout: 20_000 }).toBe(came);
    for (const room of rooms) {
      const texts = await here(room);
      expect(texts).toEqual(said.slice(said.length - texts.length));
    }
  }
  const [group, direct] = rooms;
  expect(new Set(order.slice(0, 2))).toEqual(new Set(rooms));
  expect(order.slice(2)).toEqual([direct, direct, group, group]);
});

test('names come along, also of people whose devices were looked up before the archive was read', async () => {
  const ana = await house.person('ana');
  const ben = await house.person('ben');
  const room = await chatOf(ana, ben);
  await say(ben, room, 'One');
  await hears(ana, room, 'One');
  await archived(ana);
  await ana.close();
  await ben.close();

  const mayRead = Promise.withResolvers<void>();
  const peerOf = (tablet: Resident, name: string) =>
    until(tablet.client, 'rooms', null, (rooms) => rooms.some(({ peer }) => peer?.name === name));
  const { http } = nodePorts({ server: house.url, folder: await house.emptyFolder() });
  const tablet = await house.device('tablet', {
    http: {
      async request(...asked) {
        if (asked[0] === 'archive') await mayRead.promise;
        return http.request(...asked);
      },
    },
  });
  await tablet.client.logIn({ username: 'ana', password: PASSWORD });
  await peerOf(tablet, 'ben');
  mayRead.resolve();
  await peerOf(tablet, 'BEN');
});

test('what was said while nobody of the account was there is missed out loud, and arrives when the first device is back', async () => {
  const ana = await house.person('ana');
  const ben = await house.person('ben');
  const room = await chatOf(ana, ben);
  await say(ben, room, 'One');
  await hears(ana, room, 'One');
  await archived(ana);
  await ana.close();
  await say(ben, room, 'Two');
  await say(ben, room, 'Three');
  await until(ben.client, 'app', null, ({ connection }) => connection.waiting === 0);

  const tablet = await newDevice(house, 'tablet', 'ana');
  const here = await until(
    tablet.client,
    'timeline',
    room,
    (view) => texts(view).includes('One') && view?.history.state === 'incomplete',
  );
  expect(texts(here)).toEqual(['One']);
  const [gap, ...others] = here?.history.gaps ?? [];
  expect(others).toEqual([]);
  const one = messages(here)[0]?.seq ?? 0;
  // Two messages, and whatever else was sealed among them.
  expect(gap?.first).toBeGreaterThan(one);
  expect((gap?.last ?? 0) - (gap?.first ?? 0)).toBeGreaterThanOrEqual(1);
  await until(ben.client, 'timeline', room, (view) => lines(view).includes('device-added'));
  await say(ben, room, 'Four');
  const later = await until(
    tablet.client,
    'timeline',
    room,
    (view) => texts(view).includes('Four') && view?.history.reachesBackTo != null,
  );
  expect(later?.history).toMatchObject({ state: 'incomplete', reachesBackTo: messages(later).at(-1)?.at });

  await ana.reopen();
  const whole = await until(tablet.client, 'timeline', room, (view) => view?.history.state === 'complete', 60_000);
  expect(texts(whole)).toEqual(['One', 'Two', 'Three', 'Four']);
});

test('a deleted message takes its words out of the archive too', async () => {
  const ana = await house.person('ana');
  const ben = await house.person('ben');
  const room = await chatOf(ana, ben);
  const kept = await say(ben, room, 'Stays');
  const gone = await say(ben, room, 'Wrong words');
  await hears(ana, room, 'Wrong words');
  await ben.client.edit(room, gone, 'Other wrong words');
  await hears(ana, room, 'Other wrong words');
  await archived(ana);
  await ben.client.deleteForEveryone(room, gone);
  await until(ana.client, 'timeline', room, (view) => messages(view).some(({ deleted }) => deleted));
  await archived(ana);
  await ana.close();

  const tablet = await newDevice(house, 'tablet', 'ana');
  const past = await until(tablet.client, 'timeline', room, (view) => view?.history.state === 'complete');
  expect(messages(past).map(({ id, deleted }) => [id, deleted])).toEqual([
    [kept, false],
    [gone, true],
  ]);
  // Not hidden: not there. Nothing that is deleted can be told from what this device was given.
  expect(messages(past)[1]).toMatchObject({ text: '', versions: [] });
});

test('what was read is read, what was not is not, and a room that was left keeps its past', async () => {
  const ana = await house.person('ana');
  const ben = await house.person('ben');
  const room = await chatOf(ana, ben);
  const walk = await groupOf(ben, 'Sunday walk', [ana]);
  await seesRoom(ana, walk, ({ epoch }) => epoch >= 1);
  await say(ben, room, 'Read');
  const read = messages(await hears(ana, room, 'Read')).at(-1);
  await say(ben, room, 'Unread');
  await hears(ana, room, 'Unread');
  await archived(ana);
  await ana.client.markRead(room, read?.seq ?? 0);
  await say(ben, walk, 'At nine');
  await hears(ana, walk, 'At nine');
  expect((await ana.client.leave(walk)).ok).toBe(true);
  await seesRoom(ana, walk, ({ left }) => left);
  await archived(ana);
  await ana.close();

  const tablet = await newDevice(house, 'tablet', 'ana');
  const rooms = await until(
    tablet.client,
    'rooms',
    null,
    (all) => all.length === 2 && all.every(({ lastLine }) => lastLine !== null),
  );
  expect(rooms.find(({ id }) => id === room)).toMatchObject({ unread: 1, lastLine: { text: 'Unread', who: 'BEN' } });
  expect(rooms.find(({ id }) => id === walk)).toMatchObject({ left: true, title: 'Sunday walk' });
  const past = await until(tablet.client, 'timeline', walk, (view) => texts(view).includes('At nine'));
  expect(lines(past)).toContain('left');
});

test(
  'a device that has just come in has nothing left to put away, though nobody speaks',
  { timeout: 60_000 },
  async () => {
    const ana = await house.person('ana', { random: () => 0 });
    const ben = await house.person('ben');
    const room = await chatOf(ana, ben);
    await say(ben, room, 'One');
    const one = messages(await hears(ana, room, 'One')).at(-1);
    await archived(ana);
    await ana.client.markRead(room, one?.seq ?? 0);
    // At once, not only when it is written: whoever switches the device off now must know.
    await until(ana.client, 'app', null, ({ archive }) => archive.state === 'writing', 500);
    await archived(ana);
    await ana.close();
    const tablet = await newDevice(house, 'tablet', 'ana');
    await until(ben.client, 'timeline', room, (view) => lines(view).includes('device-added'));
    await until(tablet.client, 'room', room, (view) => (view?.epoch ?? 0) > 0 && view?.history.state === 'complete');
    await until(tablet.client, 'app', null, ({ archive }) => archive.state === 'current', 30_000);
  },
);

test('the device that writes goes, and the other one goes on writing', async () => {
  const ana = await house.person('ana', { random: () => 0 });
  const ben = await house.person('ben');
  const room = await chatOf(ana, ben);
  await say(ben, room, 'One');
  await hears(ana, room, 'One');
  await archived(ana);
  const tablet = await newDevice(house, 'tablet', 'ana');
  await until(
    tablet.client,
    'timeline',
    room,
    (view) => view?.history.state === 'complete' && texts(view).includes('One'),
  );
  await until(ben.client, 'timeline', room, (view) => lines(view).includes('device-added'));
  await ana.close();
  await say(ben, room, 'Two');
  await hears(tablet, room, 'Two');
  await until(tablet.client, 'app', null, ({ archive }) => archive.state === 'current', 60_000);
  await tablet.close();
  const third = await newDevice(house, 'third', 'ana');
  const past = await until(third.client, 'timeline', room, (view) => view?.history.state === 'complete');
  expect(texts(past)).toEqual(['One', 'Two']);
});
