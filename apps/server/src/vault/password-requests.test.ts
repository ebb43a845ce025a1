import { expect, test } from 'vitest';
import {
  LABEL,
  newPasswordBody,
  PASSWORD_OPEN_MS,
  PASSWORD_WAIT_MS,
  passwordRequestBody,
  toBase64url,
  type StoredVault,
} from '@alcove/protocol';
import { openHouse, Person, type House } from '../testing/house.ts';
import { newPassword } from '../testing/new-password.ts';
import { random, sign, type Device } from '../testing/signer.ts';

const FRESH = 'a quite different password';
let aheadMs = 0;
const seams = { now: () => Date.now() + aheadMs };
const house = async (): Promise<House> => {
  aheadMs = 0;
  return openHouse({}, seams);
};

/** Access tokens last for minutes. */
async function later(ms: number, ...people: readonly Person[]): Promise<void> {
  aheadMs = ms;
  for (const person of people) await person.token();
}

const ask = (who: Person, by: Device = who.device, at = seams.now()) => {
  const said = passwordRequestBody({ account: who.account, device: who.device.id, at });
  return who.call('passwordAsk', { at, proof: toBase64url(sign(LABEL.passwordRequest, by.keys, said)) });
};
const waiting = async (who: Person) => {
  const answered = await who.call('passwordRequest', {});
  return answered.ok ? answered.value.request : null;
};

/** The account's next vault: the same ways in but for the password. */
async function nextVault(who: Person, wraps?: StoredVault['wraps']): Promise<StoredVault> {
  const now = await who.call('vault', {});
  if (!now.ok) throw new Error(now.error.code);
  const kept = now.value.wraps.filter(({ kind }) => kind !== 'password');
  return {
    version: now.value.version + 1,
    sealed: toBase64url(random(100)),
    wraps: wraps ?? [...kept, { kind: 'password', sealed: toBase64url(random(48)) }],
    prev: toBase64url(random(32)),
    tag: toBase64url(random(32)),
  };
}

async function set(
  who: Person,
  change: { by?: Device; challenge?: string; signed?: string; wraps?: StoredVault['wraps'] } = {},
) {
  const registrationRecord = await newPassword(who, FRESH);
  const challenge = change.challenge ?? (await waiting(who))?.challenge ?? 'none at all, no request';
  const { account, device } = who;
  const said = newPasswordBody({
    account,
    device: device.id,
    challenge,
    registrationRecord: change.signed ?? registrationRecord,
  });
  const proof = toBase64url(sign(LABEL.newPassword, (change.by ?? device).keys, said));
  return who.call('changeAccess', {
    by: { device: proof },
    vault: await nextVault(who, change.wraps),
    registrationRecord,
  });
}

/** Another device of the same person, in. */
async function second(who: Person): Promise<Person> {
  const started = await who.logIn(who.password, null);
  if (!started.ok) throw new Error(started.error.code);
  const other = new Person(who.house, who.signer);
  other.take(started.value);
  const enrolled = await other.call('enrol', {
    device: other.device.id,
    kind: 'bot',
    list: toBase64url(who.signer.list()),
  });
  if (!enrolled.ok) throw new Error(enrolled.error.code);
  return other;
}

test('after a day, by the device that asked, over its own signature: not sooner, not twice', async () => {
  const ana = await (await house()).person();
  expect(await set(ana)).toMatchObject({ error: { code: 'not-found' } });
  expect(await ask(ana)).toMatchObject({ value: { request: { device: ana.device.id } } });
  expect(await set(ana)).toMatchObject({ error: { code: 'rate-limited' } });
  await later(PASSWORD_WAIT_MS - 60_000, ana);
  // Asking again does not begin the day anew.
  expect(await ask(ana)).toMatchObject({ ok: true });
  expect(await set(ana)).toMatchObject({ error: { code: 'rate-limited' } });
  await later(PASSWORD_WAIT_MS + 1, ana);
  expect(await set(ana, { by: ana.signer.newDevice() })).toMatchObject({ error: { code: 'invalid-signature' } });
  expect(await set(ana, { signed: 'the record of another password' })).toMatchObject({
    error: { code: 'invalid-signature' },
  });
  expect(await set(ana, { challenge: 'the challenge of another day' })).toMatchObject({
    error: { code: 'invalid-signature' },
  });
  expect(await ana.logIn()).toMatchObject({ ok: true });
  const { challenge } = (await waiting(ana))!;
  expect(await set(ana)).toMatchObject({ ok: true });
  expect(await ana.logIn()).toMatchObject({ error: { code: 'login-failed' } });
  expect(await ana.logIn(FRESH)).toMatchObject({ ok: true });
  expect(await waiting(ana)).toBeNull();
  expect(await set(ana, { challenge: challenge! })).toMatchObject({ error: { code: 'not-found' } });
});

