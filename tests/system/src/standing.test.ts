/** How things stand, as the page of security is told: rooms, messages by day, people compared with. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openHouse, type House } from '@alcove/testkit/house';
import { accountOf, directChat, groupOf, hears, say } from './talk.ts';

const DAY_MS = 86_400_000;
let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

test('what opened is counted by day, a room left is none, and who was compared with is named', async () => {
  const [ana, ben] = [await house.person('ana'), await house.person('ben')];
  const since = Date.now() - 2 * DAY_MS;
  const room = await directChat(ana, 'ben');
  await say(ana, room, 'one');
  await hears(ben, room, 'one');
  await say(ben, room, 'two');
  await hears(ana, room, 'two');
  const group = await groupOf(ana, 'Tide', [ben]);
  const look = async () => {
    const outcome = await ana.client.standing(since);
    if (!outcome.ok) throw new Error(outcome.code);
    return outcome.value;
  };
  expect(await look()).toMatchObject({
    rooms: [
      { room, title: 'BEN', state: 'sealed', unopened: 0 },
      { room: group, title: 'Tide', state: 'sealed', unopened: 0 },
    ],
    alarms: [],
    verified: [],
  });
  expect((await look()).days).toEqual([{ day: 2, opened: 2, unopened: 0 }]);

  const account = await accountOf(ben);
  const safety = await ana.client.safety(account);
  if (!safety.ok) throw new Error(safety.code);
  expect(await ana.client.verify(account, safety.value.digits)).toMatchObject({ ok: true });
  expect(await ana.client.leave(group)).toMatchObject({ ok: true });
  const after = await look();
  expect(after.rooms.map(({ title }) => title)).toEqual(['BEN']);
  expect(after.verified.map(({ username }) => username)).toEqual(['ben']);
});
