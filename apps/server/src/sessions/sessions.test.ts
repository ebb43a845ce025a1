import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SignJWT } from 'jose';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { CLOSE, toBase64url } from '@alcove/protocol';
import { openHouse } from '../testing/house.ts';
import { random } from '../testing/signer.ts';
import { Wire } from '../testing/wire.ts';

const DAY = 86_400_000;

test('the cookie is bound to the host and out of reach of scripts', async () => {
  const house = await openHouse();
  const ana = await house.person();
  const again = await ana.logIn();
  const header = again.headers.get('set-cookie') ?? '';
  expect(header).toMatch(/^__Host-alcove=[\w-]{43}; Path=\/; Max-Age=\d+; Secure; HttpOnly; SameSite=Strict$/);
});

test('only the cookie’s hash is stored: no file of the server holds what opens a session', async () => {
  const house = await openHouse();
  const ana = await house.person();
  const database = new DatabaseSync(join(house.folder, 'alcove.db'), { readOnly: true });
  const stored = database.prepare('SELECT token_hash FROM session').all();
  database.close();
  expect(stored.map((row) => toBase64url(z.instanceof(Uint8Array).parse(row['token_hash'])))).toEqual([
    createHash('sha256').update(ana.cookie).digest('base64url'),
  ]);
  const files = readdirSync(house.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const all = Buffer.concat(files.map((file) => readFileSync(join(file.parentPath, file.name))));
  expect(all.includes(ana.signer.username)).toBe(true);
  expect(all.includes(ana.cookie)).toBe(false);
  expect(all.includes(Buffer.from(ana.cookie, 'base64url'))).toBe(false);
});

test('the cookie’s value is for clients without a jar, never for a script in a browser', async () => {
  const house = await openHouse();
  const ana = await house.person();
  expect(ana.cookie).toHaveLength(43);
  const begun = await ana.startLogin(ana.password);
  if (!begun.ok) throw new Error('no start');
  const request = { loginId: begun.loginId, finishLoginRequest: begun.finishLoginRequest ?? '' };
  const inBrowser = await house.call('loginFinish', request, { 'sec-fetch-site': 'same-origin' });
  expect(inBrowser.ok && inBrowser.value.cookie).toBeUndefined();
  expect(inBrowser.headers.get('set-cookie')).toContain('__Host-alcove=');
});

test('ending a session closes its socket at once, and its token and ticket are worth nothing', async () => {
  const house = await openHouse();
  const ana = await house.person();
  const wire = await ana.connect();
  const token = await ana.token();
  const ticket = await ana.ticket();
  const other = await ana.logIn();
  if (!other.ok) throw new Error('no login');
  const { cookie, session } = ana;
  ana.take(other.value);
  const listed = await ana.call('sessions', {});
  expect(listed.ok && listed.value.sessions.map((s) => s.current)).toEqual([false, true]);

  const at = performance.now();
  expect(await ana.call('endSession', { session: session! })).toMatchObject({ ok: true });
  expect(await wire.closed).toBe(CLOSE.sessionEnded);
  expect(performance.now() - at).toBeLessThan(5_000);
  expect(wire.of('bye')[0]?.error.code).toBe('unauthorized');
  expect(await house.call('vault', {}, { authorization: `Bearer ${token}` })).toMatchObject({ status: 401 });
  expect(await house.call('accessToken', {}, { cookie: `__Host-alcove=${cookie}` })).toMatchObject({ status: 401 });
  const late = await Wire.open(house.origin);
  late.send({ t: 'hello', v: 1, ticket });
  await late.closed;
  expect(late.of('ready')).toEqual([]);
});

test('logging out ends the own session and clears the cookie', async () => {
  const house = await openHouse();
  const ana = await house.person();
  const out = await house.call('logout', {}, { cookie: `__Host-alcove=${ana.cookie}` });
  expect(out.headers.get('set-cookie')).toContain('Max-Age=0');
  expect(await house.call('accessToken', {}, { cookie: `__Host-alcove=${ana.cookie}` })).toMatchObject({ status: 401 });
});

test('nobody ends another account’s session', async () => {
  const house = await openHouse();
  const [ana, ben] = [await house.person(), await house.person()];
  expect(await ben.call('endSession', { session: ana.session! })).toMatchObject({ status: 404 });
  expect(await ana.call('vault', {})).toMatchObject({ ok: true });
});

test('a ticket works once', async () => {
  const house = await openHouse();
  const ana = await house.person();
  const ticket = await ana.ticket();
  const first = await Wire.open(house.origin);
  first.send({ t: 'hello', v: 1, ticket });
  await first.wait('ready');
  const second = await Wire.open(house.origin);
  second.send({ t: 'hello', v: 1, ticket });
  expect(await second.closed).toBe(CLOSE.helloTimeout);
  expect(second.of('ready')).toEqual([]);
  first.close();
});

test('a ticket is good for half a minute, a token for five, a session for thirty idle days', async () => {
  let now = Date.now();
  const house = await openHouse({}, { now: () => now });
  const ana = await house.person();
  const ticket = await ana.ticket();
  now += 31_000;
  const wire = await Wire.open(house.origin);
  wire.send({ t: 'hello', v: 1, ticket });
  expect(await wire.closed).toBe(CLOSE.helloTimeout);
  now += 5 * 60_000;
  expect(await ana.call('vault', {})).toMatchObject({ status: 401 });
  await ana.token();
  now += 29 * DAY;
  await ana.token();
  now += 29 * DAY;
  await ana.token();
  now += 31 * DAY;
  await expect(ana.token()).rejects.toThrow('unauthorized');
});

test('no session lives longer than half a year', async () => {
  let now = Date.now();
  const house = await openHouse({}, { now: () => now });
  const ana = await house.person();
  for (let days = 0; days < 175; days += 25) {
    now += 25 * DAY;
    await ana.token();
  }
  now += 10 * DAY;
  await expect(ana.token()).rejects.toThrow('unauthorized');
});

test('tokens of another key, another algorithm or another shape are refused', async () => {
  const house = await openHouse();
  const ana = await house.person();
  const good = await ana.token();
  const [header = '', payload = '', sig = ''] = good.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, string>;
  expect(claims).toMatchObject({ sub: ana.account, sid: ana.session, scope: 'device', did: ana.device.id });
  const unsigned = `${Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url')}.${payload}.`;
  const symmetric = await new SignJWT(claims).setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' }).sign(random(32));
  const altered = `${header}.${Buffer.from(JSON.stringify({ ...claims, sid: toBase64url(random(16)) })).toString('base64url')}.${sig}`;
  for (const token of [unsigned, symmetric, altered, good.slice(0, -4), 'x']) {
    expect(await house.call('vault', {}, { authorization: `Bearer ${token}` })).toMatchObject({ status: 401 });
  }
  expect(await house.call('vault', {}, { authorization: `Bearer ${good}` })).toMatchObject({ ok: true });
  expect(await house.call('vault', {}, {})).toMatchObject({ status: 401, error: { code: 'unauthorized' } });
});
