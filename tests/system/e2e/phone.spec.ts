/** With a thumb at 360 px: list, room and back, what a long press opens, targets big enough, the composer always in reach. */
import { en } from '@alcove/locales';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { within, words } from './support/words.ts';

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true } as const;
const DESK = { viewport: { width: 1440, height: 900 } } as const;

/**
 * Targets smaller than `least` in either direction, of everything that can be pressed and is on screen. Links inside running text are
 * as high as their line (WCAG 2.5.8 excepts them), and a field's label reaches as far as its field.
 */
async function smallTargets(page: Page, least: number): Promise<readonly string[]> {
  return page.evaluate((px) => {
    const pressable =
      'a[href], button, input, textarea, select, summary, [role=button], [role=menuitem], [role=option]';
    const found: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>(pressable)) {
      const box = element.getBoundingClientRect();
      const hidden = !element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || box.width <= 1;
      if (hidden || element.closest('p, .md') !== null || element.matches(':disabled')) continue;
      // Waiting above the window until the keyboard calls it.
      if (box.bottom <= 0) continue;
      const target = element.matches('[type=radio], [type=checkbox]') ? (element.closest('label') ?? element) : element;
      const { width, height } = hitArea(target, target.getBoundingClientRect());
      if (width + 0.5 < px || height + 0.5 < px)
        found.push(`${String(Math.round(width))}×${String(Math.round(height))} ${element.outerHTML.slice(0, 140)}`);
    }
    return found;

    /** The box, and what a transparent ::before or ::after adds around it. */
    function hitArea(target: HTMLElement, box: DOMRect): { width: number; height: number } {
      let { width, height } = box;
      for (const pseudo of ['::before', '::after']) {
        const style = getComputedStyle(target, pseudo);
        if (style.content === 'none' || style.position !== 'absolute') continue;
        width = Math.max(width, Number.parseFloat(style.width) || 0);
        height = Math.max(height, Number.parseFloat(style.height) || 0);
      }
      return { width, height };
    }
  }, least);
}

/** Where a finger would meet it, once it rests there: a list that has just grown is still on its way. */
async function restingPlace(target: Locator): Promise<{ x: number; y: number }> {
  let place = { x: Number.NaN, y: Number.NaN };
  await expect
    .poll(async () => {
      const before = place;
      place = await target.evaluate((element) => {
        const box = element.getBoundingClientRect();
        const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
        return element.contains(document.elementFromPoint(x, y)) ? { x, y } : { x: Number.NaN, y: Number.NaN };
      });
      return place.x === before.x && place.y === before.y;
    })
    .toBe(true);
  return place;
}

/** A finger held on it for longer than a tap. */
async function hold(target: Locator): Promise<void> {
  await target.scrollIntoViewIfNeeded();
  const at = await restingPlace(target);
  const client = await target.page().context().newCDPSession(target.page());
  await client.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at] });
  await expect(target.page().getByRole('dialog')).toBeVisible();
  await client.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await client.detach();
}

/** Close, by a tap; by another one where a busy browser took the first for something else, as a finger would. */
async function tapAway(dialog: Locator): Promise<void> {
  await expect(async () => {
    await dialog.getByRole('button', { name: en.common.close }).tap({ timeout: 5_000 });
    await expect(dialog).toHaveCount(0, { timeout: 5_000 });
  }).toPass();
}

