import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { client as opaque } from '@serenity-kit/opaque';
import { expect, test } from 'vitest';
import { toBase64url, Username } from '@alcove/protocol';
import { openHouse, Person } from '../testing/house.ts';
import { newKeys, random, Signer } from '../testing/signer.ts';

test('registers and logs in again on the same device', async () => {
  const house = await openHouse();
  const ana = await house.person('ana');
  const again = await ana.logIn();
  expect(again).toMatchObject({ ok: true, value: { account: ana.account, username: 'ana', scope: 'device' } });
  expect(again.ok && again.value.session).not.toBe(ana.session);
});

test('a login without a device may only enrol', async () => {
  const house = await openHouse();
  const ana = await house.person();
  const ben = await house.person();
  const started = await ana.logIn(ana.password, null);
  expect(started).toMatchObject({ ok: true, value: { scope: 'enrol' } });
  if (started.ok) ana.take(started.value);
  expect(await ana.call('vault', {})).toMatchObject({ ok: true });
  expect(await ana.call('person', { account: ana.account })).toMatchObject({ ok: true });
  expect(await ana.call('person', { account: ben.account })).toMatchObject({
    status: 403,
    error: { code: 'forbidden' },
  });
  expect(await ana.call('person', { username: Username.parse('nobody') })).toMatchObject({ status: 403 });
  expect(await ana.call('ticket', { chain: null })).toMatchObject({ status: 403, error: { code: 'forbidden' } });
  expect(await ana.call('claimKeyPackages', { account: ben.account })).toMatchObject({ status: 403 });
});

test('a wrong password fails, on both sides', async () => {
  const house = await openHouse();
  const ana = await house.person();
  const begun = await ana.startLogin('wrong');
  expect(begun.ok && begun.finishLoginRequest).toBeUndefined();
  expect(await ana.logIn('wrong')).toMatchObject({ ok: false, status: 401, error: { code: 'login-failed' } });
});

test('a name that nobody has is answered like any other', async () => {
  const house = await openHouse();
  const ana = await house.person();
  const start = async (username: Username) => {
    const { startLoginRequest } = opaque.startLogin({ password: 'same' });
    const answered = await house.call('loginStart', { username, startLoginRequest });
    if (!answered.ok) throw new Error(answered.error.code);
    return answered;
  };
  const known = await start(ana.signer.username);
  const unknown = await start(Username.parse('nobody'));
  expect(unknown.status).toBe(known.status);
  expect(unknown.value.loginResponse.length).toBe(known.value.loginResponse.length);
  expect(unknown.value.loginId.length).toBe(known.value.loginId.length);
  const finish = (loginId: string) =>
    house.call('loginFinish', { loginId, finishLoginRequest: toBase64url(random(64)) });
  const [a, b] = [await finish(known.value.loginId), await finish(unknown.value.loginId)];
  expect([a.status, !a.ok && a.error]).toEqual([b.status, !b.ok && b.error]);
});

test('the evaluated part of an unknown name is the same every time, like a known one', async () => {
  const house = await openHouse();
  const { startLoginRequest } = opaque.startLogin({ password: 'same' });
  const first32 = async (username: Username) => {
    const answered = await house.call('loginStart', { username, startLoginRequest });
    return answered.ok ? answered.value.loginResponse.slice(0, 40) : undefined;
  };
  const name = Username.parse('nobody');
  expect(await first32(name)).toBe(await first32(name));
  const { username } = (await house.person()).signer;
  expect(await first32(username)).toBe(await first32(username));
});

test('a login finishes once, and within a minute', async () => {
  let now = Date.now();
  const house = await openHouse({}, { now: () => now });
  const ana = await house.person();
  const begun = await ana.startLogin(ana.password);
  if (!begun.ok) throw new Error('no start');
  const request = { loginId: begun.loginId, finishLoginRequest: begun.finishLoginRequest ?? '' };
  expect(await house.call('loginFinish', request)).toMatchObject({ ok: true });
  expect(await house.call('loginFinish', request)).toMatchObject({ error: { code: 'login-expired' } });
  const late = await ana.startLogin(ana.password);
  if (!late.ok) throw new Error('no start');
  now += 61_000;
  const finish = { loginId: late.loginId, finishLoginRequest: late.finishLoginRequest ?? '' };
  expect(await house.call('loginFinish', finish)).toMatchObject({ error: { code: 'login-expired' } });
});

