/** An address, and a forgotten password: by the recovery code with everything, by a letter with the name alone. Real SMTP. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openHouse, PASSWORD, until, type House, type Resident } from '@alcove/testkit/house';
import { Mailbox, type Received } from './mailbox.ts';
import { accountOf, directChat, hears, online, say } from './talk.ts';

const FRESH = 'an entirely different lantern';
const HOUR_MS = 3_600_000;
const ok = { ok: true, value: undefined };

let house: House;
let box: Mailbox;
let aheadMs = 0;
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

const tokenOf = ({ fragment }: Received, kind: 'verify' | 'reset'): string => {
  const [found, token] = fragment?.split('=') ?? [];
  if (found !== kind || token === undefined) throw new Error(`no ${kind} link`);
  return token;
};
const isReset = ({ subject }: Received): boolean => subject.startsWith('Start anew');

/** An account with a verified address. */
async function withAddress(name: string, address: string): Promise<Resident> {
  const resident = await house.person(name);
  expect(await resident.client.setEmail({ address, password: PASSWORD })).toEqual(ok);
  expect(await resident.client.verifyEmail(tokenOf(await box.next(address), 'verify'))).toEqual(ok);
  return resident;
}

test('an address counts once its link was opened: once, and in time', async () => {
  const ana = await house.person('ana');
  const address = 'ana@example.org';
  expect(await ana.client.setEmail({ address, password: 'not this one' })).toMatchObject({ code: 'password-wrong' });
  expect(await ana.client.setEmail({ address: 'nonsense', password: PASSWORD })).toMatchObject({
    code: 'email-invalid',
  });
  expect(await ana.client.setEmail({ address: 'full@example.org', password: PASSWORD })).toMatchObject({
    code: 'mail-failed',
  });
  expect(await ana.client.setEmail({ address, password: PASSWORD })).toEqual(ok);
  expect(await ana.client.email()).toEqual({ ok: true, value: { address: null, pending: address } });
  const letter = await box.next(address);
  expect(letter.text).toContain('@ana on Alcove');
  // Nobody is told by a letter that is not read: plain text, and nothing to fetch.
  expect(letter.text).not.toMatch(/<html|<img/i);
  const late = tokenOf(letter, 'verify');
  aheadMs = 25 * HOUR_MS;
  expect(await ana.client.verifyEmail(late)).toMatchObject({ code: 'link-expired' });
  expect(await ana.client.setEmail({ address, password: PASSWORD })).toEqual(ok);
  const token = tokenOf(await box.next(address, ({ fragment }) => fragment !== `verify=${late}`), 'verify');
  expect(await ana.client.verifyEmail(late)).toMatchObject({ code: 'link-expired' });
  expect(await ana.client.verifyEmail(token)).toEqual(ok);
  expect(await ana.client.verifyEmail(token)).toMatchObject({ code: 'link-expired' });
  expect(await ana.client.email()).toEqual({ ok: true, value: { address, pending: null } });

  expect(await ana.client.removeEmail('not this one')).toMatchObject({ code: 'password-wrong' });
  expect(await ana.client.removeEmail(PASSWORD)).toEqual(ok);
  expect((await box.next(address, ({ subject }) => subject.startsWith('Address removed'))).text).toContain('@ana');
  expect(await ana.client.email()).toEqual({ ok: true, value: { address: null, pending: null } });
});

test('the stolen database holds no address and no link', async () => {
  await withAddress('ana', 'ana.secret@example.org');
  const letter = await box.next('ana.secret@example.org');
  await house.stopServer();
  const bytes = ['alcove.db', 'alcove.db-wal']
    .map((name) => join(house.serverFolder, name))
    .flatMap((path) => {
      try {
        return [readFileSync(path).toString('latin1')];
      } catch {
        return [];
      }
    })
    .join('');
  expect(bytes).toContain('email_mark');
  expect(bytes).not.toContain('ana.secret');
  expect(bytes).not.toContain(tokenOf(letter, 'verify'));
});

test('with the recovery code everything comes back, under a new password; every other session ends', async () => {
  const [laptop, ben] = [await house.device('laptop'), await house.person('ben')];
  expect(await laptop.client.signUp({ username: 'ana', password: PASSWORD, displayName: 'Ana' })).toEqual(ok);
  const words = (await laptop.client.recoveryWords()) ?? [];
  await laptop.client.settleRecovery('kept');
  await online(laptop, ben);
  const room = await directChat(laptop, 'ben');
  await say(laptop, room, 'before it was forgotten');
  await hears(ben, room, 'before it was forgotten');
  const phone = await house.device('phone');
  expect(await phone.client.logIn({ username: 'ana', password: PASSWORD })).toEqual(ok);

  const typed = { username: 'ana', words, password: FRESH };
  const wrong = [...words.slice(1), words[0] ?? ''];
  expect(await phone.client.recover({ ...typed, words: wrong })).toMatchObject({ code: 'recovery-code-wrong' });
  expect(await phone.client.recover({ ...typed, username: 'nobody' })).toMatchObject({ code: 'recovery-code-wrong' });
  expect(await phone.client.recover({ ...typed, password: 'short' })).toMatchObject({ code: 'password-weak' });
  // On the very device that has the messages, and was logged out.
  await laptop.client.logOut();
  expect(await laptop.client.recover(typed)).toEqual(ok);
  await hears(laptop, room, 'before it was forgotten');
  await say(laptop, room, 'and after');
  await hears(ben, room, 'and after');
  await until(phone.client, 'app', null, ({ trouble }) => trouble === 'session-ended');
  expect(await phone.client.logIn({ username: 'ana', password: PASSWORD })).toMatchObject({ code: 'login-failed' });
  expect(await phone.client.logIn({ username: 'ana', password: FRESH })).toEqual(ok);
  // The same words on a device that never was here.
  const tablet = await house.device('tablet');
  expect(await tablet.client.recover({ ...typed, password: 'a third lantern, just as good' })).toEqual(ok);
  expect(await accountOf(tablet)).toBe(await accountOf(laptop));
});

