import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TOTP } from 'otpauth';
import { expect, test } from 'vitest';
import { toBase64url } from '@alcove/protocol';
import { openHouse, type House, type Person } from '../testing/house.ts';
import { random } from '../testing/signer.ts';

const STEP_MS = 30_000;
let now = Date.now();
const house = (): Promise<House> => openHouse({}, { now: () => now });
const codeAt = (secret: string, timestamp = now): string =>
  new TOTP({ secret, digits: 6, period: 30 }).generate({ timestamp });

async function turnOn(person: Person): Promise<{ secret: string; backupCodes: string[] }> {
  const begun = await person.call('secondFactorBegin', { password: await person.passwordAgain() });
  if (!begun.ok) throw new Error(begun.error.code);
  const { secret } = begun.value;
  const on = await person.call('secondFactorOn', { code: codeAt(secret) });
  if (!on.ok) throw new Error(on.error.code);
  return { secret, backupCodes: on.value.backupCodes };
}

/** With the password right, from no known device. */
async function enter(person: Person, code?: string): Promise<string> {
  const { loginId, finishLoginRequest } = await person.passwordAgain();
  const answered = await person.house.call('loginFinish', {
    loginId,
    finishLoginRequest,
    ...(code === undefined ? {} : { code }),
  });
  return answered.ok ? answered.value.scope : answered.error.code;
}

test('a code is asked for on a new device, and is right once; a known device is not asked', async () => {
  const ana = await (await house()).person();
  expect(await enter(ana)).toBe('enrol');
  const { secret } = await turnOn(ana);
  expect(await ana.call('secondFactor', {})).toMatchObject({ value: { on: true, backupCodes: 10 } });
  expect(await enter(ana)).toBe('second-factor');
  expect(await enter(ana, '000000')).toBe('second-factor-wrong');
  // The code that turned it on is used up.
  expect(await enter(ana, codeAt(secret))).toBe('second-factor-wrong');
  now += STEP_MS;
  const code = codeAt(secret);
  expect(await enter(ana, code)).toBe('enrol');
  expect(await enter(ana, code)).toBe('second-factor-wrong');
  now += STEP_MS;
  // One step old is fine for slow hands, but not one from before the last that was right.
  expect(await enter(ana, codeAt(secret, now - 2 * STEP_MS))).toBe('second-factor-wrong');
  expect(await ana.logIn()).toMatchObject({ ok: true, value: { scope: 'device' } });
});

test('each backup code opens once, however it is written', async () => {
  const ana = await (await house()).person();
  const { backupCodes } = await turnOn(ana);
  const [first = '', second = ''] = backupCodes;
  expect(new Set(backupCodes).size).toBe(10);
  expect(await enter(ana, first)).toBe('enrol');
  expect(await enter(ana, first)).toBe('second-factor-wrong');
  expect(await enter(ana, second.toUpperCase().replace('-', ' '))).toBe('enrol');
  expect(await ana.call('secondFactor', {})).toMatchObject({ value: { backupCodes: 8 } });
});

test('without the password the code is not even asked for, and guessing it is slow', async () => {
  const limits = { preset: 'off' as const, overrides: { 'login.code': { limit: 5, windowSeconds: 300 } } };
  const limited = await openHouse({ limits }, { now: () => now });
  const ana = await limited.person();
  await turnOn(ana);
  const { loginId } = await ana.passwordAgain();
  expect(
    await limited.call('loginFinish', { loginId, finishLoginRequest: toBase64url(random(64)), code: '000000' }),
  ).toMatchObject({ error: { code: 'login-failed' } });
  for (let i = 0; i < 4; i++) expect(await enter(ana, '000000')).toBe('second-factor-wrong');
  expect(await enter(ana, '000000')).toBe('rate-limited');
});

test('it is turned on by a right code, and off by the password', async () => {
  const ana = await (await house()).person();
  const wrong = { loginId: toBase64url(random(16)), finishLoginRequest: toBase64url(random(64)) };
  expect(await ana.call('secondFactorBegin', { password: wrong })).toMatchObject({ ok: false });
  expect(await ana.call('secondFactorOn', { code: '123456' })).toMatchObject({
    error: { code: 'second-factor-wrong' },
  });
  await turnOn(ana);
  expect(await ana.call('secondFactorBegin', { password: await ana.passwordAgain() })).toMatchObject({
    error: { code: 'conflict' },
  });
  expect(await ana.call('secondFactorOff', { password: wrong })).toMatchObject({ ok: false });
  expect(await ana.call('secondFactorOff', { password: await ana.passwordAgain() })).toMatchObject({ ok: true });
  expect(await enter(ana)).toBe('enrol');
});

test('the stolen database gives neither the secret nor a code', async () => {
  const open = await house();
  const ana = await open.person();
  const { secret, backupCodes } = await turnOn(ana);
  await open.server.close();
  const bytes = readFileSync(join(open.folder, 'alcove.db')).toString('latin1');
  expect(bytes).toContain('second_factor');
  for (const needle of [secret, ...backupCodes, ...backupCodes.map((code) => code.replace('-', ''))])
    expect(bytes).not.toContain(needle);
});
