/** A new password without the old one, by a device that is in: a day later, unless another device says no. Real clients, server and letters. */
import { join } from 'node:path';
import type { HttpPort } from '@alcove/client';
import { cookieFile, createNodeHttp } from '@alcove/platform-node';
import { PASSWORD_WAIT_MS } from '@alcove/protocol';
import { openHouse, PASSWORD, until, type House, type Resident } from '@alcove/testkit/house';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { expectOk, newDevice, seesDevices } from './devices.ts';
import { Mailbox } from './mailbox.ts';
import { directChat, hears, online, say } from './talk.ts';

const FRESH = 'an entirely different lantern';
const ADDRESS = 'ana@example.org';

let house: House;
let box: Mailbox;
let aheadMs = 0;
const clock = {
  now: () => Date.now() + aheadMs,
  setTimer: (ms: number, run: () => void) => setTimeout(run, ms),
  clearTimer: (handle: unknown) => clearTimeout(handle as NodeJS.Timeout),
};
beforeEach(async () => {
  aheadMs = 0;
  box = await Mailbox.open();
  const mail = { smtpUrl: box.url, from: 'Alcove <door@alcove.example>' };
  house = await openHouse({ mail }, { now: () => Date.now() + aheadMs });
});
afterEach(async () => {
  const { faults } = house;
  await house.close();
  await box.close();
  expect(faults).toEqual([]);
});

const logIn = (device: Resident, password: string) => device.client.logIn({ username: 'ana', password });
const seesPassword = async (device: Resident, fits: (view: { mine: boolean | null; news: boolean }) => boolean) =>
  until(device.client, 'app', null, ({ password: { request, changedAt } }) =>
    fits({ mine: request?.isMine ?? null, news: changedAt !== null }),
  );
async function aDayLater(...devices: readonly Resident[]): Promise<void> {
  aheadMs += PASSWORD_WAIT_MS + 1_000;
  for (const device of devices) await device.reopen();
  await online(...devices);
}

test('told to the other device and by letter, after a day and a restart it is set; nothing else is lost', async () => {
  const [laptop, ben] = [await house.person('ana', { clock }), await house.person('ben', { clock })];
  expectOk(await laptop.client.setEmail({ address: ADDRESS, password: PASSWORD }));
  const link = (await box.next(ADDRESS)).fragment ?? '';
  expectOk(await laptop.client.verifyEmail(link.replace('verify=', '')));
  const phone = await newDevice(house, 'phone', 'ana', { clock });
  const room = await directChat(phone, 'ben');
  await say(phone, room, 'before it was forgotten');

  expect(await laptop.client.setNewPassword(FRESH)).toMatchObject({ code: 'request-over' });
  expectOk(await laptop.client.askNewPassword());
  await seesPassword(laptop, ({ mine }) => mine === true);
  await seesPassword(phone, ({ mine }) => mine === false);
  expect((await box.next(ADDRESS, ({ subject }) => subject.startsWith('New password'))).text).toContain(
    '@ana on Alcove',
  );
  expect(await laptop.client.setNewPassword(FRESH)).toMatchObject({ code: 'rate-limited' });
  await house.stopServer();
  await house.startServer();
  await aDayLater(laptop, phone, ben);
  await seesPassword(laptop, ({ mine }) => mine === true);
  expect(await laptop.client.setNewPassword('short')).toMatchObject({ code: 'password-weak' });
  expectOk(await laptop.client.setNewPassword(FRESH));
  await box.next(ADDRESS, ({ subject }) => subject.startsWith('Password changed'));

  await seesPassword(phone, ({ mine, news }) => mine === null && news);
  await phone.reopen();
  await seesPassword(phone, ({ news }) => news);
  expectOk(await phone.client.readPasswordNews());
  await phone.reopen();
  await online(phone);
  await seesPassword(phone, ({ news }) => !news);
  await say(phone, room, 'still in');
  await hears(ben, room, 'still in');
  for (const device of [laptop, phone]) {
    await device.client.logOut();
    expect(await logIn(device, PASSWORD)).toMatchObject({ code: 'login-failed' });
    expectOk(await logIn(device, FRESH));
    await hears(device, room, 'before it was forgotten');
  }
  await online(laptop);
  await seesPassword(laptop, ({ news }) => !news);
});