test('the recovery card and the passkeys stay as they were', async () => {
  const ana = await (await house()).person();
  await ask(ana);
  await later(PASSWORD_WAIT_MS, ana);
  const wraps: StoredVault['wraps'] = [
    { kind: 'recovery', sealed: toBase64url(random(48)), proofKey: toBase64url(random(32)) },
    { kind: 'password', sealed: toBase64url(random(48)) },
  ];
  expect(await set(ana, { wraps })).toMatchObject({ error: { code: 'conflict' } });
  expect(await ana.logIn()).toMatchObject({ ok: true });
  expect(await set(ana)).toMatchObject({ ok: true });
});

test('another device hears of it at once, without the challenge, and says no', async () => {
  const ana = await (await house()).person();
  const phone = await second(ana);
  const wire = await phone.connect();
  await ask(ana);
  expect(await wire.wait('account-changed')).toMatchObject({ what: 'security' });
  expect(await waiting(phone)).toMatchObject({ device: ana.device.id, challenge: null });
  expect(await ask(phone)).toMatchObject({ error: { code: 'conflict' } });
  expect(await phone.call('passwordRefuse', { device: phone.device.id })).toMatchObject({
    error: { code: 'not-found' },
  });
  await later(PASSWORD_WAIT_MS, ana, phone);
  expect(await set(phone)).toMatchObject({ error: { code: 'not-found' } });
  expect(await phone.call('passwordRefuse', { device: ana.device.id })).toMatchObject({ ok: true });
  expect(await set(ana)).toMatchObject({ error: { code: 'not-found' } });
  const log = await ana.call('securityEvents', {});
  const kinds = log.ok ? log.value.events.map(({ kind, device }) => [kind, device]) : [];
  expect(kinds).toContainEqual(['password-asked', ana.device.id]);
  expect(kinds).toContainEqual(['password-refused', phone.device.id]);
});

test('it is over with the device that asked, with any other new password, and after a week', async () => {
  const ana = await (await house()).person();
  const phone = await second(ana);
  await ask(phone);
  ana.signer.devices = ana.signer.devices.filter(({ id }) => id !== phone.device.id);
  ana.signer.revoked = [{ device: phone.device.id, seq: ana.signer.seq + 1 }];
  expect(await ana.call('publishDeviceList', { list: toBase64url(ana.signer.list()) })).toMatchObject({ ok: true });
  expect(await waiting(ana)).toBeNull();

  await ask(ana);
  const registrationRecord = await newPassword(ana, FRESH);
  const by = { password: await ana.passwordAgain() };
  expect(await ana.call('changeAccess', { by, vault: await nextVault(ana), registrationRecord })).toMatchObject({
    ok: true,
  });
  expect(await waiting(ana)).toBeNull();

  await ask(ana);
  await later(PASSWORD_WAIT_MS + PASSWORD_OPEN_MS, ana);
  expect(await waiting(ana)).toBeNull();
  expect(await set(ana)).toMatchObject({ error: { code: 'not-found' } });
});

test('nobody asks in the name of a device without its key, nor for another time', async () => {
  const ana = await (await house()).person();
  expect(await ask(ana, ana.signer.newDevice())).toMatchObject({ error: { code: 'invalid-signature' } });
  expect(await ask(ana, ana.device, seams.now() - 3_600_000)).toMatchObject({ error: { code: 'malformed' } });
  expect(await waiting(ana)).toBeNull();
});
