/** Certificates end after 400 days, and nobody notices: each device makes the next one in time and brings it everywhere. */
import type { RoomId } from '@alcove/protocol';
import { openHouse, PASSWORD, until, type House, type Resident } from '@alcove/testkit/house';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { devicesInRoom, expectOk, isIn } from './devices.ts';
import { daysPass, keepSessions } from './later.ts';
import { accountOf, acquaint, directChat, groupOf, hears, lines, online, say, seesRoom, texts } from './talk.ts';

/** The shortest of the waits that keep everybody from committing at once: here people look in for a moment in months. */
const soon = { random: (): number => 0 };

let house: House;
beforeEach(async () => void (house = await openHouse({}, { now: () => Date.now() })));
afterEach(async () => {
  const { faults } = house;
  await house.close();
  expect(faults).toEqual([]);
});

async function pass(days: number, ...residents: readonly Resident[]): Promise<void> {
  daysPass(days);
  keepSessions(house);
  for (const each of residents) await each.reopen();
  await online(...residents);
}

const epochOf = async (resident: Resident, room: RoomId): Promise<number> =>
  (await seesRoom(resident, room, () => true))?.epoch ?? 0;

/** Days and weeks later the session is over, and the password begins another one on the same device. */
async function comesBack(resident: Resident, username: string): Promise<void> {
  await resident.reopen();
  const app = await until(resident.client, 'app', null, ({ phase }) => phase !== 'starting');
  if (app.phase !== 'ready' || app.connection.state !== 'online')
    expectOk(await resident.client.logIn({ username, password: PASSWORD }));
  await isIn(resident);
}

test(
  'two years: everybody of several devices goes on talking, in every kind of room',
  { timeout: 300_000 },
  async () => {
    const ana = await house.person('ana', soon);
    const ben = await house.person('ben', soon);
    const tablet = await house.device('tablet', soon);
    expectOk(await tablet.client.logIn({ username: 'ana', password: PASSWORD }));
    await isIn(tablet);
    await online(ana, ben);
    await acquaint(ana, ben);
    const group = await groupOf(ana, 'Sunday walk', [ben]);
    const direct = await directChat(ana, 'ben');
    const begun = await ana.client.startSecret(await accountOf(ben), await isIn(ben));
    if (!begun.ok) throw new Error(begun.code);
    const secret = begun.value;
    await say(ana, secret, 'day 0');
    await hears(ben, secret, 'day 0');
    for (const room of [group, direct]) {
      await devicesInRoom(ben, room, 'ana', 2);
      await say(ben, room, 'day 0');
      await hears(tablet, room, 'day 0');
    }
    /** The days on which each device comes into each room anew, by one commit. */
    const renews = new Set([305, 610]);
    const who = [
      [group, [ana, ben, tablet]],
      [direct, [ana, ben, tablet]],
      [secret, [ana, ben]],
    ] as const;
    let day = 0;
    for (const days of [150, 155, 95, 20, 190, 120]) {
      day += days;
      const before = await Promise.all(who.map(([room]) => epochOf(ben, room)));
      await pass(days, ana, tablet, ben);
      for (const [n, [room, members]] of who.entries()) {
        const least = (before[n] ?? 0) + (renews.has(day) ? members.length : 0);
        for (const each of members) await seesRoom(each, room, ({ epoch }) => epoch >= least);
      }
      // The other two stay silent until the end: they are renewed all the same.
      const [from, other] = day % 2 === 0 ? [ana, ben] : [ben, ana];
      await say(from, group, `day ${String(day)}`);
      for (const each of [other, tablet]) await hears(each, group, `day ${String(day)}`);
    }
    expect(day).toBe(730);
    for (const [room, members] of who) {
      for (const from of members) {
        await say(from, room, `${from.name}, after two years`);
        for (const each of members) await hears(each, room, `${from.name}, after two years`);
      }
      for (const each of members) {
        await devicesInRoom(each, room, 'ana', members.length - 1);
        expect(lines(await hears(each, room, 'day 0'))).not.toContain('device-removed');
        expect((await seesRoom(each, room, () => true))?.alarms).toEqual([]);
      }
    }
  },
);

test('somebody is away for 31 days, and somebody for 450', { timeout: 300_000 }, async () => {
  const ana = await house.person('ana');
  const ben = await house.person('ben');
  const tablet = await house.device('tablet');
  expectOk(await tablet.client.logIn({ username: 'ana', password: PASSWORD }));
  await isIn(tablet);
  await online(ana, ben);
  const room = await groupOf(ana, 'Sunday walk', [ben]);
  await devicesInRoom(ben, room, 'ana', 2);
  await devicesInRoom(tablet, room, 'ben', 1);
  await tablet.close();
  await ben.close();
  await pass(31, ana);
  await say(ana, room, 'a month later');
  await comesBack(ben, 'ben');
  await hears(ben, room, 'a month later');
  await say(ben, room, 'here again');
  await hears(ana, room, 'here again');
  await ben.close();
  for (const days of [200, 200, 50]) await pass(days, ana);
  await say(ana, room, 'to whoever is left');
  await devicesInRoom(ana, room, 'ben', 0);
  await devicesInRoom(ana, room, 'ana', 1);
  // Its own other device left the key of the room for it; of ben's there is no other, and who is inside lets him in.
  await comesBack(tablet, 'ana');
  await devicesInRoom(ana, room, 'ana', 2);
  await comesBack(ben, 'ben');
  await say(ana, room, 'who is there');
  await devicesInRoom(ana, room, 'ben', 1, 60_000);
  await say(ben, room, 'all of us');
  for (const each of [ana, tablet]) await hears(each, room, 'all of us');
  expect(texts(await hears(ben, room, 'all of us'))).not.toContain('to whoever is left');
});
