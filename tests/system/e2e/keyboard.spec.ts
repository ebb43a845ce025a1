/**
 * One person, no pointer: from signing up to logging out with keys alone. On the way, whatever has the focus shows it, and
 * Esc leads back to the composer.
 */
import { en } from '@alcove/locales';
import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { expectRing, tabTo } from './support/keys.ts';
import { STORED, within, words } from './support/words.ts';

/** Back from the composer into the timeline, and to its end. */
async function toLastMessage(page: Page): Promise<void> {
  const current = page.locator('article[tabindex="0"]');
  await tabTo(current, 'Shift+Tab');
  await page.keyboard.press('End');
  await expect(page.getByRole('article').last()).toBeFocused();
  await expectRing(page);
}

test('everything by keyboard alone, from signing up to logging out', async ({ newPerson, newNeighbour }) => {
  const [ines, soren] = [await newPerson('Ines'), await newNeighbour('Soren')];
  const { page } = ines;
  const keys = page.keyboard;
  const dialog = page.getByRole('dialog').or(page.getByRole('alertdialog'));

  await test.step('sign up', async () => {
    await ines.openSignUp();
    await tabTo(ines.field(en.arriving.signUp.name));
    await keys.type(ines.name);
    await tabTo(ines.field(en.arriving.signUp.handle));
    await keys.press('Control+a');
    await keys.type(ines.handle);
    await tabTo(ines.field(en.arriving.signUp.password));
    await keys.type(ines.password);
    await keys.press('Enter');
    await ines.readRecoveryCard();
    await tabTo(ines.button(within(en.arriving.keep.hand)));
    await keys.press('Enter');
    await tabTo(ines.button(en.arriving.keep.kept));
    await keys.press('Enter');
    for (const field of await page.getByRole('textbox', { name: /^Word \d+$/u }).all()) {
      await tabTo(field);
      const label = await field.evaluate((input: HTMLInputElement) => input.labels?.[0]?.textContent ?? '');
      await keys.type(ines.recoveryWords[Number(/\d+/u.exec(label)?.[0]) - 1] ?? 'nothing');
    }
    await keys.press('Enter');
    await tabTo(ines.button(en.arriving.rooms.goIn));
    await keys.press('Enter');
  });

  await test.step('write to somebody', async () => {
    await tabTo(ines.button(en.shell.newThing).first());
    await keys.press('Enter');
    await expect(page.getByRole('menuitem', { name: words(en.shell.newChat) })).toBeFocused();
    await keys.press('Enter');
    await expect(dialog.getByRole('textbox', { name: en.people.findLabel })).toBeFocused();
    await keys.type(soren.handle);
    await keys.press('Enter');
    await tabTo(dialog.getByRole('button', { name: /^Write to/u }));
    await keys.press('Enter');
    await expect(ines.composer).toBeFocused();
    for (const text of ['First light', 'Second tide', 'Third wave']) {
      await keys.type(text);
      await keys.press('Enter');
      await expect(ines.composer).toHaveValue('');
    }
    await expect(ines.message('Third wave').getByText(STORED)).toBeVisible();
  });

  await test.step('the timeline is one stop, and arrows move in it', async () => {
    await toLastMessage(page);
    await keys.press('ArrowUp');
    await expect(ines.message('Second tide')).toBeFocused();
    await expectRing(page);
    await keys.press('Home');
    await keys.press('End');
    await expect(ines.message('Third wave')).toBeFocused();
    await keys.press('Escape');
    await expect(ines.composer).toBeFocused();
  });

  await test.step('reply with R', async () => {
    await toLastMessage(page);
    await keys.press('ArrowUp');
    await expect(ines.message('Second tide')).toBeFocused();
    await keys.press('r');
    await expect(ines.composer).toBeFocused();
    await expect(page.getByText(en.composer.replyingToSelf)).toBeVisible();
    await keys.press('Escape');
    await expect(page.getByText(en.composer.replyingToSelf)).toHaveCount(0);
    await tabTo(ines.message('Second tide'), 'Shift+Tab');
    await keys.press('r');
    await tabTo(ines.button(en.composer.stopReply), 'Shift+Tab');
    await keys.press('Enter');
    await expect(page.getByText(en.composer.replyingToSelf)).toHaveCount(0);
    await expect(ines.composer).toBeFocused();
    await tabTo(ines.message('Second tide'), 'Shift+Tab');
    await keys.press('r');
    await keys.type('An answer');
    await keys.press('Enter');
    await expect(ines.message('An answer').getByText('Second tide')).toBeVisible();
  });

  await test.step('react with +', async () => {
    await expect(ines.composer).toBeFocused();
    await toLastMessage(page);
    await keys.press('+');
    await expect(dialog.getByRole('searchbox').or(dialog.getByRole('textbox'))).toBeFocused();
    await keys.type('thumbs up');
    await keys.press('ArrowDown');
    await keys.press('Enter');
    await expect(ines.message('An answer').getByRole('button', { name: /^👍 1/u })).toBeVisible();
    await expect(dialog).toHaveCount(0);
    await keys.press('Escape');
    await expect(ines.composer).toBeFocused();
  });

  await test.step('edit with the up arrow, delete through the menu', async () => {
    await keys.press('ArrowUp');
    await expect(ines.composer).toHaveValue('An answer');
    await keys.press('Control+a');
    await keys.type('A better answer');
    await keys.press('Enter');
    await expect(ines.message('A better answer').getByText(en.timeline.edited)).toBeVisible();
    await toLastMessage(page);
    await keys.press('Enter');
    await tabTo(ines.message('A better answer').getByRole('button', { name: en.timeline.more }));
    await keys.press('Enter');
    await expect(page.getByRole('menuitem').first()).toBeFocused();
    await keys.press('ArrowUp');
    await expect(page.getByRole('menuitem', { name: within(en.timeline.deleteForEveryone) })).toBeFocused();
    await keys.press('Enter');
    await tabTo(dialog.getByRole('button', { name: en.timeline.delete, exact: true }));
    await keys.press('Enter');
    await expect(page.getByText(words(en.timeline.deletedByYou))).toBeVisible();
    await expect(dialog).toHaveCount(0);
  });

  await test.step('make a room', async () => {
    await tabTo(ines.button(en.shell.newThing).first(), 'Shift+Tab');
    await keys.press('Enter');
    await expect(page.getByRole('menuitem', { name: words(en.shell.newChat) })).toBeFocused();
    await keys.press('ArrowDown');
    await expect(page.getByRole('menuitem', { name: words(en.shell.newRoom) })).toBeFocused();
    await keys.press('Enter');
    await expect(dialog.getByRole('textbox', { name: en.rooms.nameLabel })).toBeFocused();
    await keys.type('Tide sensors');
    await tabTo(dialog.getByRole('textbox', { name: en.rooms.whoComes }));
    await keys.type(soren.handle);
    await keys.press('Enter');
    await expect(dialog.getByRole('textbox', { name: en.rooms.whoComes })).toHaveValue('');
    await tabTo(dialog.getByRole('button', { name: words(en.rooms.make) }));
    await keys.press('Enter');
    await expect(ines.heading('Tide sensors')).toBeVisible();
    await expect(ines.composer).toBeFocused();
    await expect(dialog).toHaveCount(0);
  });

  await test.step('jump elsewhere and back', async () => {
    await keys.press('Alt+ArrowDown');
    // He has not answered yet, so his name is not known.
    await expect(ines.heading(soren.handle).first()).toBeVisible();
    await keys.press('Control+k');
    await expect(page.getByRole('combobox', { name: en.shell.jumper.label })).toBeFocused();
    await keys.type('tide');
    await expect(page.getByRole('option').first()).toContainText('Tide sensors');
    await keys.press('Enter');
    await expect(ines.heading('Tide sensors')).toBeVisible();
    await expect(ines.composer).toBeFocused();
    // While a dialog is open, and it closes softly, no other key of the shell works.
    await expect(dialog).toHaveCount(0);
    await keys.press('Alt+ArrowDown');
    await expect(ines.heading(soren.handle).first()).toBeVisible();
    await keys.press('Alt+ArrowUp');
    await expect(ines.heading('Tide sensors')).toBeVisible();
  });

  await test.step('from region to region with F6', async () => {
    const region = (): Promise<string | null> =>
      page.evaluate(() => document.activeElement?.closest('[data-region]')?.getAttribute('data-region') ?? null);
    await expect(ines.composer).toBeFocused();
    await tabTo(ines.button(en.rooms.people).first(), 'Shift+Tab');
    await keys.press('Enter');
    await expect(ines.heading(en.rooms.privateTitle)).toBeVisible();
    expect(await region()).toBe('panel');
    const seen: (string | null)[] = [];
    for (let press = 0; press < 3; press++) {
      await keys.press('F6');
      await expectRing(page);
      seen.push(await region());
    }
    expect(seen).toEqual(['side', 'main', 'panel']);
    await keys.press('Escape');
    await expect(ines.heading(en.rooms.privateTitle)).toHaveCount(0);
    await expect(ines.button(en.rooms.people).first()).toBeFocused();
  });

  await test.step('rename the room, remove somebody, leave', async () => {
    await keys.press('Enter');
    await tabTo(ines.button(en.rooms.rename));
    await keys.press('Enter');
    await expect(dialog.getByRole('textbox')).toBeFocused();
    await keys.press('Control+a');
    await keys.type('Tide and wind');
    await keys.press('Enter');
    await expect(ines.heading('Tide and wind').first()).toBeVisible();
    await expect(dialog).toHaveCount(0);
    await expect(ines.button(en.rooms.rename)).toBeFocused();
    await tabTo(ines.button(within('Remove')).first(), 'Shift+Tab');
    await keys.press('Enter');
    await tabTo(dialog.getByRole('button', { name: within('Remove') }));
    await keys.press('Enter');
    await expect(page.getByText(words(en.rooms.onlyYou))).toBeVisible();
    await expect(dialog).toHaveCount(0);
    await tabTo(ines.button(en.rooms.leave));
    await keys.press('Enter');
    await tabTo(dialog.getByRole('button', { name: en.rooms.leaveNow, exact: true }));
    await keys.press('Enter');
    await expect(page.getByText(words(en.composer.youLeft)).first()).toBeVisible();
    await expect(dialog).toHaveCount(0);
  });

  await test.step('log out', async () => {
    await keys.press('Control+,');
    await expect(ines.heading(en.settings.title)).toBeVisible();
    await tabTo(ines.button(en.settings.logOut).first());
    await keys.press('Enter');
    await tabTo(dialog.getByRole('button', { name: en.settings.logOut }));
    await keys.press('Enter');
    await expect(ines.field(en.arriving.logIn.password)).toBeFocused();
    await keys.type(ines.password);
    await keys.press('Enter');
    await expect(ines.button(en.shell.newThing).first()).toBeVisible();
  });
});
