/** Signing up and logging in when things are not as they should be: each mistake gets a sentence, nothing typed is lost. */
import { en } from '@alcove/locales';
import { expect, test } from './support/fixtures.ts';
import { collectComplaints } from './support/looking.ts';
import { within, words } from './support/words.ts';

test('a weak password and a taken handle are said beside their field', async ({ newPerson }) => {
  const [ines, other] = [await newPerson('Ines'), await newPerson('Ines')];
  await ines.signUp();

  await other.openSignUp();
  await other.fillSignUp();
  await other.field(en.arriving.signUp.password).fill('password1234');
  await other.button(en.arriving.signUp.go).click();
  await expect(other.field(en.arriving.signUp.password)).toBeFocused();
  await expect(other.page.getByText(within(en.arriving.signUp.passwordGuessable))).toBeVisible();

  await other.field(en.arriving.signUp.password).fill(other.password);
  await other.field(en.arriving.signUp.handle).fill(ines.handle);
  await other.button(en.arriving.signUp.go).click();
  await expect(other.page.getByText(words(en.failures['username-taken']))).toBeVisible();
  await expect(other.field(en.arriving.signUp.name)).toHaveValue('Ines');
});

test('the recovery card cannot be passed without keeping it and reading two words back', async ({ newPerson }) => {
  const ines = await newPerson('Ines');
  const complaints = collectComplaints(ines.page);
  await ines.openSignUp();
  await ines.fillSignUp();
  await ines.button(en.arriving.signUp.go).click();
  await ines.readRecoveryCard();
  await expect(ines.button(en.arriving.keep.kept)).toBeDisabled();
  await ines.button(within(en.arriving.keep.hand)).click();
  await ines.button(en.arriving.keep.kept).click();
  await ines.page.getByRole('textbox', { name: /^Word/u }).first().fill('nonsense');
  await ines.button(en.arriving.check.go).click();
  await expect(ines.page.getByText(/^That is not word \d+/u).first()).toBeVisible();
  await ines.typeAskedWords();
  await ines.button(en.arriving.check.go).click();
  await ines.button(en.arriving.rooms.goIn).click();
  await expect(ines.heading(en.shell.firstTitle)).toBeVisible();
  // Nothing the browser holds against the page, its content policy included.
  expect(complaints).toEqual([]);
});

test('put off to tomorrow, the card stays a lit notice until it is kept', async ({ newPerson }) => {
  const ines = await newPerson('Ines');
  await ines.openSignUp();
  await ines.fillSignUp();
  await ines.button(en.arriving.signUp.go).click();
  await ines.readRecoveryCard();
  await ines.button(en.arriving.keep.tomorrow).click();
  await ines.button(en.arriving.rooms.goIn).click();
  await ines.page.reload();
  await ines.button(within(en.shell.recoveryTask)).first().click();
  await ines.keepRecoveryWords();
  await expect(ines.button(en.shell.newThing).first()).toBeVisible();
  await expect(ines.button(within(en.shell.recoveryTask))).toHaveCount(0);
});

test('the twelve words open the vault: the check in Settings says so', async ({ newPerson }) => {
  const ines = await newPerson('Ines');
  await ines.signUp();
  await ines.page.goto('/settings');
  await ines.page
    .getByRole('link', { name: en.settings.sections.recovery })
    .or(ines.page.getByRole('tab', { name: en.settings.sections.recovery }))
    .or(ines.button(en.settings.recoveryCheck))
    .first()
    .click();
  const typed = ines.field(en.settings.typeTwelve);
  if (!(await typed.isVisible())) await ines.button(en.settings.recoveryCheck).click();
  await typed.fill(ines.recoveryWords.toReversed().join(' '));
  await ines.button(en.settings.checkGo).click();
  await expect(ines.page.getByText(en.failures['recovery-code-wrong'])).toBeVisible();
  await typed.fill(ines.recoveryWords.map((word) => word.slice(0, 4)).join(' '));
  await ines.button(en.settings.checkGo).click();
  await expect(ines.page.getByText(en.settings.checkGood)).toBeVisible();
});
