/** The power goes while a device is being removed: it is removed or it is not, and whatever was begun is carried through. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openHouse, PASSWORD, until, type House } from '@alcove/testkit/house';
import { devicesInRoom, expectOk, isIn, seesDevices } from './devices.ts';
import { groupOf, hears, online, say } from './talk.ts';

let house: House;
beforeEach(async () => void (house = await openHouse()));
afterEach(async () => {
  const { faults } = house;
  await house.close();
  expect(faults).toEqual([]);
});

test('between any two writes of the device that removes', { timeout: 240_000 }, async () => {
  const ana = await house.person('ana');
  const ben = await house.person('ben');
  await online(ana, ben);
  const room = await groupOf(ana, 'Sunday walk', [ben]);
  let cuts = 0;
  for (let writes = 1, pulled = true; pulled; writes++) {
    const tablet = await house.device(`tablet-${String(writes)}`);
    expectOk(await tablet.client.logIn({ username: 'ana', password: PASSWORD }));
    const mine = await isIn(tablet);
    await devicesInRoom(ben, room, 'ana', 2);
    const plug = await ana.plugIn();
    await online(ana);
    await seesDevices(ana, ({ devices }) => devices.length === 2);
    plug.pullAfter(writes, writes % 2 === 0);
    // What never returns is cut off; what does may have taken the last write of all.
    const gone = devicesInRoom(ben, room, 'ana', 1, 15_000).then(
      () => true,
      () => false,
    );
    void ana.client.removeDevices([mine]);
    await Promise.race([
      gone,
      until(tablet.client, 'app', null, ({ phase }) => phase === 'removed', 8_000).catch(() => null),
    ]);
    pulled = plug.pulled;
    if (pulled) cuts += 1;
    await ana.recover();
    await online(ana);
    // Removed already or not at all: asking again is right either way, and the rooms follow by themselves.
    expectOk(await ana.client.removeDevices([mine]));
    await until(tablet.client, 'app', null, ({ phase }) => phase === 'removed');
    await devicesInRoom(ben, room, 'ana', 1, 60_000);
    await say(ben, room, `after cut ${String(writes)}`);
    await hears(ana, room, `after cut ${String(writes)}`);
    // Under the key that came with the removal, or it would not be put away at all (A10).
    await until(ana.client, 'app', null, ({ archive }) => archive.state === 'current', 30_000);
    expect((await seesDevices(ana, ({ devices }) => devices.length === 1)).devices[0]?.isThis).toBe(true);
    await tablet.close();
  }
  expect(cuts).toBeGreaterThan(1);
});
