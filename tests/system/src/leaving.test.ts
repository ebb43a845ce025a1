/** Leaving: with one device, with the only one, and with the account. */
import { copyFile, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cookieFile, createNodeHttp } from '@alcove/platform-node';
import { openHouse, PASSWORD, until, type House, type Resident } from '@alcove/testkit/house';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { devicesInRoom, expectOk, newDevice, seesDevices } from './devices.ts';
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

test('an erased device leaves the account and every room, and knows nobody any more', async () => {
  const room = await directChat(ana, 'ben');
  const tablet = await newDevice(house, 'tablet', 'ana');
  await devicesInRoom(ben, room, 'ana', 2);
  await say(ben, room, 'for both of you');
  await hears(tablet, room, 'for both of you');
  expectOk(await tablet.client.eraseDevice({ password: PASSWORD }));
  await isOut(tablet);
  // No database and no key; of the session what the server does not know any more.
  expect((await readdir(tablet.folder)).filter((name) => name !== 'session')).toEqual([]);
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
  expectOk(await ana.client.eraseDevice({ password: PASSWORD }));
  await isOut(ana);
  const next = await newDevice(house, 'next', 'ana');
  await seesRoom(next, room, ({ epoch }) => epoch > 0);
  await hears(next, room, 'before I go');
  await say(next, room, 'here again');
  await hears(ben, room, 'here again');
});

test('without a connection nothing is erased, unless the person says so: then everything, and another device removes what is left', async () => {
  const tablet = await newDevice(house, 'tablet', 'ana');
  await online(ana, tablet);
  await house.stopServer();
  for (const who of [ana, tablet])
    expect(await who.client.eraseDevice({ password: PASSWORD })).toMatchObject({ ok: false });
  expectOk(await tablet.client.eraseDevice({ untold: true }));
  await isOut(tablet);
  expect((await readdir(tablet.folder)).filter((name) => /account-|store-key/u.test(name))).toEqual([]);
  await until(ana.client, 'app', null, ({ phase }) => phase === 'ready');
  expect(await ana.client.deleteAccount(PASSWORD)).toMatchObject({ ok: false });
  await house.startServer();
  await online(ana);
  const { devices } = await seesDevices(ana, (view) => view.devices.length === 2);
  const lost = devices.filter(({ isThis }) => !isThis).map(({ device }) => device);
  expectOk(await ana.client.removeDevices(lost));
  // The place is free for whoever comes.
  expectOk(await tablet.client.logIn({ username: 'ana', password: PASSWORD }));
  await online(tablet);
  // The session that was left here is not mistaken for the one of now.
  await tablet.client.logOut();
  expectOk(await tablet.client.logIn({ username: 'ana', password: PASSWORD }));
  await tablet.reopen();
  await online(tablet);
});

test('a session that outlived its device is ended by the next start that has a connection, and then nothing is left here', async () => {
  const session = join(await house.emptyFolder(), 'session');
  const whose = () => createNodeHttp(house.url, cookieFile(session)).request('accessToken', {}, { kind: 'session' });
  const tablet = await newDevice(house, 'tablet', 'ana');
  await copyFile(join(tablet.folder, 'session'), session);
  await house.stopServer();
  expectOk(await tablet.client.eraseDevice({ untold: true }));
  await isOut(tablet);
  // There is a note of it, and it names nobody.
  const names = (await readdir(tablet.folder)).filter((name) => name !== 'session');
  const left = (await Promise.all(names.map((name) => readFile(join(tablet.folder, name), 'latin1')))).join('');
  expect(left).toContain('left_session');
  expect(left).not.toContain('ana');
  await tablet.reopen();
  await isOut(tablet);
  await tablet.close();
  await house.startServer();
  expect((await whose()).kind).toBe('ok');
  await tablet.reopen();
  await expect.poll(() => readdir(tablet.folder), { timeout: 30_000 }).toEqual([]);
  expect(await whose()).toMatchObject({ kind: 'refused', error: { code: 'unauthorized' } });
  await isOut(tablet);
  await tablet.reopen();
  expectOk(await tablet.client.logIn({ username: 'ana', password: PASSWORD }));
});

test('the power goes at any write of an erasing: the device is in as it was, or nothing of it is left after the next start', async () => {
  for (let writes = 1, pulled = true; pulled; writes++) {
    for (const counts of [false, true]) {
      const tablet = await newDevice(house, 'tablet', 'ana');
      const plug = await tablet.plugIn();
      await online(tablet);
      plug.pullAfter(writes, counts);
      await Promise.race([tablet.client.eraseDevice({ password: PASSWORD }), plug.out]);
      pulled = plug.pulled;
      await tablet.recover();
      const { phase, me } = await until(tablet.client, 'app', null, ({ phase: now, trouble }) =>
        now === 'ready' ? trouble === null : now !== 'starting',
      );
      // Removed by its own doing, or not yet: in the second case the server has not heard of it either.
      if (me !== null && phase === 'ready') await tablet.client.eraseDevice({ password: PASSWORD });
      await until(tablet.client, 'app', null, ({ phase: now }) => now === 'removed' || now === 'signed-out');
      await tablet.client.forgetRemoval();
      await tablet.close();
      expect((await readdir(tablet.folder)).filter((name) => /account-|store-key/u.test(name))).toEqual([]);
      if (!pulled) break;
    }
  }
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