test('list, room and back; a long press, a reply; targets of 48 px', async ({ newPerson, newNeighbour }) => {
  const [ines, soren] = [await newPerson('Ines', PHONE), await newNeighbour('Soren')];
  const { page } = ines;
  const big = async (screen: string): Promise<void> => {
    expect.soft(await smallTargets(page, 48), screen).toEqual([]);
  };

  await ines.openSignUp();
  await big('sign-up');
  await ines.fillSignUp();
  await ines.button(en.arriving.signUp.go).tap();
  await ines.readRecoveryCard();
  await big('recovery card');
  await ines.keepRecoveryWords();
  await ines.button(en.arriving.rooms.goIn).tap();

  const chat = await soren.writeTo(ines);
  await soren.say(
    chat,
    ...Array.from({ length: 30 }, (_, at) => `Line ${String(at)} of the log`),
    'The tide turns at six',
  );

  await test.step('from the list into the room', async () => {
    const people = page
      .getByRole('navigation', { name: en.shell.regionTabs })
      .getByRole('button', { name: within(en.shell.people) });
    await people.tap();
    await expect(page.getByRole('link', { name: within('Soren') })).toBeVisible();
    await big('list');
    await page.getByRole('link', { name: within('Soren') }).tap();
    await expect(ines.heading('Soren').first()).toBeVisible();
    await big('request');
    await ines.button(en.contacts.accept).tap();
    await expect(ines.composer).toBeVisible();
    await expect(ines.composer).not.toBeFocused();
    await big('room');
  });

  await test.step('the composer is over everything, also over a small screen', async () => {
    for (const height of [740, 380]) {
      await page.setViewportSize({ width: 360, height });
      await expect(ines.composer).toBeInViewport({ ratio: 1 });
      const onTop = await ines.composer.evaluate((field) => {
        const box = field.getBoundingClientRect();
        return document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2) === field;
      });
      expect(onTop, `the composer at a height of ${String(height)} px`).toBe(true);
    }
    await page.setViewportSize({ width: 360, height: 740 });
  });

  await test.step('a long press opens the sheet, and a reply goes from there', async () => {
    await ines.button(within(en.timeline.toNewest)).tap();
    await expect(ines.message('The tide turns at six')).toBeInViewport({ ratio: 1 });
    await hold(ines.message('The tide turns at six').getByRole('paragraph'));
    const sheet = page.getByRole('dialog', { name: en.timeline.toolbar });
    await expect(sheet).toBeVisible();
    await big('sheet');
    await sheet.getByRole('button', { name: words(en.timeline.reply) }).tap();
    await expect(sheet).toHaveCount(0);
    await expect(page.getByText(within(en.composer.replyingTo('Soren')))).toBeVisible();
    await ines.composer.fill('Then at five');
    await ines.button(en.composer.send).tap();
    await expect(ines.message('Then at five').getByText('The tide turns at six')).toBeVisible();
    await soren.finds(chat, 'Then at five');
  });

  await test.step('a long press, a reaction', async () => {
    await hold(ines.message('The tide turns at six').first().getByRole('paragraph'));
    await page
      .getByRole('dialog')
      .getByRole('button', { name: en.timeline.reactWith('👍') })
      .tap();
    await expect(page.getByRole('button', { name: /^👍 1/u })).toBeVisible();
  });

  await test.step('panel and back to the list', async () => {
    await ines.openPeople();
    await big('panel');
    await page.getByRole('complementary').getByRole('button', { name: en.rooms.close }).tap();
    await ines.button(within(en.shell.back)).tap();
    await expect(page.getByRole('link', { name: within('Soren') })).toBeVisible();
    await page.goBack();
    await ines.sees('Then at five');
    await page.goBack();
    for (const what of [en.shell.newChat, en.shell.newRoom]) {
      await ines.startNew(what);
      const dialog = page.getByRole('dialog', { name: what, exact: true });
      await expect(dialog).toBeVisible();
      await big(what);
      await tapAway(dialog);
    }
    await ines.button(en.shell.jump).tap();
    await page.getByRole('combobox', { name: en.shell.jumper.label }).fill('log line 3');
    await expect(page.getByRole('option')).toHaveCount(1);
    await expect(page.getByText(within('Searched on this device, back to'))).toBeVisible();
    await big('search');
    await page.getByRole('option').tap();
    await expect(ines.message('Line 3 of the log')).toBeInViewport({ ratio: 1 });
    await ines.button(within(en.shell.back)).tap();
    await ines.openSettings();
    await expect(ines.heading(en.settings.title)).toBeVisible();
    await big('settings');
  });
});

test('on a desk every target has 28 px', async ({ newPerson, newNeighbour }) => {
  const [ines, soren] = [await newPerson('Ines', DESK), await newNeighbour('Soren')];
  const { page } = ines;
  const big = async (screen: string): Promise<void> => {
    expect.soft(await smallTargets(page, 28), screen).toEqual([]);
  };
  await ines.openSignUp();
  await big('sign-up');
  await ines.signUp();
  const group = await soren.makeRoom('Tide sensors', [ines]);
  await soren.say(group, 'The tide turns at six');
  const { id } = await soren.finds(group, 'The tide turns at six');
  await soren.client.react(group, id, '👍', true);
  await ines.openRoom('Tide sensors');
  await ines.message('The tide turns at six').hover();
  await ines.openPeople();
  await ines.message('The tide turns at six').hover();
  await big('room with panel');
  await ines.openSettings();
  await expect(ines.heading(en.settings.title)).toBeVisible();
  await big('settings');
});
