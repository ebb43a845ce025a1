/** Search with a real client: chips by keyboard, from find to find with the panel open, in a room and everywhere, to a day, and on a phone. */
import { en } from '@alcove/locales';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import type { Neighbour } from './support/neighbour.ts';
import type { Person } from './support/person.ts';
import { within, words } from './support/words.ts';

const { panel, day, operators } = en.search;
const LINES = 120;
const DAY_MS = 86_400_000;

/** A room whose beginning is further back than what is shown first, and another one. */
async function talk(ines: Person, soren: Neighbour): Promise<void> {
  const room = await soren.makeRoom('Tide log', [ines]);
  await soren.say(room, 'The ladder is by the north pier', 'See https://tide.example.org for the ladder');
  await soren.say(room, ...Array.from({ length: LINES }, (_, n) => `Line ${String(n)} of the log`));
  const shed = await soren.makeRoom('Boat shed', [ines]);
  await soren.say(shed, 'No ladder in the shed');
}

const fieldIn = (page: Page): Locator => page.getByRole('combobox', { name: panel.field });
const chip = (page: Page, what: string): Locator => page.getByRole('button', { name: words(en.search.unnarrow(what)) });
const isoDay = (at: number): string => new Date(at).toLocaleDateString('sv');

test('at a desk, by keyboard alone', async ({ newMember, newNeighbour }) => {
  const [ines, soren] = [
    await newMember('Ines', { viewport: { width: 1280, height: 800 } }),
    await newNeighbour('Soren'),
  ];
  const { page } = ines;
  const keys = page.keyboard;
  const field = fieldIn(page);
  const hits = page.getByRole('option');
  await talk(ines, soren);
  await ines.openRoom('Tide log');
  await ines.sees(`Line ${String(LINES - 1)} of the log`);

  await test.step('an operator offers its values, and a finished one is a chip', async () => {
    await keys.press('Control+Shift+f');
    await expect(field).toBeFocused();
    await keys.type('ladder');
    await expect(hits).toHaveCount(3);
    await expect(hits.first()).toContainText('No ladder in the shed');
    await expect(hits.first().locator('mark')).toHaveText('ladder');
    await keys.type(' from:sor');
    const values = page.getByRole('group', { name: operators.from.means });
    await expect(values.getByRole('option', { name: within('Soren') })).toHaveAttribute('aria-selected', 'true');
    await keys.press('Enter');
    await expect(chip(page, operators.from.chip('Soren'))).toBeVisible();
    await expect(field).toHaveValue('ladder ');
    await keys.type('in:tide ');
    await expect(chip(page, operators.in.chip('Tide log'))).toBeVisible();
    await expect(hits).toHaveCount(2);
    await keys.type('has:link ');
    await expect(hits).toHaveCount(1);
    // Away again: from the field's start, and on the chip itself.
    await keys.press('Home');
    await keys.press('Backspace');
    await expect(hits).toHaveCount(2);
    await keys.press('ArrowLeft');
    await expect(chip(page, operators.in.chip('Tide log'))).toBeFocused();
    await keys.press('Delete');
    await expect(field).toBeFocused();
    await expect(hits).toHaveCount(3);
  });

  await test.step('from find to find while the panel stays, in this room and in another', async () => {
    await keys.press('ArrowDown');
    await keys.press('ArrowDown');
    await keys.press('Enter');
    const oldest = ines.message('The ladder is by the north pier');
    await expect(oldest).toBeInViewport({ ratio: 1 });
    await expect(field).toBeFocused();
    await expect(page.getByText(panel.shown(3, 3))).toBeAttached();
    await keys.press('ArrowUp');
    await keys.press('ArrowUp');
    await keys.press('Enter');
    await expect(ines.heading('Boat shed')).toBeVisible();
    await expect(ines.message('No ladder in the shed')).toBeInViewport({ ratio: 1 });
    await expect(field).toBeFocused();
    await expect(hits).toHaveCount(3);
    await keys.press('Tab');
    await expect(page.getByRole('radio', { name: panel.everywhere })).toBeFocused();
    await keys.press('ArrowLeft');
    await expect(hits).toHaveCount(1);
    await keys.press('Escape');
    await expect(field).toHaveCount(0);
  });

  await test.step('to a day, and what there is to say of it', async () => {
    await ines.openRoom('Tide log');
    await keys.press('Control+k');
    await keys.type('> day');
    await keys.press('Enter');
    const dialog = page.getByRole('dialog', { name: day.title });
    const which = dialog.getByLabel(day.field);
    await which.fill(isoDay(Date.now() + 3 * DAY_MS));
    await keys.press('Enter');
    await expect(dialog.getByText(within('Nothing was said here on'))).toBeVisible();
    await which.fill(isoDay(Date.now() - 30 * DAY_MS));
    await keys.press('Enter');
    await expect(dialog).toHaveCount(0);
    await expect(page.getByText(within('This conversation begins on'))).toBeVisible();
    const first = ines.message('The ladder is by the north pier');
    await expect(first).toBeInViewport({ ratio: 1 });
    await expect(first).toBeFocused();
  });

  await test.step('without a connection', async () => {
    await page.context().setOffline(true);
    await ines.button(panel.open).click();
    await keys.type('north');
    await expect(hits).toHaveCount(1);
    await page.context().setOffline(false);
  });
});

test('on a phone: a screen of its own, and back to it', async ({ newMember, newNeighbour }) => {
  const [ines, soren] = [
    await newMember('Ines', { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }),
    await newNeighbour('Soren'),
  ];
  const { page } = ines;
  await talk(ines, soren);
  await ines.openRoom('Tide log');
  await ines.button(panel.open).tap();
  await page.getByRole('option', { name: within(operators.from.means) }).tap();
  await page.getByRole('option', { name: within('Soren') }).tap();
  await fieldIn(page).fill('ladder');
  await expect(page.getByRole('option')).toHaveCount(2);
  await page.getByRole('option', { name: within('north pier') }).tap();
  await expect(fieldIn(page)).toBeHidden();
  await expect(ines.message('The ladder is by the north pier')).toBeInViewport({ ratio: 1 });
  await ines.button(panel.newer).tap();
  await expect(ines.message('See https://tide.example.org')).toBeInViewport({ ratio: 1 });
  await expect(page.getByText(panel.step(1, 2), { exact: true })).toBeVisible();
  await expect(ines.button(panel.newer)).toBeDisabled();
  await ines.button(panel.older).tap();
  await expect(page.getByText(panel.step(2, 2), { exact: true })).toBeVisible();
  await ines.button(panel.back).last().tap();
  await expect(fieldIn(page)).toHaveValue('ladder');
  await chip(page, operators.from.chip('Soren')).tap();
  await expect(page.getByRole('option')).toHaveCount(2);
  await ines.button(panel.close).tap();
  await expect(fieldIn(page)).toHaveCount(0);

  // The day that stands over what one reads leads to another one.
  await ines.button(en.timeline.today).first().tap();
  await expect(page.getByRole('dialog', { name: day.title })).toBeVisible();
});
