/** One account on several devices: how they come in, how they are removed, and what is left of them. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openHouse, PASSWORD, until, type House } from '@alcove/testkit/house';
import {
  atDoor,
  devicesInRoom,
  expectOk,
  isIn,
  knocks,
  letsIn,
  newDevice,
  seesDevices,
  seesWanting,
} from './devices.ts';
import { directChat, groupOf, hears, online, say, seesRoom, texts } from './talk.ts';

let house: House;
beforeEach(async () => void (house = await openHouse()));
afterEach(async () => {
  const { faults } = house;
  await house.close();
  expect(faults).toEqual([]);
});

test('a device is let in by a tap on another one: both show the same code, and its rooms follow', async () => {
  const ana = await house.person('ana');
  const ben = await house.person('ben');
  const direct = await directChat(ana, 'ben');
  const group = await groupOf(ana, 'Sunday walk', [ben]);
  const tablet = await house.device('tablet', { deviceName: 'The tablet', deviceKind: 'phone' });
  await knocks(tablet, 'ana');
  const before = await seesWanting(ana, ({ state }) => state === 'wants');
  expect(before).toMatchObject({ name: '', code: null });
  await letsIn(ana, tablet);
  const view = await seesDevices(ana, ({ devices }) => devices.some(({ name }) => name === 'The tablet'));
  expect(view.wanting).toEqual([]);
  expect(view.devices.map(({ kind, isThis, isNew }) => ({ kind, isThis, isNew }))).toEqual([
    { kind: 'terminal', isThis: true, isNew: false },
    { kind: 'phone', isThis: false, isNew: false },
  ]);
  const today = Date.now() - (Date.now() % 86_400_000);
  const dated = await seesDevices(ana, ({ devices }) => devices.every(({ lastSeenAt }) => lastSeenAt !== null));
  expect(dated.devices.map(({ addedAt }) => addedAt)).toEqual([today, today]);
  await seesRoom(tablet, direct, ({ epoch }) => epoch >= 2);
  await seesRoom(tablet, group, ({ title }) => title === 'Sunday walk');
  await devicesInRoom(ben, direct, 'ana', 2);
  await say(ben, direct, 'to both of you');
  for (const each of [ana, tablet]) await hears(each, direct, 'to both of you');
  // It is a device like any other: it lets in the next one.
  const laptop = await house.device('laptop');
  await knocks(laptop, 'ana');
  await letsIn(tablet, laptop);
});

test('a scanned square needs no code: the one tap lets it in', async () => {
  const ana = await house.person('ana');
  const tablet = await house.device('tablet');
  await knocks(tablet, 'ana');
  const { scan } = await atDoor(tablet, () => true);
  expect(await ana.client.scanSquare('https://example.org')).toMatchObject({ code: 'no-square' });
  const found = await ana.client.scanSquare(scan ?? '');
  if (!found.ok) throw new Error(found.code);
  const { code, name } = await seesWanting(ana, ({ state }) => state === 'scanned');
  expect(code).toBeNull();
  expect(name.length).toBeGreaterThan(0);
  expectOk(await ana.client.letIn(found.value));
  await isIn(tablet);
});

test('without the person’s word at the new device, a grant by code is not taken', async () => {
  const ana = await house.person('ana');
  const tablet = await house.device('tablet');
  await knocks(tablet, 'ana');
  const { id } = await seesWanting(ana, () => true);
  expectOk(await ana.client.meetDevice(id));
  await seesWanting(ana, ({ state }) => state === 'comparing');
  expectOk(await ana.client.letIn(id));
  await atDoor(tablet, ({ state }) => state === 'confirm');
  await tablet.client.confirmCode(false);
  await atDoor(tablet, ({ state, code }) => state === 'mismatch' && code === null);
  await tablet.client.leaveEnrolment();
  await until(tablet.client, 'app', null, ({ phase }) => phase === 'signed-out');
});

test('turned away, it may ask again, or open the vault with password or recovery code', async () => {
  const ana = await house.person('ana');
  const words = await (async () => {
    const zoe = await house.device('zoe');
    expectOk(await zoe.client.signUp({ username: 'zoe', password: PASSWORD, displayName: 'Zoe' }));
    const shown = await zoe.client.recoveryWords();
    await zoe.client.settleRecovery('kept');
    return shown ?? [];
  })();
  const tablet = await house.device('tablet');
  await knocks(tablet, 'ana');
  const { id } = await seesWanting(ana, () => true);
  expectOk(await ana.client.turnAway(id));
  await atDoor(tablet, ({ state }) => state === 'refused');
  await tablet.client.askAgain();
  await atDoor(tablet, ({ state, scan }) => state === 'asking' && scan !== null);
  await seesWanting(ana, (view) => view.id !== id);
  expect(await tablet.client.enrol({ with: 'password', password: 'not the password' })).toMatchObject({
    code: 'login-failed',
  });
  expectOk(await tablet.client.enrol({ with: 'password', password: null }));
  await isIn(tablet);
  await seesDevices(ana, ({ wanting, devices }) => wanting.length === 0 && devices.length === 2);

  const phone = await house.device('phone');
  await knocks(phone, 'zoe');
  const wrong = await phone.client.enrol({ with: 'recovery', words: words.toReversed() });
  expect(wrong).toMatchObject({ code: 'recovery-code-wrong' });
  expectOk(await phone.client.enrol({ with: 'recovery', words }));
  await isIn(phone);
});

test('a device that came in by itself is a question on the others, over restarts, until it is answered', async () => {
  const ana = await house.person('ana');
  const laptop = await newDevice(house, 'laptop', 'ana');
  await online(ana);
  await seesDevices(ana, ({ devices }) => devices.some(({ isNew }) => isNew));
  // The newcomer itself has no questions about who was there before.
  const own = await seesDevices(laptop, ({ devices }) => devices.length === 2);
  expect(own.devices.some(({ isNew }) => isNew)).toBe(false);
  await ana.reopen();
  const [asked] = (await seesDevices(ana, ({ devices }) => devices.some(({ isNew }) => isNew))).devices.filter(
    ({ isNew }) => isNew,
  );
  if (asked === undefined) throw new Error('no question');
  expectOk(await ana.client.keepDevice(asked.device));
  await ana.reopen();
  await online(ana);
  const after = await seesDevices(ana, ({ devices }) => devices.length === 2);
  expect(after.devices.some(({ isNew }) => isNew)).toBe(false);
  // What happens while this device is away is asked when it comes back.
  await ana.close();
  await newDevice(house, 'phone', 'ana');
  await ana.reopen();
  await seesDevices(ana, ({ devices }) => devices.filter(({ isNew }) => isNew).length === 1);
  await seesDevices(laptop, ({ devices }) => devices.filter(({ isNew }) => isNew).length === 1);
});

test('a name is told to the own devices alone, and to all of them', async () => {
  const ana = await house.person('ana');
  const tablet = await newDevice(house, 'tablet', 'ana');
  const mine = await isIn(tablet);
  expect(await ana.client.renameDevice(mine, '   ')).toMatchObject({ code: 'empty' });
  expectOk(await ana.client.renameDevice(mine, 'In the kitchen'));
  await seesDevices(ana, ({ devices }) => devices.some(({ name }) => name === 'In the kitchen'));
  const named = async (): Promise<string | undefined> => {
    await tablet.client.lookAtDevices();
    const { devices } = await seesDevices(tablet, () => true);
    return devices.find(({ isThis }) => isThis)?.name;
  };
  await expect.poll(named, { timeout: 20_000 }).toBe('In the kitchen');
});

test('a removed device is out of everything within seconds and keeps nothing readable', async () => {
  const ana = await house.person('ana');
  const ben = await house.person('ben');
  const rooms = [
    await directChat(ana, 'ben'),
    await groupOf(ana, 'Sunday walk', [ben]),
    await groupOf(ben, 'Choir', [ana]),
  ];
  const tablet = await newDevice(house, 'tablet', 'ana');
  for (const room of rooms) {
    await devicesInRoom(ben, room, 'ana', 2);
    await say(ana, room, 'before the removal');
    await hears(tablet, room, 'before the removal');
  }
  // Nothing of the rooms is loaded at whoever comes back: the removal must find them all the same.
  await ana.reopen();
  await online(ana, ben, tablet);
  const mine = await isIn(tablet);
  const at = performance.now();
  expectOk(await ana.client.removeDevices([mine]));
  await until(tablet.client, 'app', null, ({ phase }) => phase === 'removed', 5_000);
  expect(performance.now() - at).toBeLessThan(5_000);
  for (const room of rooms) await devicesInRoom(ben, room, 'ana', 1, 60_000);
  expect(performance.now() - at).toBeLessThan(60_000);
  for (const room of rooms) {
    await say(ben, room, 'after the removal');
    await hears(ana, room, 'after the removal');
  }
  const { devices } = await seesDevices(ana, (view) => view.devices.length === 1);
  expect(devices[0]?.isThis).toBe(true);

  expect(await readAll(tablet.folder)).not.toContain('before the removal');
  await tablet.reopen();
  await until(tablet.client, 'app', null, ({ phase, me }) => phase === 'removed' && me === null);
  await tablet.client.forgetRemoval();
  await until(tablet.client, 'app', null, ({ phase, lastUsername }) => phase === 'signed-out' && lastUsername === null);
  // The account may come in here again, as a new device.
  expectOk(await tablet.client.logIn({ username: 'ana', password: PASSWORD }));
  expect(await isIn(tablet)).not.toBe(mine);
  for (const room of rooms) await devicesInRoom(ben, room, 'ana', 2);
  const [room] = rooms;
  if (room !== undefined) {
    await say(ben, room, 'welcome back');
    await hears(tablet, room, 'welcome back');
  }
});

async function readAll(folder: string): Promise<string> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile());
  const read = await Promise.all(files.map((file) => readFile(join(file.parentPath, file.name), 'latin1')));
  return read.join('\n');
}

test('one tap removes all other devices, from every room too, and every log-in that is no device', async () => {
  const ana = await house.person('ana');
  const ben = await house.person('ben');
  const room = await directChat(ana, 'ben');
  const [tablet, phone] = [await newDevice(house, 'tablet', 'ana'), await newDevice(house, 'phone', 'ana')];
  await devicesInRoom(ben, room, 'ana', 3);
  const stranger = await house.device('stranger');
  await knocks(stranger, 'ana');
  await seesDevices(ana, ({ devices, wanting }) => devices.length === 3 && wanting.length === 1);
  expectOk(await ana.client.removeOtherDevices());
  for (const each of [tablet, phone]) await until(each.client, 'app', null, ({ phase }) => phase === 'removed');
  await atDoor(stranger, ({ state }) => state === 'expired');
  await seesDevices(ana, ({ devices, wanting, unenrolled }) => devices.length + wanting.length + unenrolled === 1);
  await devicesInRoom(ben, room, 'ana', 1);
  await say(ana, room, 'for ben alone');
  await hears(ben, room, 'for ben alone');
});

test('a session that merely ended leaves everything where it is', async () => {
  const ana = await house.person('ana');
  const ben = await house.person('ben');
  const room = await directChat(ana, 'ben');
  await say(ana, room, 'still here');
  await hears(ben, room, 'still here');
  await ana.client.logOut();
  expectOk(await ana.client.logIn({ username: 'ana', password: PASSWORD }));
  expect(texts(await hears(ana, room, 'still here'))).toEqual(['still here']);
});