test('a letter gives the name back and opens nothing; everyone who knew the old account is told [C19]', async () => {
  const ana = await withAddress('ana', 'ana@example.org');
  const ben = await house.person('ben');
  await online(ana, ben);
  const room = await directChat(ana, 'ben');
  await say(ana, room, 'for the old account alone');
  await hears(ben, room, 'for the old account alone');
  const old = await accountOf(ana);
  const cleo = await house.person('cleo');
  await online(cleo);
  const other = await directChat(ana, 'cleo');
  await say(ana, other, 'to cleo');
  await hears(cleo, other, 'to cleo');
  // Away while it happens.
  await cleo.client.close();

  // Somebody who reads the mail, and has no device and no code.
  const thief = await house.device('thief');
  expect(await thief.client.askReset('ana')).toEqual(ok);
  const letter = await box.next('ana@example.org', isReset);
  expect(letter.text).toContain('old messages stay closed');
  const token = tokenOf(letter, 'reset');
  expect(await thief.client.resetName(token)).toEqual({ ok: true, value: 'ana' });
  expect(await thief.client.startAnew({ token, password: 'short' })).toMatchObject({ code: 'password-weak' });
  expect(await thief.client.startAnew({ token, password: FRESH })).toEqual(ok);

  const anew = await accountOf(thief);
  expect(anew).not.toBe(old);
  // The login works, the old vault stays closed: no room, no message, another identity.
  await online(thief);
  expect(await until(thief.client, 'rooms', null, () => true)).toEqual([]);
  expect(await thief.client.checkRecoveryCode(Array(12).fill('abandon'))).toMatchObject({
    code: 'recovery-code-wrong',
  });
  await until(ana.client, 'app', null, ({ trouble }) => trouble === 'session-ended');
  const alarmed = await until(ben.client, 'room', room, (view) => (view?.alarms.length ?? 0) > 0);
  expect(alarmed?.alarms[0]?.code).toBe('identity-changed');
  await cleo.reopen();
  await until(cleo.client, 'room', other, (view) => view?.alarms[0]?.code === 'identity-changed');
  expect(await ben.client.findPerson('ana')).toMatchObject({ code: 'identity-changed' });
  await hears(ben, room, 'for the old account alone');
  expect((await box.next('ana@example.org', ({ subject }) => subject.startsWith('Started anew'))).text).toContain(
    '@ana',
  );
  // Once.
  expect(await thief.client.startAnew({ token, password: FRESH })).toMatchObject({ code: 'link-expired' });
});

test('a link for starting anew ends with the next one, and after half an hour', async () => {
  await withAddress('ana', 'ana@example.org');
  const away = await house.device('away');
  expect(await away.client.askReset('ana@EXAMPLE.org')).toEqual(ok);
  const first = tokenOf(await box.next('ana@example.org', isReset), 'reset');
  expect(await away.client.askReset('@ana')).toEqual(ok);
  const second = tokenOf(
    await box.next('ana@example.org', (letter) => isReset(letter) && letter.fragment !== `reset=${first}`),
    'reset',
  );
  expect(await away.client.resetName(first)).toMatchObject({ code: 'link-expired' });
  expect(await away.client.resetName(second)).toEqual({ ok: true, value: 'ana' });
  aheadMs = 31 * 60_000;
  expect(await away.client.startAnew({ token: second, password: FRESH })).toMatchObject({ code: 'link-expired' });
  // A link of the one kind is none of the other.
  expect(await away.client.verifyEmail(second)).toMatchObject({ code: 'link-expired' });
});

test('whether there is such a person, or an address, nobody is told', async () => {
  await withAddress('ana', 'ana@example.org');
  await house.person('ben');
  const asking = await house.device('asking');
  const before = box.letters.length;
  for (const who of ['nobody', 'ben', 'nobody@example.org', '!!'])
    expect(await asking.client.askReset(who)).toEqual(ok);
  expect(await asking.client.askReset('ana')).toEqual(ok);
  await box.next('ana@example.org', isReset);
  expect(box.letters.length).toBe(before + 1);
});
