/** One person in two browsers: what is chosen in the one holds in the other, and what is turned off the others are not told. */
import { en } from '@alcove/locales';
import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { collectComplaints, expectAccessible, expectNothingSideways } from './support/looking.ts';
import { noticesOf, pressNotice, putAside, recordNotices } from './support/notices.ts';
import type { Person } from './support/person.ts';
import { within } from './support/words.ts';

const words = en.settings;
const PATIENCE = { timeout: 60_000 };

async function logInAs(first: Person, second: Person): Promise<void> {
  await second.page.goto('/');
  await second.button(en.arriving.signUp.haveAccount).click();
  await second.field(en.arriving.logIn.handle).fill(first.handle);
  await second.field(en.arriving.logIn.password).fill(first.password);
  await second.button(en.arriving.logIn.go).click();
  await second.button(within(en.devices.door.byPassword)).click();
  await expect(second.button(en.shell.newThing).first()).toBeVisible(PATIENCE);
}

const choose = (person: Person, group: string, option: string): Promise<void> =>
  person.page.getByRole('radiogroup', { name: group }).getByText(option, { exact: true }).click();
const themeOf = (page: Page): Promise<string | null> => page.locator('html').getAttribute('data-theme');
const rowOf = (person: Person) => person.page.getByRole('link', { name: within('Soren') }).first();
const receipts = (person: Person) => person.page.getByRole('switch', { name: words.receipts });