test('a device is proven by its key, not claimed', async () => {
  const house = await openHouse();
  const ana = await house.person();
  expect(await ana.logIn(ana.password, { ...ana.device, keys: newKeys() })).toMatchObject({
    ok: false,
    error: { code: 'invalid-signature' },
  });
  const ben = await house.person();
  expect(await ana.logIn(ana.password, ben.device)).toMatchObject({ error: { code: 'invalid-signature' } });
});

test('a name belongs to one account', async () => {
  const house = await openHouse();
  await house.person('ana');
  expect(await new Person(house, new Signer('ana')).register()).toMatchObject({
    status: 409,
    error: { code: 'username-taken' },
  });
});

test('two registrations of one name at once: one gets it', async () => {
  const house = await openHouse();
  const people = Array.from({ length: 5 }, () => new Person(house, new Signer('ana')));
  const answers = await Promise.all(people.map((p) => p.register()));
  expect(answers.filter((a) => a.ok)).toHaveLength(1);
  expect(answers.filter((a) => !a.ok).map((a) => !a.ok && a.error.code)).toEqual(Array(4).fill('username-taken'));
});

test('the first device list must be the account’s own, version 1, properly signed', async () => {
  const house = await openHouse();
  const refused = async (list: (signer: Signer) => Uint8Array) => {
    const person = new Person(house, new Signer('ben'));
    const signed = list(person.signer);
    person.signer.list = () => new Uint8Array(signed);
    const answered = await person.register();
    return answered.ok ? 'accepted' : answered.error.code;
  };
  expect(await refused((s) => s.list({ aik: newKeys().public }))).toBe('invalid-signature');
  expect(await refused((s) => s.list({ seq: 2 }))).toBe('conflict');
  expect(await refused((s) => s.list({ prev: new Uint8Array(32) }))).toBe('conflict');
  expect(await refused((s) => s.list({ username: Username.parse('other') }))).toBe('malformed');
  expect(await refused((s) => s.list({ devices: [] }))).toBe('malformed');
  expect(await refused(() => random(200))).toBe('malformed');
});

test('a closed server takes no accounts', async () => {
  const house = await openHouse({ registration: 'closed' });
  expect(await new Person(house, new Signer('ana')).register()).toMatchObject({
    status: 403,
    error: { code: 'registration-closed' },
  });
  expect(await house.call('server', {})).toMatchObject({ value: { registration: 'closed' } });
});

test('guessing is limited by starts, per account and per failure', async () => {
  const house = await openHouse({
    limits: {
      preset: 'off',
      overrides: {
        'login.start': { limit: 5, windowSeconds: 300 },
        'login.fail': { limit: 8, windowSeconds: 900 },
      },
    },
  });
  const [ana, ben] = [await house.person(), await house.person()];
  for (let i = 0; i < 5; i++) expect(await ana.startLogin('guess')).toMatchObject({ ok: true });
  const over = await ana.startLogin('guess');
  expect(over).toMatchObject({ ok: false, status: 429, error: { code: 'rate-limited' } });
  expect(!over.ok && over.error.retryAfter).toBeGreaterThan(0);
  expect(!over.ok && Number(over.headers.get('retry-after'))).toBeGreaterThan(0);
  // Logging in properly does not use up what failures do: 5 of 8 are gone, and stay so.
  for (let i = 0; i < 4; i++) expect(await ben.logIn()).toMatchObject({ ok: true });
  const cleo = await house.person();
  for (let i = 0; i < 3; i++) expect(await cleo.startLogin('guess')).toMatchObject({ ok: true });
  expect(await cleo.startLogin('guess')).toMatchObject({ ok: false, status: 429 });
});

test('secrets are in a file that only the owner reads', async () => {
  const house = await openHouse();
  const path = join(house.folder, 'secrets.json');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(statSync(join(house.folder, 'alcove.db')).mode & 0o777).toBe(0o600);
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ v: 1 });
});
