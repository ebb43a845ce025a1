/** Several accounts of one server in one browser: each with its own files, key and session, none in the way of another. */
import { en } from '@alcove/locales';
import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { expectAccessible, expectNothingSideways } from './support/looking.ts';
import { Person } from './support/person.ts';
import { frameOf } from './support/scrolling.ts';
import { STORED, within, words } from './support/words.ts';

const t = en.accounts;

/** A second account in the browser of the first, with a name and a handle of its own. */
async function addAccount(first: Person, name: string): Promise<Person> {
  const list = await first.openAccounts();
  await list.getByRole('button', { name: words(t.add) }).click();
  await expect(first.heading(t.add)).toBeVisible();
  await expectAccessible(first.page, 'one more account');
  await expectNothingSideways(first.page, 'one more account');
  const second = new Person(name, first.page);
  await second.button(en.arriving.logIn.newHere).click();
  await second.fillSignUp();
  await second.button(en.arriving.signUp.go).click();
  await second.keepRecoveryWords();
  await second.button(en.arriving.rooms.goIn).click();
  await expect(second.button(en.shell.newThing).first()).toBeVisible();
  return second;
}

async function turnTo(other: Person): Promise<void> {
  const list = await other.openAccounts();
  await list.getByRole('button', { name: within(other.handle) }).click();
  await expect(other.ownPortrait).toContainText(other.handle);
}

/** Folders of the private file system, keys and cookies, by whose they are. */
async function kept(page: Page): Promise<{ folders: string[]; keys: string[]; cookies: string[] }> {
  const inside = await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle('alcove');
    const opened = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('alcove-keys', 1);
      opening.addEventListener('success', () => resolve(opening.result));
      opening.addEventListener('error', () => reject(opening.error ?? new Error('no keys')));
    });
    const keys = await new Promise<string[]>((resolve) => {
      const asked = opened.transaction('keys').objectStore('keys').getAllKeys();
      asked.addEventListener('success', () => resolve(asked.result.map(String)));
    });
    opened.close();
    return { folders: (await Array.fromAsync(folder.keys())).toSorted(), keys: keys.toSorted() };
  });
  const cookies = (await page.context().cookies()).map(({ name }) => name).toSorted();
  return { ...inside, cookies };
}