test('another device says no, or removes the one that asked: no password is set', async () => {
  const laptop = await house.person('ana', { clock });
  const phone = await newDevice(house, 'phone', 'ana', { clock });
  expectOk(await laptop.client.askNewPassword());
  await seesPassword(phone, ({ mine }) => mine === false);
  expectOk(await phone.client.refuseNewPassword());
  await seesPassword(laptop, ({ mine }) => mine === null);
  expectOk(await laptop.client.askNewPassword());
  await aDayLater(phone);
  await seesPassword(phone, ({ mine }) => mine === false);
  const { devices } = await seesDevices(phone, (view) => view.devices.length === 2);
  const lost = devices.filter(({ isThis }) => !isThis).map(({ device }) => device);
  expectOk(await phone.client.removeDevices(lost));
  expect((await laptop.client.setNewPassword(FRESH)).ok).toBe(false);
  await until(laptop.client, 'app', null, ({ phase }) => phase === 'removed');
  await phone.reopen();
  await online(phone);
  await seesPassword(phone, ({ mine }) => mine === null);
  await phone.client.logOut();
  expectOk(await logIn(phone, PASSWORD));
});

/** A line on which the power goes at one request of many: before it leaves, or when its answer is here. */
function cutAt(inner: HttpPort) {
  const at = { left: Infinity, answered: false, cut: Promise.withResolvers<void>() };
  const port: HttpPort = {
    async request(name, body, auth) {
      const isIt = --at.left === 0;
      if (isIt && !at.answered) at.cut.resolve();
      if (at.left <= 0 && !(isIt && at.answered)) return new Promise(() => undefined);
      const answer = await inner.request(name, body, auth);
      if (!isIt) return answer;
      at.cut.resolve();
      return new Promise(() => undefined);
    },
  };
  return { at, port };
}

/** Exactly one of both opens the account, on the device as it was. Whoever is in then is in by that one. */
async function theOneThatOpens(ana: Resident, passwords: readonly string[]): Promise<string> {
  await online(ana);
  await ana.client.logOut();
  const opens = [];
  for (const password of passwords) if ((await logIn(ana, password)).ok) opens.push(password);
  expect(opens).toHaveLength(1);
  expect((await until(ana.client, 'app', null, () => true)).phase).toBe('ready');
  await online(ana);
  await seesPassword(ana, () => true);
  // Of a try that was cut off the request is left.
  await ana.client.refuseNewPassword();
  return opens[0] ?? '';
}

test('the power goes at any write while it is set: the old password works or the new one, and the device is itself', async () => {
  const ana = await house.person('ana', { clock });
  let [current, next] = [PASSWORD, FRESH];
  for (let writes = 1, pulled = true; pulled; writes++) {
    for (const counts of [false, true]) {
      await online(ana);
      expectOk(await ana.client.askNewPassword());
      aheadMs += PASSWORD_WAIT_MS + 1_000;
      const plug = await ana.plugIn();
      await online(ana);
      plug.pullAfter(writes, counts);
      await Promise.race([ana.client.setNewPassword(next), plug.out]);
      pulled = plug.pulled;
      await ana.reopen();
      if ((await theOneThatOpens(ana, [current, next])) === next) [current, next] = [next, current];
      if (!pulled) break;
    }
  }
});

test('so it is at any request', async () => {
  const cookies = cookieFile(join(await house.emptyFolder(), 'session'));
  const { at, port } = cutAt(createNodeHttp(house.url, cookies));
  const ana = await house.person('ana', { clock, http: port });
  let [current, next] = [PASSWORD, FRESH];
  const outcomes = new Set<string>();
  for (let requests = 1, isCut = true; isCut; requests++) {
    for (const answered of [false, true]) {
      await online(ana);
      expectOk(await ana.client.askNewPassword());
      aheadMs += PASSWORD_WAIT_MS + 1_000;
      await ana.plugIn();
      await online(ana);
      Object.assign(at, { left: requests, answered, cut: Promise.withResolvers<void>() });
      const set = ana.client.setNewPassword(next).then(() => 'set' as const);
      const ended = await Promise.race([set, at.cut.promise.then(() => 'cut' as const)]);
      isCut = ended === 'cut';
      at.left = Infinity;
      await ana.recover();
      const opened = await theOneThatOpens(ana, [current, next]);
      outcomes.add(`${ended} ${opened === next ? 'new' : 'old'}`);
      if (opened === next) [current, next] = [next, current];
      if (!isCut) break;
    }
  }
  expect([...outcomes].toSorted()).toEqual(['cut new', 'cut old', 'set new']);
});
