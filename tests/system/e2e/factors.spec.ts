/** Passkeys, with Chromium's virtual authenticator, and the second step. */
import { createHmac } from 'node:crypto';
import { en } from '@alcove/locales';
import { expect, test } from './support/fixtures.ts';
import { expectAccessible, expectNothingSideways } from './support/looking.ts';
import { addPasskey, authenticator } from './support/passkeys.ts';
import { within, words } from './support/words.ts';

const PASSKEYS = en.access.passkeys;
const SECOND = en.access.secondFactor;

test('a passkey signs in and opens the messages; renamed it stays, removed it is nobody’s', async ({ newMember }) => {
  const [ines, soren] = [await newMember('Ines', { reducedMotion: 'reduce' }), await newMember('Soren')];
  await soren.writeTo(ines);
  await soren.say('For whoever has the passkey');
  await authenticator(ines.page, true);
  // What goes to the server while a passkey is made and used: never what opens the vault.
  const sent: string[] = [];
  ines.page.on('request', (request) => {
    const body = request.postData();
    if (body !== null) sent.push(body);
  });
  await addPasskey(ines, 'Laptop');
  await expectAccessible(ines.page, 'settings with a passkey');
  await ines.button(PASSKEYS.rename).click();
  const dialog = ines.page.getByRole('dialog');
  await dialog.getByLabel(PASSKEYS.name, { exact: true }).fill('Kitchen laptop');
  await dialog.getByRole('button', { name: words(en.common.save) }).click();
  await expect(ines.page.getByText('Kitchen laptop')).toBeVisible();

  await ines.logOut();
  await expectAccessible(ines.page, 'log-in with passkeys');
  await ines.button(PASSKEYS.use).click();
  await ines.openRoom('Soren');
  await ines.sees('For whoever has the passkey');
  expect(sent.some((body) => body.includes('clientDataJSON'))).toBe(true);
  for (const body of sent.filter((each) => each.includes('clientExtensionResults')))
    expect(body).toContain('"clientExtensionResults":{}');

  await ines.page.goto('/settings');
  await ines.button(PASSKEYS.remove).click();
  await dialog.getByLabel(en.access.passwordNow, { exact: true }).fill(ines.password);
  await dialog.getByRole('button', { name: words(PASSKEYS.remove) }).click();
  await expect(ines.page.getByText('Kitchen laptop')).toHaveCount(0);
  await ines.logOut();
  await ines.button(PASSKEYS.use).click();
  await expect(ines.page.getByText(en.failures['passkey-unknown'])).toBeVisible();
  await ines.logIn();
  await expect(ines.button(en.shell.newThing).first()).toBeVisible();
});

test('a passkey without PRF says that the password opens', async ({ newMember }) => {
  const ines = await newMember('Ines');
  await authenticator(ines.page, false);
  await addPasskey(ines, 'Old key');
  await ines.logOut();
  await ines.button(PASSKEYS.use).click();
  await expect(ines.page.getByText(en.failures['passkey-closed'])).toBeVisible();
  await ines.logIn();
  await expect(ines.button(en.shell.newThing).first()).toBeVisible();
});

/** RFC 6238, as an authenticator app does it. */
function codeOf(secret: string, at = Date.now()): string {
  const bits = [...secret]
    .map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0'))
    .join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const mac = createHmac('sha1', key).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 15;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

test('the second step: on, asked for on a new device alone, a backup code, off', async ({ newMember, newPerson }) => {
  const ines = await newMember('Ines', { viewport: { width: 360, height: 740 }, reducedMotion: 'reduce' });
  await ines.openSettings();
  await ines.button(SECOND.turnOn).click();
  const dialog = ines.page.getByRole('dialog').or(ines.page.getByRole('alertdialog'));
  await dialog.getByLabel(en.access.passwordNow, { exact: true }).fill(ines.password);
  await dialog.getByRole('button', { name: words(SECOND.next) }).click();
  await expect(ines.heading(SECOND.scanTitle)).toBeVisible();
  await expectAccessible(ines.page, 'the square of the second step');
  await expectNothingSideways(ines.page, 'the square of the second step');
  const secret = (await ines.page.locator('.set-secret').innerText()).replaceAll(' ', '');
  await dialog.getByLabel(SECOND.code, { exact: true }).fill('000000');
  await dialog.getByRole('button', { name: words(SECOND.turnOn) }).click();
  await expect(ines.page.getByText(en.failures['second-factor-wrong'])).toBeVisible();
  await dialog.getByLabel(SECOND.code, { exact: true }).fill(codeOf(secret));
  await dialog.getByRole('button', { name: words(SECOND.turnOn) }).click();
  await expect(ines.heading(SECOND.codesTitle)).toBeVisible();
  await expectAccessible(ines.page, 'backup codes');
  const [backup = ''] = await ines.page
    .getByRole('list', { name: SECOND.codesTitle })
    .getByRole('listitem')
    .allInnerTexts();
  await ines.button(SECOND.codesKept).click();
  await expect(ines.page.getByText(SECOND.on(10))).toBeVisible();
  // On a phone the way to the settings is on the front.
  await ines.page.goto('/');

  // The device it was turned on with is known.
  await ines.logOut();
  await ines.logIn();
  await expect(ines.page.getByText(SECOND.on(10))).toBeVisible();

  const away = await newPerson('Ines');
  await away.page.goto('/');
  await away.button(en.arriving.signUp.haveAccount).click();
  await away.field(en.arriving.logIn.handle).fill(ines.handle);
  await away.field(en.arriving.logIn.password).fill(ines.password);
  await away.button(en.arriving.logIn.go).click();
  await expect(away.page.getByText(en.failures['second-factor'])).toBeVisible();
  await away.field(SECOND.ask).fill('not it');
  await away.button(en.arriving.logIn.go).click();
  await expect(away.page.getByText(en.failures['second-factor-wrong'])).toBeVisible();
  await expectAccessible(away.page, 'log-in with a code');
  await away.field(SECOND.ask).fill(backup);
  await away.button(en.arriving.logIn.go).click();
  await away.button(within(en.devices.door.byPassword)).click();
  await expect(away.button(en.shell.newThing).first()).toBeVisible();

  await ines.page.goto('/settings');
  await expect(ines.page.getByText(SECOND.on(9))).toBeVisible();
  // The owner reads what happened.
  const happened = ines.page.getByRole('list', { name: en.access.happened.title });
  await expect(happened.getByText(en.access.happened.kinds['backup-code-used']())).toBeVisible();
  await expect(happened.getByText(en.access.happened.kinds['new-device']())).toBeVisible();
  await expectNothingSideways(ines.page, 'what happened');
  await ines.button(SECOND.turnOff).click();
  await dialog.getByLabel(en.access.passwordNow, { exact: true }).fill(ines.password);
  await dialog.getByRole('button', { name: words(SECOND.turnOff) }).click();
  await expect(ines.button(SECOND.turnOn)).toBeVisible();
});