test('what is chosen in one browser holds in the other, and what is turned off nobody is told', async ({
  newMember,
  newPerson,
  newNeighbour,
}) => {
  const [ines, phone] = [await newMember('Ines'), await newPerson('Ines', { viewport: { width: 390, height: 844 } })];
  const complaints = collectComplaints(ines.page);
  const soren = await newNeighbour('Soren');
  const chat = await soren.writeTo(ines);
  await soren.say(chat, 'Are you there');
  await recordNotices(ines.page);
  await logInAs(ines, phone);
  await ines.openRoom('Soren');
  await ines.sees('Are you there');

  await test.step('the look of it, at once in the other browser and before the first paint of the next page', async () => {
    await ines.openSettings();
    await phone.openSettings();
    await choose(ines, words.theme, words.themes.dark);
    await expect.poll(() => themeOf(phone.page)).toBe('dark');
    await expect(phone.page.getByRole('radio', { name: words.themes.dark })).toBeChecked();
    await choose(phone, words.textSize, words.textSizes.large);
    await expect(ines.page.locator('html')).toHaveAttribute('data-text', 'large');
    await ines.page.reload();
    await expect(ines.heading(words.title)).toBeVisible();
    expect(await themeOf(ines.page)).toBe('dark');
    for (const person of [ines, phone]) {
      await expectAccessible(person.page, 'settings');
      await expectNothingSideways(person.page, 'settings');
    }
  });

  await test.step('the language, by keyboard: drawn anew at once, in the other browser too, and the first words of the next page', async () => {
    const german = ines.page.getByRole('radio', { name: 'Deutsch' });
    await ines.page.getByRole('radio', { name: 'English' }).focus();
    await ines.page.keyboard.press('ArrowRight');
    await expect(german).toBeChecked();
    await expect(ines.heading('Einstellungen')).toBeVisible();
    await expect(german).toBeFocused();
    await expect(phone.heading('Einstellungen')).toBeVisible(PATIENCE);
    await expect(phone.page.locator('html')).toHaveAttribute('lang', 'de');
    for (const { page } of [ines, phone]) await expectNothingSideways(page, 'settings in German');
    await phone.page.reload();
    await expect(phone.heading('Einstellungen')).toBeVisible(PATIENCE);
    // This browser shows none: it says so, and what to do.
    await expect(phone.page.getByText('Dieser Browser hat sie für Alcove ausgeschaltet.')).toBeVisible();
    await phone.page.getByText('English', { exact: true }).click();
    await expect(ines.heading(words.title)).toBeVisible(PATIENCE);
    await expect(phone.heading(words.title)).toBeVisible();
  });

  await test.step('twelve hours or twenty-four: wherever a time stands, in the other browser too, and from the first word of the next page', async () => {
    await choose(ines, words.hours, words.hoursOf['12']);
    await expect(phone.page.getByText(words.hoursHint('08:05 pm'))).toBeVisible(PATIENCE);
    await ines.openRoom('Soren');
    await expect(ines.message('Are you there').locator('time').first()).toHaveText(/^\d\d:\d\d\s[ap]m$/u);
    await ines.openSettings();
    await ines.page.reload();
    await expect(ines.page.getByText(words.hoursHint('08:05 pm'))).toBeVisible();
    await choose(phone, words.hours, words.hoursOf['24']);
    await expect(ines.page.getByText(words.hoursHint('20:05'))).toBeVisible(PATIENCE);
  });

  await test.step('by keyboard; what is chosen without a connection holds here and arrives later', async () => {
    await phone.page.context().setOffline(true);
    const line = phone.page.getByRole('radio', { name: words.enters.line });
    await phone.page.getByRole('radio', { name: words.enters.send }).focus();
    await phone.page.keyboard.press('ArrowRight');
    await expect(line).toBeChecked();
    await expect(phone.page.getByText(words.choiceWaits)).toBeVisible();
    await phone.page.context().setOffline(false);
    await expect(ines.page.getByRole('radio', { name: words.enters.line })).toBeChecked(PATIENCE);
    await expect(phone.page.getByText(words.choiceWaits)).toHaveCount(0);
  });

  await test.step('Enter makes a line, Ctrl and Enter send', async () => {
    await ines.openRoom('Soren');
    await ines.composer.fill('First');
    await ines.composer.press('Enter');
    await ines.composer.pressSequentially('second');
    await ines.composer.press('Control+Enter');
    await expect(ines.composer).toHaveValue('');
    expect((await soren.finds(chat, 'second')).text).toBe('First\nsecond');
  });

  await test.step('read marks off: the other side no longer sees them, nor does she', async () => {
    await expect(receipts(phone)).toBeChecked();
    await receipts(phone).press('Space');
    await expect(phone.page.getByText(words.receiptsOff)).toBeVisible();
    await ines.openSettings();
    await expect(receipts(ines)).not.toBeChecked();
    await ines.openRoom('Soren');
    await soren.say(chat, 'Read in silence');
    await ines.sees('Read in silence');
    await expect(ines.page).toHaveTitle(en.shell.title('Soren', 0));
    await soren.say(chat, 'And this');
    await ines.sees('And this');
    await expect.poll(async () => (await soren.finds(chat, 'And this')).send?.state, PATIENCE).toBe('delivered');
    expect((await soren.finds(chat, 'Read in silence')).send?.state).toBe('delivered');
  });

  await test.step('that one is here, off: beside the status it is said so', async () => {
    const { shown, hidden } = en.profile.statusNone;
    await expect(phone.page.getByText(shown)).toBeVisible();
    await phone.page.getByRole('switch', { name: words.presence }).press('Space');
    await expect(phone.page.getByText(hidden)).toBeVisible();
    await expect(phone.page.getByText(shown)).toHaveCount(0);
  });

  await test.step('read in one browser is read in the other, and unread again in both', async () => {
    await phone.page.goBack();
    await phone.button(en.shell.people).click();
    await expect(rowOf(phone)).toBeVisible(PATIENCE);
    await expect(rowOf(phone)).not.toContainText(/for you/u, PATIENCE);
    await ines.act('And this', en.timeline.unreadFromHere);
    await expect(rowOf(phone)).toContainText(/for you/u, PATIENCE);
  });

  await test.step('half a message goes on in the other browser, but not into what is being typed there', async () => {
    await ines.composer.fill('Half a thought');
    await phone.openRoom('Soren');
    await expect(phone.composer).toHaveValue('Half a thought', PATIENCE);
    await phone.composer.fill('Half a thought, finished');
    await expect(ines.composer).toHaveValue('Half a thought, finished', PATIENCE);
    const typing = ines.composer.pressSequentially(' here and now and for a good while longer', { delay: 100 });
    await phone.composer.fill('Something else');
    await typing;
    await expect(ines.composer).toHaveValue('Half a thought, finished here and now and for a good while longer');
    await expect(phone.composer).toHaveValue(
      'Half a thought, finished here and now and for a good while longer',
      PATIENCE,
    );
    await phone.composer.press('Control+Enter');
    await expect(phone.composer).toHaveValue('');
    await expect(ines.composer).toHaveValue('', PATIENCE);
  });

  await test.step('notices: none of what is in view; behind it who, what or neither, as chosen; pressed, the room', async () => {
    const last = async (): Promise<unknown> => (await noticesOf(ines.page)).at(-1);
    const told = (title: string, body: string) => ({ title, body, silent: true, isOpen: true });
    await ines.openSettings();
    await expect(ines.button(words.noticesAsk)).toBeVisible();
    await ines.page.context().grantPermissions(['notifications']);
    await expect(ines.page.getByText(words.noticesOn)).toBeVisible();
    await soren.say(chat, 'In plain sight');
    await expect(ines.page).toHaveTitle(/^\(1\)/u, PATIENCE);
    expect(await noticesOf(ines.page)).toEqual([]);
    await putAside(ines.page, true);
    await soren.say(chat, 'Behind your back');
    await expect.poll(last, PATIENCE).toEqual(told('Soren', words.noticeOf(2)));
    await choose(ines, words.noticesShow, words.noticesShows.nothing);
    await soren.say(chat, 'Who is it');
    await expect.poll(last, PATIENCE).toEqual(told(en.common.appName, words.noticeOf(1)));
    await choose(ines, words.noticesShow, words.noticesShows.text);
    await soren.say(chat, 'Read me from afar');
    await expect.poll(last, PATIENCE).toEqual(told('Soren', 'Read me from afar'));
    await pressNotice(ines.page);
    await ines.sees('Read me from afar');
    await putAside(ines.page, false);
    expect((await noticesOf(ines.page)).filter(({ isOpen }) => isOpen)).toEqual([]);
  });
  expect(complaints).toEqual([]);
});
