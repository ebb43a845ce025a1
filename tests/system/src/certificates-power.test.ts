/** The power goes while a device renews its certificate: the next start goes on where it was, and nobody puts the device out. */
import { openHouse, type House } from '@alcove/testkit/house';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { devicesInRoom } from './devices.ts';
import { daysPass, keepSessions } from './later.ts';
import { acquaint, directChat, hears, lines, online, say, seesRoom } from './talk.ts';

let house: House;
beforeEach(async () => void (house = await openHouse({}, { now: () => Date.now() })));
afterEach(async () => {
  const { faults } = house;
  await house.close();
  expect(faults).toEqual([]);
});

// Who did not renew in one round is put out in the next, 602 days after their last certificate.
test('between any two writes of it', { timeout: 120_000 }, async () => {
  const soon = { random: (): number => 0 };
  const [ana, ben] = [await house.person('ana', soon), await house.person('ben', soon)];
  await online(ana, ben);
  await acquaint(ana, ben);
  const room = await directChat(ana, 'ben');
  await say(ana, room, 'begin');
  await hears(ben, room, 'begin');
  let cuts = 0;
  for (let writes = 1, pulled = true; pulled; writes++) {
    const before = (await seesRoom(ben, room, () => true))?.epoch ?? 0;
    await ana.close();
    daysPass(301);
    keepSessions(house);
    await ben.reopen();
    await seesRoom(ben, room, ({ epoch }) => epoch > before);
    const plug = await ana.plugIn();
    plug.pullAfter(writes, writes % 2 === 0);
    // One commit by each of the two.
    const through = seesRoom(ben, room, ({ epoch }) => epoch > before + 1).then(() => undefined);
    await Promise.race([through, plug.out]);
    pulled = plug.pulled;
    if (pulled) cuts += 1;
    await ana.recover();
    await through;
    await say(ben, room, `round ${String(writes)}`);
    await hears(ana, room, `round ${String(writes)}`);
  }
  expect(cuts).toBeGreaterThan(5);
  for (const each of [ana, ben]) {
    await devicesInRoom(each, room, 'ana', 1);
    const { alarms } = (await seesRoom(each, room, () => true)) ?? {};
    expect(alarms).toEqual([]);
    expect(lines(await hears(each, room, 'begin'))).not.toContain('device-removed');
  }
});
