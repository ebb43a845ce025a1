/** Taking everything along, erasing a device, and deleting the account, in a real browser. */
import { readFile } from 'node:fs/promises';
import { en } from '@alcove/locales';
import type { Page } from '@playwright/test';
import { unzipSync, strFromU8 } from 'fflate';
import { expect, test } from './support/fixtures.ts';
import { expectAccessible, expectNothingSideways } from './support/looking.ts';
import { STORED, within, words } from './support/words.ts';

const t = en.leaving;

test('a copy of everything is one file that any browser and any program reads', async ({ newMember }) => {
  const [ines, soren] = [await newMember('Ines'), await newMember('Soren')];
  await ines.writeTo(soren);
  await ines.say('Boats at <seven>');
  await expect(ines.message('Boats at <seven>').getByText(STORED)).toBeVisible();
  await ines.openSettings();
  const [file] = await Promise.all([ines.page.waitForEvent('download'), ines.button(t.save).click()]);
  expect(file.suggestedFilename()).toMatch(/^alcove-\d{4}-\d\d-\d\d\.zip$/u);
  const files = unzipSync(new Uint8Array(await readFile(await file.path())));
  expect(Object.keys(files).toSorted()).toEqual([
    'account.json',
    'conversations/001.html',
    'conversations/001.json',
    'index.html',
  ]);
  const read = (name: string): string => strFromU8(files[name] ?? new Uint8Array());
  expect(JSON.parse(read('conversations/001.json'))).toMatchObject({
    format: 'alcove-export',
    entries: expect.arrayContaining([expect.objectContaining({ kind: 'message', text: 'Boats at <seven>' })]),
  });
  const paper = await ines.page.context().newPage();
  await paper.setContent(read('conversations/001.html'));
  await expect(paper.getByText('Boats at <seven>')).toBeVisible();
  await expectAccessible(paper, 'a saved conversation');
  await expectNothingSideways(paper, 'a saved conversation');
});

test('the only device is erased after the card was checked; the next one has everything', async ({ newMember }) => {
  const [ines, soren] = [await newMember('Ines'), await newMember('Soren')];
  await ines.writeTo(soren);
  await ines.say('See you on the quay');
  await soren.openRoom('Ines');
  await soren.sees('See you on the quay');
  await ines.openSettings();
  await ines.button(en.settings.logOut).first().click();
  const dialog = ines.page.getByRole('alertdialog');
  await dialog.getByText(en.settings.logOutErase).click();
  await expect(dialog.getByText(t.eraseOnly)).toBeVisible();
  await expect(dialog.getByRole('button', { name: t.eraseGo, exact: true })).toHaveCount(0);
  await expectAccessible(ines.page, 'erasing a device');
  await expectNothingSideways(ines.page, 'erasing a device');
  await dialog.getByRole('textbox', { name: en.settings.typeTwelve }).fill(ines.recoveryWords.join(' '));
  await dialog.getByRole('button', { name: en.settings.checkGo }).click();
  await dialog.getByRole('button', { name: t.eraseGo, exact: true }).click();
  // Nobody is remembered here.
  await expect(ines.button(en.arriving.signUp.haveAccount)).toBeVisible();
  expect(await leftIn(ines.page)).toEqual({ files: [], databases: [], stored: [], caches: [] });
  expect(await ines.page.context().cookies()).toEqual([]);
});

test('without a connection too: the server hears of it when there is one', async ({ newMember }) => {
  const ines = await newMember('Ines', { viewport: { width: 360, height: 740 }, reducedMotion: 'reduce' });
  await ines.openSettings();
  await ines.isKeptForOffline();
  const context = ines.page.context();
  await context.setOffline(true);
  await ines.button(en.settings.logOut).first().click();
  const dialog = ines.page.getByRole('alertdialog');
  await dialog.getByText(en.settings.logOutErase).click();
  await dialog.getByRole('textbox', { name: en.settings.typeTwelve }).fill(ines.recoveryWords.join(' '));
  await dialog.getByRole('button', { name: en.settings.checkGo }).click();
  const erase = dialog.getByRole('button', { name: t.eraseGo, exact: true });
  await erase.click();
  // Nobody answered: what that means is said first.
  await expect(dialog.getByText(t.eraseOffline)).toBeVisible();
  await expectNothingSideways(ines.page, 'erasing without a connection');
  await erase.click();
  await expect(ines.button(en.arriving.signUp.haveAccount)).toBeVisible();
  // Of the databases a note that there is a session to end; the page was left before there was a connection.
  expect(await leftIn(ines.page)).toMatchObject({ databases: [], stored: [], caches: [] });
  await ines.page.reload();
  await expect(ines.button(en.arriving.signUp.haveAccount)).toBeVisible();
  expect(await context.cookies()).not.toEqual([]);
  await context.setOffline(false);
  await expect.poll(async () => context.cookies()).toEqual([]);
  await expect.poll(async () => leftIn(ines.page)).toEqual({ files: [], databases: [], stored: [], caches: [] });
});

test('a deleted account is gone, and those it wrote to are told', async ({ newMember }) => {
  const [ines, soren] = [await newMember('Ines'), await newMember('Soren')];
  await ines.writeTo(soren);
  await ines.say('Goodbye');
  await soren.openRoom('Ines');
  await soren.sees('Goodbye');
  await ines.openSettings();
  await ines.button(t.remove).click();
  const dialog = ines.page.getByRole('dialog');
  await expect(dialog.getByText(t.removeLast)).toBeVisible();
  await expectAccessible(ines.page, 'deleting an account');
  await expectNothingSideways(ines.page, 'deleting an account');
  await dialog.getByLabel(words(en.access.passwordNow)).fill('not the password');
  await dialog.getByRole('button', { name: t.removeGo }).click();
  await expect(dialog.getByText(en.failures['password-wrong'])).toBeVisible();
  await dialog.getByLabel(words(en.access.passwordNow)).fill(ines.password);
  await dialog.getByRole('button', { name: t.removeGo }).click();
  await expect(ines.page.getByText(t.removed)).toBeVisible();
  await ines.button(en.arriving.signUp.haveAccount).click();
  await ines.logIn();
  await expect(ines.page.getByText(en.failures['login-failed'])).toBeVisible();
  await soren.sees('Goodbye');
  await expect(soren.page.getByText(within(en.rooms.peerGone('Ines')))).toBeVisible();
});

/** What of anything is in this browser: files, databases, stored words, and caches. */
async function leftIn(page: Page): Promise<Record<'files' | 'databases' | 'stored' | 'caches', string[]>> {
  return page.evaluate(async () => {
    const files: string[] = [];
    const walk = async (folder: FileSystemDirectoryHandle, path: string): Promise<void> => {
      for await (const [name, entry] of folder.entries())
        if (entry.kind === 'directory') await walk(entry, `${path}${name}/`);
        else files.push(`${path}${name}`);
    };
    await walk(await navigator.storage.getDirectory(), '/');
    const kept: string[] = [];
    for (const name of await caches.keys())
      for (const { url } of await (await caches.open(name)).keys()) kept.push(new URL(url).pathname);
    return {
      files,
      databases: (await indexedDB.databases()).map(({ name }) => name ?? ''),
      stored: [...Object.keys(localStorage), ...Object.keys(sessionStorage)],
      // The app itself is kept for when there is no connection; what a server answered never is.
      caches: kept.filter((path) => path.startsWith('/api/')),
    };
  });
}
