/** Taking everything along, erasing a device, and deleting the account, in a real browser. */
import { readFile } from 'node:fs/promises';
import { en } from '@alcove/locales';
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
  await ines.button(t.erase).click();
  const dialog = ines.page.getByRole('alertdialog');
  await expect(dialog.getByText(t.eraseOnly)).toBeVisible();
  await expect(dialog.getByRole('button', { name: t.eraseGo, exact: true })).toHaveCount(0);
  await expectAccessible(ines.page, 'erasing a device');
  await expectNothingSideways(ines.page, 'erasing a device');
  await dialog.getByRole('textbox', { name: en.settings.typeTwelve }).fill(ines.recoveryWords.join(' '));
  await dialog.getByRole('button', { name: en.settings.checkGo }).click();
  await dialog.getByRole('button', { name: t.eraseGo, exact: true }).click();
  // Nobody is remembered here.
  await expect(ines.button(en.arriving.signUp.haveAccount)).toBeVisible();
  const files = await ines.page.evaluate(async () => {
    const names: string[] = [];
    const walk = async (folder: FileSystemDirectoryHandle): Promise<void> => {
      for await (const [name, entry] of folder.entries())
        if (entry.kind === 'directory') await walk(entry);
        else if ((await (await entry.getFile()).text()).includes('quay')) names.push(name);
    };
    await walk(await navigator.storage.getDirectory());
    return names;
  });
  expect(files).toEqual([]);
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
