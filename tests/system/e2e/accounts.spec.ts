/** Several accounts of one server in one browser: each with its own files, key and session, none in the way of another. */
import { en } from '@alcove/locales';
import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { expectAccessible, expectNothingSideways } from './support/looking.ts';
import { Person } from './support/person.ts';
import { STORED, within, words } from './support/words.ts';

const t = en.accounts;

/** A second account in the browser of the first, with a name and a handle of its own. */
async function addAccount(first: Person, name: string): Promise<Person> {
  const list = await first.openAccounts();
  await list.getByRole('button', { name: words(t.add) }).click();
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
  newPerson,
  newNeighbour,
}) => {
  const [ines, soren] = [await newPerson('Ines'), await newNeighbour('Soren')];
  const { page } = ines;
  await ines.signUp();
  const chat = await soren.writeTo(ines);
  await soren.say(chat, 'Before there were two');
  await ines.openRoom('Soren');
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
    await turnTo(ben);
    await turnTo(ines);
    await ines.sees('Half past, they say');
    await page.goBack();
    await expect(ben.ownPortrait).toContainText(ben.handle);
    await page.goForward();
    await ines.sees('Half past, they say');
  });

  await test.step('both are there after a reload', async () => {
    await page.reload();
    await ines.sees('Half past, they say');
    const list = await ines.openAccounts();
    await expect(list.getByRole('button', { name: within(ben.handle) })).not.toContainText(t.states.starting);
    await page.keyboard.press('Escape');
  });

  await test.step('logging out of one keeps it for later, and the other in', async () => {
    await turnTo(ben);
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
    await ben.button(en.leaving.erase).click();
    const dialog = page.getByRole('alertdialog');
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
