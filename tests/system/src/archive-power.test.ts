/**
 * The power goes between any two writes of a device that puts its past away: a device that comes later reads all of it, each message
 * once, and the server never holds half of a write.
 */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openHouse, PASSWORD, until, type House } from '@alcove/testkit/house';
import { expectOk, isIn } from './devices.ts';
import { directChat, hears, online, say, seesRoom, texts } from './talk.ts';

let house: House;
beforeEach(async () => void (house = await openHouse()));
afterEach(async () => {
  const { faults } = house;
  await house.close();
  expect(faults).toEqual([]);
});

test('between any two writes of the device that archives', { timeout: 240_000 }, async () => {
  const ana = await house.person('ana');
  const ben = await house.person('ben');
  await online(ana, ben);
  const room = await directChat(ana, 'ben');
  await seesRoom(ben, room, ({ epoch }) => epoch > 0);
  const said: string[] = [];
  let cuts = 0;
  for (let writes = 1, pulled = true; pulled; writes++) {
    const plug = await ana.plugIn();
    await online(ana);
    await until(ana.client, 'app', null, ({ archive }) => archive.state === 'current');
    for (const text of [`${String(writes)} one`, `${String(writes)} two`]) {
      await say(ben, room, text);
      await hears(ana, room, text);
      said.push(text);
    }
    // What is heard is on the disk; from here on it is the archive's writes that fail.
    await until(ana.client, 'app', null, ({ archive }) => archive.state === 'writing');
    plug.pullAfter(writes, writes % 2 === 0);
    await Promise.race([
      plug.out,
      until(ana.client, 'app', null, ({ archive }) => archive.state === 'current', 15_000),
    ]);
    ({ pulled } = plug);
    if (pulled) cuts += 1;
    await ana.recover();
    await online(ana);
    await until(ana.client, 'app', null, ({ archive }) => archive.state === 'current');
  }
  expect(cuts).toBeGreaterThan(1);
  await ana.close();
  const tablet = await house.device('tablet');
  expectOk(await tablet.client.logIn({ username: 'ana', password: PASSWORD }));
  await isIn(tablet);
  const view = await until(tablet.client, 'timeline', room, (shown) => shown?.history.state === 'complete');
  expect(texts(view)).toEqual(said);
});
