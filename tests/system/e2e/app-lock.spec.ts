/** The app lock in a real browser: what a person sees, what lies in the browser's storage meanwhile, and every way in again. */
import { en } from '@alcove/locales';
import { findCanaries } from '../src/canary-needles.ts';
import { expect, test } from './support/fixtures.ts';
import { expectAccessible, expectNothingSideways } from './support/looking.ts';
import type { Person } from './support/person.ts';
import { authenticator, addPasskey } from './support/passkeys.ts';
import { halfOfKey } from './support/stored.ts';
import { STORED, within, words } from './support/words.ts';

const t = en.lock;
const PIN = 'six herons';
const SAID = 'The ferry leaves from the old quay';
const DRAFT = 'Half a sentence about lanterns';

async function setLock(person: Person): Promise<void> {
  await person.openSettings();
  await person.button(t.set).click();
  const dialog = person.page.getByRole('dialog');
  await dialog.getByLabel(words(t.fresh)).fill(PIN);
  await dialog.getByRole('button', { name: words(t.setGo) }).click();
  await expect(dialog).toHaveCount(0);
  await expect(person.page.getByText(t.on(5))).toBeVisible();
}

const isLocked = (person: Person) => expect(person.heading(t.locked)).toBeVisible();

async function unlock(person: Person, pin = PIN): Promise<void> {
  await person.field(t.passphrase).fill(pin);
  await person.field(t.passphrase).press('Enter');
}

test('locked, the page and the files of the browser show nothing; unlocked, one is where one was, and nothing was missed', async ({
  newKeeper,
  newMember,
}) => {
  const [ines, soren] = [await newKeeper('Ines'), await newMember('Soren')];
  await ines.person.signUp();
  const half = await halfOfKey(ines.person.page);
  const holdsHalf = (): boolean => ines.image().some(({ bytes }) => bytes.includes(half));
  expect(holdsHalf()).toBe(true);
  await setLock(ines.person);
  await expectAccessible(ines.person.page, 'settings with a lock');
  await expectNothingSideways(ines.person.page, 'settings with a lock');
  await ines.person.writeTo(soren);
  await ines.person.say(SAID);
  await expect(ines.person.message(SAID).getByText(STORED)).toBeVisible();
  // The browser keeps titles in its history.
  await expect(ines.person.page).toHaveTitle('Alcove');
  const room = ines.person.page.url();
  await soren.openRoom('Ines');
  await ines.person.composer.fill(DRAFT);
  // Faster than the draft is stored by itself.
  await ines.person.page.keyboard.press('ControlOrMeta+Shift+L');
  await isLocked(ines.person);
  await expect(ines.person.field(t.passphrase)).toBeFocused();
  await expectAccessible(ines.person.page, 'the locked door');
  const shown = await ines.person.page.evaluate(() => document.documentElement.outerHTML);
  for (const text of [SAID, DRAFT, 'Soren']) expect(shown).not.toContain(text);
  await soren.say('While you were away');
  await ines.person.page.reload();
  await isLocked(ines.person);
  expect(findCanaries(ines.image(), { SAID, DRAFT, PIN, name: 'Soren' })).toEqual([]);
  expect(holdsHalf()).toBe(false);

  await unlock(ines.person, 'seven herons');
  await expect(ines.person.page.getByText(t.wrong(4))).toBeVisible();
  await unlock(ines.person);
  await expect(ines.person.composer).toHaveValue(DRAFT);
  expect(ines.person.page.url()).toBe(room);
  await ines.person.sees(SAID);
  await ines.person.sees('While you were away');
});

test('a device that slept too long is locked before it shows anything; in another tab it is locked as well', async ({
  newMember,
}) => {
  const ines = await newMember('Ines', { viewport: { width: 360, height: 740 }, reducedMotion: 'reduce' });
  await setLock(ines);
  await ines.page.getByText(t.afterMinutes(15)).click();
  await expect(ines.page.getByText(t.on(15))).toBeVisible();
  const sleep = (minutes: number) =>
    ines.page.evaluate((ms) => {
      const now = Date.now.bind(Date);
      Date.now = () => now() + ms;
      document.dispatchEvent(new Event('visibilitychange'));
    }, minutes * 60_000);
  await sleep(14);
  await expect(ines.button(t.now)).toBeVisible();
  await sleep(1);
  await isLocked(ines);
  await expectNothingSideways(ines.page, 'the locked door on a phone');
  const other = await ines.page.context().newPage();
  await other.goto('/settings');
  await other.getByRole('button', { name: words(en.arriving.elsewhere.go) }).click();
  await expect(other.getByRole('heading', { name: words(t.locked) })).toBeVisible();
});