test('two accounts side by side: one is told of the other’s messages, and leaving one leaves the other alone', async ({
  newMember,
  newNeighbour,
}) => {
  const [ines, soren] = [await newMember('Ines'), await newNeighbour('Soren')];
  const { page } = ines;
  const chat = await soren.writeTo(ines);
  await soren.say(chat, 'Before there were two');
  await ines.openRoom('Soren');
  await ines.sees('Before there were two');
  await soren.say(chat, ...Array.from({ length: 30 }, (_, n) => `A long evening, ${String(n)}`));
  await ines.sees('A long evening, 29');
  await expect(page).toHaveTitle(/^[^(]/u);
  await ines.composer.fill('Half a thought');
  const place = page.url();

  const ben = await addAccount(ines, 'Ben');
  expect(await kept(page)).toEqual({
    folders: ['account-2', 'main'],
    keys: ['account-2', 'main'],
    cookies: ['__Host-alcove', '__Host-alcove-2'],
  });

  await test.step('what is for the one that is not shown lights the lamp, and shows no word', async () => {
    await soren.say(chat, 'The tide turns at six');
    await expect(ben.ownPortrait).toContainText(en.common.forYou(1));
    await expect(page).toHaveTitle(/^\(1\) /u);
    const list = await ben.openAccounts();
    await expect(list.getByRole('button', { name: within(ines.handle) })).toContainText(en.common.forYou(1));
    await expect(page.getByText('The tide turns at six')).toHaveCount(0);
    await page.keyboard.press('Escape');
    // A room of one is none of the other's.
    await page.goto(place);
    await expect(ben.heading(en.shell.gone)).toBeVisible();
  });

  await test.step('switching leads back to the place and the half-written line', async () => {
    await turnTo(ines);
    await expect(ines.ownPortrait).not.toContainText(en.common.forYou(1));
    await ines.openRoom('Soren');
    await expect(ines.composer).toHaveValue('Half a thought');
    await ines.sees('The tide turns at six');
    await ines.say('Half past, they say');
    await expect(ines.message('Half past').getByText(STORED)).toBeVisible();
    // As a hand does, which turns on where the list was still on its way to what was just sent.
    await expect(async () => {
      await frameOf(page).evaluate((timeline) => timeline.scrollTo({ top: 300, behavior: 'instant' }));
      await expect(ines.message('evening, 4')).toBeInViewport({ timeout: 1_000 });
    }).toPass();
    await turnTo(ben);
    await turnTo(ines);
    await expect(ines.message('evening, 4')).toBeInViewport();
    await expect(ines.message('Half past')).not.toBeInViewport();
    await page.goBack();
    await expect(ben.ownPortrait).toContainText(ben.handle);
    await page.goForward();
    await expect(ines.message('evening, 4')).toBeInViewport();
  });

  await test.step('both are there after a reload', async () => {
    await page.reload();
    await ines.sees('Half past, they say');
    const list = await ines.openAccounts();
    await expect(list.getByRole('button', { name: within(ben.handle) })).not.toContainText(t.states.starting);
    await page.keyboard.press('Escape');
  });

  await test.step('of a session that ended the switcher tells, and the other goes on', async () => {
    await page.context().clearCookies({ name: '__Host-alcove-2' });
    await page.reload();
    await ines.sees('Half past, they say');
    const list = await ines.openAccounts();
    await expect(list.getByRole('button', { name: within(ben.handle) })).toContainText(t.states.ended);
    await expectAccessible(page, 'the accounts');
    await page.keyboard.press('Escape');
    await turnTo(ben);
    await ben.button(en.shell.sessionGo).click();
    await ben.logIn();
    await expect(ben.ownPortrait).toContainText(ben.handle);
  });

  await test.step('logging out of one keeps it for later, and the other in', async () => {
    await ben.openSettings();
    await ben.button(en.settings.logOut).first().click();
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: words(en.settings.logOut) })
      .click();
    await ines.sees('Half past, they say');
    expect(await kept(page)).toEqual({
      folders: ['account-2', 'main'],
      keys: ['main'],
      cookies: ['__Host-alcove'],
    });
    const list = await ines.openAccounts();
    const row = list.getByRole('button', { name: within(ben.handle) });
    await expect(row).toContainText(t.states.out);
    await row.click();
    await ben.logIn();
    await expect(ben.ownPortrait).toContainText(ben.handle);
  });

  await test.step('erasing one takes its files and key, and nothing of the other', async () => {
    await ben.openSettings();
    await ben.button(en.settings.logOut).first().click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByText(en.settings.logOutErase).click();
    await dialog.getByRole('textbox', { name: en.settings.typeTwelve }).fill(ben.recoveryWords.join(' '));
    await dialog.getByRole('button', { name: en.settings.checkGo }).click();
    await dialog.getByRole('button', { name: en.leaving.eraseGo, exact: true }).click();
    await ines.sees('Half past, they say');
    await expect.poll(async () => (await kept(page)).folders).toEqual(['main']);
    expect((await kept(page)).keys).toEqual(['main']);
    await soren.say(chat, 'Still there?');
    await ines.sees('Still there?');
    const list = await ines.openAccounts();
    await expect(list.getByText(within(ben.handle))).toHaveCount(0);
  });
});

test('another server is a place that opens its own page, kept by address alone; all of it by keys, on a phone too', async ({
  newMember,
}) => {
  const ines = await newMember('Ines', { reducedMotion: 'reduce' });
  const { page } = ines;
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).origin));
  await page.keyboard.press('Control+.');
  const list = page.getByRole('dialog', { name: words(t.title) });
  await expect(list).toBeVisible();
  await list.getByRole('button', { name: words(t.server) }).press('Enter');
  const address = page.getByLabel(words(t.serverAddress));
  await expect(address).toBeFocused();
  await page.keyboard.type('javascript:alert(1)');
  await page.keyboard.press('Enter');
  await expect(page.getByText(t.serverWrong)).toBeVisible();
  await expectAccessible(page, 'another server');
  await expectNothingSideways(page, 'another server');
  await address.fill(new URL(page.url()).origin);
  await page.keyboard.press('Enter');
  await expect(page.getByText(t.serverSelf)).toBeVisible();
  await address.fill('chat.example.org/r/anything');
  await page.keyboard.press('Enter');
  const place = list.getByRole('link', { name: within('chat.example.org') });
  await expect(place).toHaveAttribute('href', 'https://chat.example.org');
  await expect(place).toHaveAttribute('rel', 'noopener noreferrer');
  await expect(list.getByText(t.serversMore)).toBeVisible();
  await expectAccessible(page, 'accounts with another server');
  await page.keyboard.press('Escape');

  await page.setViewportSize({ width: 360, height: 740 });
  await ines.openAccounts();
  await expect(place).toBeVisible();
  await expectAccessible(page, 'accounts on a phone');
  await expectNothingSideways(page, 'accounts on a phone');
  await list.getByRole('button', { name: within(t.takeOff('chat.example.org')) }).click();
  await expect(place).toHaveCount(0);
  await list.getByRole('button', { name: words(en.shell.settings) }).click();
  await expect(ines.heading(en.settings.title)).toBeVisible();
  expect(new Set(asked)).toEqual(new Set([new URL(page.url()).origin]));
});
