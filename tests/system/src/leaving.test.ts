/** Leaving: with one device, with the only one, and with the account. */
import { openHouse, PASSWORD, until, type House, type Resident } from '@alcove/testkit/house';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { devicesInRoom, expectOk, isIn, seesDevices } from './devices.ts';
import { acquaint, directChat, groupOf, hears, messages, online, say, seesRoom, texts } from './talk.ts';

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

const isOut = (who: Resident): Promise<unknown> =>
  until(who.client, 'app', null, ({ phase, lastUsername }) => phase === 'signed-out' && lastUsername === null);

async function comesBack(as: string, name: string): Promise<Resident> {
  const device = await house.device(name);
  expectOk(await device.client.logIn({ username: as, password: PASSWORD }));
  await isIn(device);
  return device;
}

test('an erased device leaves the account and every room, and knows nobody any more', async () => {
  const room = await directChat(ana, 'ben');
  const tablet = await comesBack('ana', 'tablet');
  await devicesInRoom(ben, room, 'ana', 2);
  await say(ben, room, 'for both of you');
  await hears(tablet, room, 'for both of you');
  expectOk(await tablet.client.eraseDevice(PASSWORD));
  await isOut(tablet);
  await tablet.reopen();
  await isOut(tablet);
  await seesDevices(ana, ({ devices }) => devices.length === 1);
  await devicesInRoom(ben, room, 'ana', 1);
  await say(ben, room, 'for one of you');
  await hears(ana, room, 'for one of you');
});

test('the only device erased: the account, its rooms and its past come back with the next one', async () => {
  const room = await groupOf(ana, 'Sunday walk', [ben]);
  await seesRoom(ben, room, ({ members }) => members.length === 2);
  await say(ana, room, 'before I go');
  await hears(ben, room, 'before I go');
  await until(ana.client, 'app', null, ({ archive }) => archive.state === 'current' && archive.left === 0);
  expectOk(await ana.client.eraseDevice(PASSWORD));
  await isOut(ana);
  const next = await comesBack('ana', 'next');
  await seesRoom(next, room, ({ epoch }) => epoch > 0);
  await hears(next, room, 'before I go');
  await say(next, room, 'here again');
  await hears(ben, room, 'here again');
});

test('without a connection nothing is erased', async () => {
  await house.stopServer();
  expect(await ana.client.eraseDevice(PASSWORD)).toMatchObject({ ok: false });
  await until(ana.client, 'app', null, ({ phase }) => phase === 'ready');
  expect(await ana.client.deleteAccount(PASSWORD)).toMatchObject({ ok: false });
  await house.startServer();
  await online(ana);
});

test('a deleted account: its groups go on without it, its words stay with those they were for, its name is nobody’s', async () => {
  const cleo = await house.person('cleo');
  await acquaint(ana, ben, cleo);
  const walk = await groupOf(ana, 'Sunday walk', [ben, cleo]);
  for (const each of [ben, cleo]) await seesRoom(each, walk, ({ members }) => members.length === 3);
  const direct = await directChat(ana, 'ben');
  await say(ana, direct, 'keep this');
  await hears(ben, direct, 'keep this');
  expect(await ana.client.deleteAccount('another password')).toMatchObject({ code: 'password-wrong' });
  await until(ana.client, 'app', null, ({ phase }) => phase === 'ready');

  expectOk(await ana.client.deleteAccount(PASSWORD));
  await isOut(ana);
  for (const each of [ben, cleo]) await seesRoom(each, walk, ({ members }) => members.length === 2);
  await say(cleo, walk, 'we two');
  await hears(ben, walk, 'we two');
  await devicesInRoom(ben, direct, 'ana', 0);
  const kept = await until(ben.client, 'timeline', direct, (view) => texts(view).includes('keep this'));
  expect(messages(kept).find(({ text }) => text === 'keep this')?.author.name).toBe('ANA');
  await seesRoom(ben, direct, ({ peerGone }) => peerGone);
  // Nobody else comes under the name.
  const other = await house.device('other');
  const again = await other.client.signUp({ username: 'ana', password: PASSWORD, displayName: 'Ana' });
  expect(again).toMatchObject({ code: 'username-taken' });
  expect(await ben.client.findPerson('ana')).toMatchObject({ code: 'unknown-person' });
});

test('everything of a room is there to take along', async () => {
  const room = await directChat(ana, 'ben');
  for (let i = 0; i < 150; i++) await say(ana, room, `line ${String(i)}`);
  await hears(ben, room, 'line 149');
  const whole = await ben.client.wholeTimeline(room);
  expect(whole.ok && whole.value.flatMap((item) => (item.kind === 'message' ? [item.text] : []))).toEqual(
    Array.from({ length: 150 }, (_, i) => `line ${String(i)}`),
  );
});