test('five wrong ones, then a wait; forgotten, the password opens what is here; or all of it is erased', async ({
  newMember,
}) => {
  const ines = await newMember('Ines', { reducedMotion: 'reduce' });
  await setLock(ines);
  await ines.button(t.now).click();
  for (const left of [4, 3, 2, 1]) {
    await unlock(ines, 'wrong herons');
    await expect(ines.page.getByText(t.wrong(left))).toBeVisible();
  }
  await unlock(ines, 'wrong herons');
  await expect(ines.button(/^Wait 0:\d\d$/u)).toBeDisabled();
  await expectAccessible(ines.page, 'the locked door while it waits');
  await ines.button(t.forgot).click();
  await expectAccessible(ines.page, 'a forgotten PIN');
  await ines.button(t.forgotLogIn).click();
  await expectAccessible(ines.page, 'log-in from the locked door');
  await ines.logIn('a wrong password entirely');
  await expect(ines.page.getByText(en.failures['login-failed'])).toBeVisible();
  await ines.button(t.back).click();
  await isLocked(ines);
  await ines.button(t.forgot).click();
  await ines.button(t.forgotLogIn).click();
  await ines.logIn();
  await expect(ines.page.getByText(t.off)).toBeVisible();

  await setLock(ines);
  await ines.button(t.now).click();
  await ines.button(t.forgot).click();
  await ines.button(t.forgotErase).click();
  await expect(ines.page.getByText(t.eraseLost)).toBeVisible();
  await expectAccessible(ines.page, 'erasing a locked device');
  await ines.button(t.eraseGo).click();
  await ines.button(en.arriving.signUp.haveAccount).click();
  await ines.logIn();
  await ines.button(within(en.devices.door.byPassword)).click();
  await expect(ines.page.getByText(t.off)).toBeVisible();
});

test('a passkey of the account opens the lock, without asking the server; without it, the PIN does', async ({
  newMember,
}) => {
  const ines = await newMember('Ines', { reducedMotion: 'reduce', colorScheme: 'dark' });
  await authenticator(ines.page, true);
  await setLock(ines);
  const dialog = ines.page.getByRole('dialog');
  const withPin = async (go: string, pin: string): Promise<void> => {
    await dialog.getByLabel(words(t.current)).fill(pin);
    await dialog.getByRole('button', { name: words(go) }).click();
  };
  await ines.button(t.passkeyAdd).click();
  await withPin(t.passkeyAddGo, PIN);
  await expect(ines.page.getByText(en.failures['lock-passkey'])).toBeVisible();
  await dialog.getByRole('button', { name: words(en.common.cancel) }).click();
  await addPasskey(ines, 'Laptop');
  await ines.button(t.passkeyAdd).click();
  await withPin(t.passkeyAddGo, 'seven herons');
  await expect(ines.page.getByText(t.wrong(4))).toBeVisible();
  await withPin(t.passkeyAddGo, PIN);
  await expect(ines.page.getByText(t.passkeyOn)).toBeVisible();

  await ines.button(t.now).click();
  await isLocked(ines);
  await expectAccessible(ines.page, 'the locked door with a passkey');
  await ines.page.context().setOffline(true);
  await ines.button(t.byPasskey).click();
  await expect(ines.page.getByText(t.passkeyOn)).toBeVisible();
  await ines.page.context().setOffline(false);
  await ines.button(t.passkeyRemove).click();
  await withPin(t.passkeyRemove, PIN);
  await expect(ines.page.getByText(t.passkeyOff)).toBeVisible();
  await ines.button(t.now).click();
  await isLocked(ines);
  await expect(ines.button(t.byPasskey)).toHaveCount(0);
  await unlock(ines);
  await ines.button(t.remove).click();
  await withPin(t.remove, PIN);
  await expect(ines.page.getByText(t.off)).toBeVisible();
  await ines.page.reload();
  await expect(ines.page.getByText(t.off)).toBeVisible();
});
