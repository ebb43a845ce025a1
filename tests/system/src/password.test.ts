/** Changing what opens an account, with real clients and a real server: nobody is locked out, wherever the power goes. */
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { HttpPort } from '@alcove/client';
import { cookieFile, createNodeHttp, openClient } from '@alcove/platform-node';
import { openHouse, PASSWORD, until, type House, type Resident } from '@alcove/testkit/house';

import { ServerProcess } from '../e2e/support/server-process.ts';
import { directChat, hears, online, say } from './talk.ts';

const FRESH = 'an entirely different lantern';
const DAY_MS = 86_400_000;
const ok = { ok: true, value: undefined };

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(async () => {
  const { faults } = house;
  await house.close();
  expect(faults).toEqual([]);
});

const logIn = (device: Resident, password: string) => device.client.logIn({ username: 'ana', password });
const phaseOf = async (device: Resident) => (await until(device.client, 'app', null, () => true)).phase;

test('a new password opens the account everywhere; other devices stay in, and come back to what they had', async () => {
  const [laptop, ben] = [await house.person('ana'), await house.person('ben')];
  const phone = await house.device('phone');
  expect(await logIn(phone, PASSWORD)).toEqual(ok);
  await online(laptop, phone, ben);
  const room = await directChat(phone, 'ben');
  await say(phone, room, 'before the change');
  expect(await laptop.client.changePassword({ current: 'not this one', fresh: FRESH })).toMatchObject({
    code: 'password-wrong',
  });
  expect(await laptop.client.changePassword({ current: PASSWORD, fresh: 'short' })).toMatchObject({
    code: 'password-weak',
  });
  expect(await laptop.client.changePassword({ current: PASSWORD, fresh: FRESH })).toEqual(ok);
  await say(phone, room, 'still in');
  await hears(ben, room, 'still in');

  for (const device of [laptop, phone]) {
    await device.client.logOut();
    expect(await logIn(device, PASSWORD)).toMatchObject({ code: 'login-failed' });
    expect(await logIn(device, FRESH)).toEqual(ok);
  }
  await hears(phone, room, 'before the change');
  await say(phone, room, 'back again');
  await hears(ben, room, 'back again');
  const tablet = await house.device('tablet');
  expect(await logIn(tablet, PASSWORD)).toMatchObject({ code: 'login-failed' });
  expect(await logIn(tablet, FRESH)).toEqual(ok);
});

test('a device that slept through the change comes back as itself, with what was on it', async () => {
  const [laptop, ben] = [await house.person('ana'), await house.person('ben')];
  const phone = await house.device('phone');
  expect(await logIn(phone, PASSWORD)).toEqual(ok);
  await online(phone, ben);
  const room = await directChat(phone, 'ben');
  await say(phone, room, 'kept on the phone');
  await hears(ben, room, 'kept on the phone');
  const deviceOf = async () => (await until(phone.client, 'app', null, ({ me }) => me !== null)).me?.device;
  const before = await deviceOf();
  await phone.client.logOut();
  expect(await laptop.client.changePassword({ current: PASSWORD, fresh: FRESH })).toEqual(ok);
  expect(await logIn(phone, FRESH)).toEqual(ok);
  await hears(phone, room, 'kept on the phone');
  expect(await deviceOf()).toBe(before);
});

test('the power goes in the middle of a change: the old password works or the new one, and the device is itself', async () => {
  const ana = await house.person('ana');
  let [current, next] = [PASSWORD, FRESH];
  for (let writes = 1, pulled = true; pulled; writes++) {
    for (const counts of [false, true]) {
      const plug = await ana.plugIn();
      await online(ana);
      plug.pullAfter(writes, counts);
      const changing = ana.client.changePassword({ current, fresh: next });
      await Promise.race([changing, plug.out]);
      await ana.reopen();
      pulled = plug.pulled;
      await online(ana);
      await ana.client.logOut();
      const opens = [];
      for (const password of [current, next]) if ((await logIn(ana, password)).ok) opens.push(password);
      expect(opens).toHaveLength(1);
      expect(await phaseOf(ana)).toBe('ready');
      if (opens[0] === next) [current, next] = [next, current];
      if (!pulled) break;
    }
  }
});

/** A line that loses one route's request, or its answer. */
function losing(inner: HttpPort, what: { lose: 'request' | 'answer' | null; vault: boolean }): HttpPort {
  return {
    async request(name, body, auth) {
      const lost = what.lose !== null && (name === 'changeAccess' || (what.vault && name === 'vault'));
      if (lost && name === 'changeAccess' && what.lose === 'answer') {
        await inner.request(name, body, auth);
        what.vault = true;
        return { kind: 'unreachable' };
      }
      return lost && name === 'changeAccess' ? { kind: 'unreachable' } : inner.request(name, body, auth);
    },
  };
}

