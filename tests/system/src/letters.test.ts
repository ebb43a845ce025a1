/** In which language the server's letters are, and what they tell. Real SMTP. */
import { openHouse, PASSWORD, until, type House, type Resident } from '@alcove/testkit/house';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { expectOk, newDevice } from './devices.ts';
import { Mailbox, type Received } from './mailbox.ts';

const ADDRESS = 'ana@example.org';
const FRESH = 'an entirely different lantern';

let house: House;
let box: Mailbox;
beforeEach(async () => {
  box = await Mailbox.open();
  house = await openHouse({ mail: { smtpUrl: box.url, from: 'Alcove <door@alcove.example>' } });
});
afterEach(async () => {
  const { faults } = house;
  await house.close();
  await box.close();
  expect(faults).toEqual([]);
});

const begins =
  (with_: string) =>
  ({ subject }: Received): boolean =>
    subject.startsWith(with_);

async function givesAddress(who: Resident, subject: string): Promise<void> {
  expectOk(await who.client.setEmail({ address: ADDRESS, password: PASSWORD }));
  const { fragment } = await box.next(ADDRESS, begins(subject));
  expectOk(await who.client.verifyEmail((fragment ?? '').replace('verify=', '')));
}

test('letters are in the language that a device said last, and in English before one did', async () => {
  const ana = await house.person('ana');
  await givesAddress(ana, 'Is this your address?');
  expectOk(await ana.client.sayLanguage('de'));
  await givesAddress(ana, 'Ist das deine Adresse?');

  // The other device speaks English, and says it last.
  const phone = await newDevice(house, 'phone', 'ana');
  await box.next(ADDRESS, begins('Neue Anmeldung'));
  expectOk(await phone.client.sayLanguage('en'));
  expectOk(await phone.client.changePassword({ current: PASSWORD, fresh: FRESH }));
  await box.next(ADDRESS, begins('Password changed'));

  // None that there is: the one before stays.
  expect(await phone.client.sayLanguage('xx')).toMatchObject({ ok: false, detail: 'malformed' });
  expect(await phone.client.sayLanguage('../../de')).toMatchObject({ ok: false, detail: 'malformed' });
  expectOk(await phone.client.changePassword({ current: FRESH, fresh: PASSWORD }));
  await box.next(ADDRESS, () => box.letters.filter(begins('Password changed')).length === 2);
  expectOk(await phone.client.sayLanguage('de'));
  expectOk(await phone.client.removeEmail(PASSWORD));
  const gone = await box.next(ADDRESS, begins('Adresse entfernt'));
  expect(gone.text).toContain('führt nicht mehr in dieses Konto');
});

test('who starts anew reads on in the same language, before the new account said any', async () => {
  const ana = await house.person('ana');
  expectOk(await ana.client.sayLanguage('de'));
  await givesAddress(ana, 'Ist das deine Adresse?');
  const anew = await house.device('anew');
  expectOk(await anew.client.askReset('ana'));
  const { fragment } = await box.next(ADDRESS, begins('Neu beginnen?'));
  expectOk(await anew.client.startAnew({ token: (fragment ?? '').replace('reset=', ''), password: FRESH }));
  await box.next(ADDRESS, begins('Neu begonnen.'));
  await until(ana.client, 'app', null, ({ trouble }) => trouble === 'session-ended');
});

test('a device that comes in anew is told of by a letter; one that was here before is not', async () => {
  const ana = await house.device('ana');
  expectOk(await ana.client.signUp({ username: 'ana', password: PASSWORD, displayName: 'Ana' }));
  const words = (await ana.client.recoveryWords()) ?? [];
  await givesAddress(ana, 'Is this your address?');
  await ana.client.logOut();
  expectOk(await ana.client.logIn({ username: 'ana', password: PASSWORD }));
  await ana.client.logOut();
  expectOk(await ana.client.recover({ username: 'ana', words, password: PASSWORD }));
  await newDevice(house, 'phone', 'ana');
  // The letters that are under way are out when it has stopped.
  await house.stopServer();
  const told = box.letters.filter(begins('New log-in'));
  expect(told).toHaveLength(1);
  expect(told[0]?.text).toContain('@ana on Alcove');
  expect(told[0]?.text).toMatch(/on \d{4}-\d\d-\d\d, \d\d:\d\d \(UTC\)/u);
});
