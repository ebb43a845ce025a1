/** What opens an account, changed by hand: the password, the recovery card. */
import { en } from '@alcove/locales';
import { expect, test } from './support/fixtures.ts';
import { expectAccessible, expectNothingSideways } from './support/looking.ts';
import { within, words } from './support/words.ts';

const FRESH = 'velvet anchor morning thimble';

test('a new password: wrong and weak ones are said, other devices stay in, the old one is refused', async ({
  newMember,
  newPerson,
}) => {
  const ines = await newMember('Ines', { viewport: { width: 360, height: 740 }, reducedMotion: 'reduce' });
  const phone = await newPerson('Ines');
  await ines.openSettings();
  await ines.button(en.access.passwordChange).click();
  const dialog = ines.page.getByRole('dialog');
  await dialog.getByLabel(en.access.passwordNow, { exact: true }).fill('something else');
  await dialog.getByLabel(en.access.passwordNew, { exact: true }).fill('short');
  await dialog.getByRole('button', { name: words(en.access.passwordChange) }).click();
  await expect(dialog.getByLabel(en.access.passwordNew, { exact: true })).toBeFocused();
  await dialog.getByLabel(en.access.passwordNew, { exact: true }).fill(FRESH);
  await dialog.getByRole('button', { name: words(en.access.passwordChange) }).click();
  await expect(dialog.getByText(en.failures['password-wrong'])).toBeVisible();
  await expectAccessible(ines.page, 'change password');
  await expectNothingSideways(ines.page, 'change password');
  await dialog.getByLabel(en.access.passwordNow, { exact: true }).fill(ines.password);
  await dialog.getByRole('button', { name: words(en.access.passwordChange) }).click();
  await expect(ines.page.getByText(en.access.passwordChanged)).toBeVisible();

  await phone.page.goto('/');
  await phone.button(en.arriving.signUp.haveAccount).click();
  await phone.field(en.arriving.logIn.handle).fill(ines.handle);
  await phone.field(en.arriving.logIn.password).fill(ines.password);
  await phone.button(en.arriving.logIn.go).click();
  await expect(phone.page.getByText(en.failures['login-failed'])).toBeVisible();
  await phone.field(en.arriving.logIn.password).fill(FRESH);
  await phone.button(en.arriving.logIn.go).click();
  await phone.button(within(en.devices.door.byPassword)).click();
  await expect(phone.button(en.shell.newThing).first()).toBeVisible();

  await test.step('forgotten on a device that is in: asked for there, refused on the other', async () => {
    const t = en.access.unknown;
    await ines.button(t.link).click();
    const asking = ines.page.getByRole('alertdialog');
    await expect(asking.getByText(t.facts[1])).toBeVisible();
    await expectAccessible(ines.page, 'asking for a new password');
    await expectNothingSideways(ines.page, 'asking for a new password');
    await asking.getByRole('button', { name: t.askGo }).click();
    await expect(ines.button(t.takeBack)).toBeVisible();
    await expectNothingSideways(ines.page, 'a new password is asked for');
    await phone.page
      .getByRole('button', { name: within(t.task) })
      .first()
      .click();
    await expectAccessible(phone.page, 'another device asks for a new password');
    await phone.page.getByRole('alertdialog').getByRole('button', { name: t.no }).click();
    await expect(phone.page.getByText(t.refused)).toBeVisible();
    await expect(ines.button(t.link)).toBeVisible();
  });
});

test('a new recovery card: the old words open nothing, the new ones do', async ({ newMember }) => {
  const ines = await newMember('Ines', { reducedMotion: 'reduce' });
  const old = ines.recoveryWords;
  await ines.openSettings();
  await ines.button(en.settings.recoveryNew).click();
  const dialog = ines.page.getByRole('dialog');
  await expectAccessible(ines.page, 'new recovery code');
  await dialog.getByLabel(en.access.passwordNow, { exact: true }).fill(ines.password);
  await dialog.getByRole('button', { name: words(en.settings.recoveryNewGo) }).click();
  await ines.keepRecoveryWords();
  expect(ines.recoveryWords).not.toEqual(old);
  await ines.page.goto('/settings');
  await ines.button(en.settings.recoveryCheck).click();
  const field = ines.field(en.settings.typeTwelve);
  await field.fill(old.join(' '));
  await ines.button(en.settings.checkGo).click();
  await expect(ines.page.getByText(en.failures['recovery-code-wrong'])).toBeVisible();
  await field.fill(ines.recoveryWords.join(' '));
  await ines.button(en.settings.checkGo).click();
  await expect(ines.page.getByText(en.settings.checkGood)).toBeVisible();
});