test('a lost answer is looked up, not guessed', async () => {
  const what: Parameters<typeof losing>[1] = { lose: null, vault: false };
  const cookies = cookieFile(join(await house.emptyFolder(), 'session'));
  const ana = await house.person('ana', { http: losing(createNodeHttp(house.url, cookies), what) });
  what.lose = 'request';
  expect(await ana.client.changePassword({ current: PASSWORD, fresh: FRESH })).toMatchObject({
    code: 'server-unreachable',
  });
  what.lose = 'answer';
  expect(await ana.client.changePassword({ current: PASSWORD, fresh: FRESH })).toEqual(ok);
  what.lose = null;
  await ana.client.logOut();
  expect(await logIn(ana, FRESH)).toEqual(ok);
});

test('a new recovery code: the old card stops, the new one works, on every device', async () => {
  const ana = await house.person('ana');
  const old = await house.device('old');
  expect(await logIn(old, PASSWORD)).toEqual(ok);
  expect(await ana.client.newRecoveryCode('not this one')).toMatchObject({ code: 'password-wrong' });
  expect(await ana.client.newRecoveryCode(PASSWORD)).toEqual(ok);
  expect(await phaseOf(ana)).toBe('recovery');
  const first = (await ana.client.recoveryWords()) ?? [];
  // The power goes before the card is kept: the words are still there.
  await ana.reopen();
  expect(await ana.client.recoveryWords()).toEqual(first);
  await ana.client.settleRecovery('kept');
  expect(await ana.client.newRecoveryCode(PASSWORD)).toEqual(ok);
  const second = (await ana.client.recoveryWords()) ?? [];
  await ana.client.settleRecovery('kept');
  for (const device of [ana, old]) {
    expect(await device.client.checkRecoveryCode(first)).toMatchObject({ code: 'recovery-code-wrong' });
    expect(await device.client.checkRecoveryCode(second)).toEqual(ok);
  }
});

test('the card is asked for after a month, then in a year; a week later when put off, once for all devices', async () => {
  let aheadMs = 0;
  const clock = {
    now: () => Date.now() + aheadMs,
    setTimer: (ms: number, run: () => void) => setTimeout(run, ms),
    clearTimer: (handle: unknown) => clearTimeout(handle as NodeJS.Timeout),
  };
  await house.close();
  house = await openHouse({}, { now: () => Date.now() + aheadMs });
  const ana = await house.person('ana', { clock });
  await online(ana);
  const due = async (device: Resident): Promise<boolean> =>
    (await until(device.client, 'app', null, ({ connection }) => connection.state === 'online')).recoveryCheck.due;
  expect(await due(ana)).toBe(false);
  aheadMs = 29 * DAY_MS;
  await ana.reopen();
  expect(await due(ana)).toBe(false);
  aheadMs = 31 * DAY_MS;
  // The session of a month ago has run out.
  await ana.client.logOut();
  expect(await logIn(ana, PASSWORD)).toEqual(ok);
  await until(ana.client, 'app', null, ({ recoveryCheck }) => recoveryCheck.due);
  const phone = await house.device('phone', { clock });
  expect(await logIn(phone, PASSWORD)).toEqual(ok);
  await until(phone.client, 'app', null, ({ recoveryCheck }) => recoveryCheck.due);
  expect(await phone.client.putOffRecoveryCheck()).toEqual(ok);
  expect(await due(phone)).toBe(false);
  await ana.reopen();
  await until(ana.client, 'app', null, ({ recoveryCheck }) => !recoveryCheck.due);
  aheadMs = 39 * DAY_MS;
  await ana.reopen();
  await until(ana.client, 'app', null, ({ recoveryCheck }) => recoveryCheck.due);
});

test('the server is killed in the middle of a change: the old password works or the new one, with its vault', async () => {
  const server = await ServerProcess.start({ ALCOVE_LIMITS: 'off', ALCOVE_LOG_LEVEL: 'error' });
  const folder = await house.emptyFolder();
  const http = createNodeHttp(server.url, cookieFile(join(folder, 'session')));
  let killAfterMs: number | null = null;
  /** The kill falls somewhere between the request's leaving and its answer. */
  const killing: HttpPort = {
    async request(name, body, auth) {
      if (name !== 'changeAccess' || killAfterMs === null) return http.request(name, body, auth);
      const asked = http.request(name, body, auth);
      await new Promise((resolve) => setTimeout(resolve, killAfterMs ?? 0));
      await server.end('SIGKILL');
      return asked;
    },
  };
  const client = await openClient({ server: server.url, folder, replace: { http: killing } });
  try {
    expect(await client.signUp({ username: 'ana', password: PASSWORD, displayName: 'Ana' })).toEqual(ok);
    await client.settleRecovery('kept');
    let [current, next] = [PASSWORD, FRESH];
    for (const ms of [0, 1, 2, 3, 5, 8, 12, 20]) {
      killAfterMs = ms;
      const changed = await client.changePassword({ current, fresh: next });
      killAfterMs = null;
      await server.start();
      await client.logOut();
      const opens = [];
      for (const password of [current, next])
        if ((await client.logIn({ username: 'ana', password })).ok) opens.push(password);
      expect(opens).toHaveLength(1);
      // What was said to be done is done.
      if (changed.ok) expect(opens).toEqual([next]);
      if (opens[0] === next) [current, next] = [next, current];
    }
  } finally {
    await client.close();
    await server.dispose();
  }
}, 120_000);
