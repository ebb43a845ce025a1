/**
 * A room with a long past: it opens where one left off and without anything moving, also where the typeface comes late and while others
 * react, scrolls back through everything with the message under the finger still, and counts rightly what is new.
 */
import { en } from '@alcove/locales';
import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { entries, frameOf, notchUp } from './support/scrolling.ts';
import { within, words } from './support/words.ts';

const MESSAGES = 400;
const SLACK_PX = 2;
/** Less than half the height of the timeline: what was in the middle is still on screen. */
const NOTCH_PX = 240;
/** Of layout shift, as the browser scores it. */
const CALM = 0.02;
/** Times slower than this machine: an old phone. */
const SLOWED = 8;

const lines = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, at) => {
    const number = from + at;
    // Heights differ, or every estimate would be right by accident.
    return `Entry ${String(number)}.${' The tide is measured again.'.repeat(number % 7)}`;
  });

/** From now on, or from the next page on. */
async function watchShifts(page: Page, from: 'now' | 'next page'): Promise<void> {
  const watch = (): void => {
    const seen = { total: 0 };
    Object.assign(globalThis, { layoutShifts: seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.total += (entry as PerformanceEntry & { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: false });
  };
  if (from === 'now') await page.evaluate(watch);
  else await page.addInitScript(watch);
}

/** Once everything is drawn. */
async function shiftsOf(page: Page): Promise<number> {
  return page.evaluate(async () => {
    for (let frame = 0; frame < 3; frame++) await new Promise((drawn) => requestAnimationFrame(drawn));
    return (globalThis as unknown as { layoutShifts: { total: number } }).layoutShifts.total;
  });
}

test('a long room: opens at what is new, scrolls back without a jump, and finds its end again', async ({
  newMember,
  newNeighbour,
}) => {
  const [ines, soren] = [
    await newMember('Ines', { viewport: { width: 1280, height: 800 } }),
    await newNeighbour('Soren'),
  ];
  const { page } = ines;
  const row = page
    .getByRole('navigation', { name: en.shell.regionSide })
    .getByRole('link', { name: within('Tide log') });
  const room = await soren.makeRoom('Tide log', [ines]);
  await soren.say(room, ...lines(0, MESSAGES / 2));
  await expect(row).toContainText(en.common.unread(MESSAGES / 2), { timeout: 60_000 });
  // Read up to here, so that the room has a place where one left off.
  await ines.openRoom('Tide log');
  await ines.button(within(en.timeline.toNewest)).click();
  await ines.sees(`Entry ${String(MESSAGES / 2 - 1)}.`);
  await expect(row).not.toContainText(/unread/u);
  await ines.openSettings();
  await soren.say(room, ...lines(MESSAGES / 2, MESSAGES));
  await expect(row).toContainText(en.common.unread(MESSAGES / 2), { timeout: 60_000 });

  await test.step('nothing moves while it opens', async () => {
    await watchShifts(page, 'now');
    const processor = await page.context().newCDPSession(page);
    await processor.send('Emulation.setCPUThrottlingRate', { rate: SLOWED });
    await ines.openRoom('Tide log');
    await expect(page.getByRole('separator', { name: /^New since/u })).toBeVisible();
    await expect(ines.message(`Entry ${String(MESSAGES / 2)}.`)).toBeVisible();
    await processor.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    expect(await shiftsOf(page)).toBeLessThanOrEqual(CALM);
  });

  await test.step('the unread line stands a quarter down, and stays while one reads', async () => {
    const line = page.getByRole('separator', { name: /^New since/u });
    const place = await line.evaluate((element) => {
      const frame = element.closest('.tl-scroll');
      const box = frame?.getBoundingClientRect();
      return box === undefined ? -1 : (element.getBoundingClientRect().top - box.top) / box.height;
    });
    expect(place).toBeGreaterThan(0.2);
    expect(place).toBeLessThan(0.3);
    await soren.say(room, `Entry ${String(MESSAGES)}.`);
    await expect(ines.button(within(en.timeline.toNewest))).toBeVisible();
    await expect(line).toBeInViewport();
  });

  await test.step('“newest” lands at the end', async () => {
    await ines.button(within(en.timeline.toNewest)).click();
    await expect(ines.message(`Entry ${String(MESSAGES)}.`)).toBeInViewport({ ratio: 1 });
    await expect(ines.button(within(en.timeline.toNewest))).toHaveCount(0);
    const left = await frameOf(page).evaluate((frame) => frame.scrollHeight - frame.clientHeight - frame.scrollTop);
    expect(Math.abs(left)).toBeLessThanOrEqual(1);
  });

  await test.step('nothing moves when the typeface comes late', async () => {
    const { promise: come, resolve: letCome } = Promise.withResolvers<void>();
    let held = 0;
    await page.route('**/*.woff2', async (route) => {
      held += 1;
      await come;
      await route.continue();
    });
    // Read to the end, and kept: it opens there.
    await expect(row).not.toContainText(/unread/u);
    await watchShifts(page, 'next page');
    // What the service worker keeps, no route holds up.
    await page.evaluate(async () => {
      const workers = await navigator.serviceWorker.getRegistrations();
      await Promise.all(workers.map((worker) => worker.unregister()));
    });
    // A page is loaded when its typefaces are.
    await page.reload({ waitUntil: 'commit' });
    await expect(ines.message(`Entry ${String(MESSAGES)}.`)).toBeInViewport({ ratio: 1 });
    const before = await shiftsOf(page);
    expect(held).toBeGreaterThan(0);
    letCome();
    await page.evaluate(() => document.fonts.ready);
    expect((await shiftsOf(page)) - before).toBeLessThanOrEqual(CALM);
  });

  await test.step('nor while others react to what one reads', async () => {
    await watchShifts(page, 'now');
    for (const back of [0, 1, 2, 3]) {
      const { id } = await soren.finds(room, `Entry ${String(MESSAGES - back)}.`);
      await soren.client.react(room, id, '👍', true);
    }
    await expect(page.getByRole('button', { name: /👍 1/u })).toHaveCount(4);
    expect(await shiftsOf(page)).toBeLessThanOrEqual(CALM);
  });

  await test.step('back through everything, and the message in the middle keeps its place', async () => {
    const seen = new Set<number>();
    const jumps: number[] = [];
    // By hand first: until somebody turns the wheel, the list holds on to the end it was sent to.
    await frameOf(page).hover();
    while (!(await ines.button(within(en.timeline.toNewest)).isVisible())) {
      for (const entry of await entries(page)) seen.add(entry);
      await page.mouse.wheel(0, -NOTCH_PX);
    }
    for (let notch = 0; notch < 400; notch++) {
      for (const entry of await entries(page)) seen.add(entry);
      const moved = await notchUp(page, NOTCH_PX);
      if (!(Math.abs(moved) <= SLACK_PX)) jumps.push(moved);
      if (seen.has(0) && (await frameOf(page).evaluate((frame) => frame.scrollTop)) === 0) break;
    }
    expect(jumps, 'px by which something moved under the reader').toEqual([]);
    expect(seen.size).toBe(MESSAGES + 1);
    await expect(page.getByText(within(en.timeline.beginning('Tide log')))).toBeVisible();
  });

  await test.step('search finds the beginning and goes there, and finds no more what was deleted', async () => {
    await ines.openSettings();
    await page.keyboard.press('Control+k');
    const field = page.getByRole('combobox', { name: en.shell.jumper.label });
    await field.fill('? MEASURED “entry 3”');
    await expect(page.getByRole('option')).toHaveCount(1);
    await expect(page.getByRole('option').locator('mark')).toHaveText(['Entry 3', 'measured', 'measured', 'measured']);
    await expect(page.getByRole('option')).toContainText('Soren in Tide log, today');
    await expect(field).toHaveAccessibleDescription(within('Searched on this device, back to'));
    await page.keyboard.press('Enter');
    const far = ines.message('Entry 3.');
    await expect(far).toBeInViewport({ ratio: 1 });
    await expect(far).toBeFocused();

    const gone = await soren.finds(room, `Entry ${String(MESSAGES)}.`);
    const finds = async (count: number): Promise<void> => {
      await page.keyboard.press('Control+k');
      await field.fill(`"entry ${String(MESSAGES)}"`);
      await expect(page.getByRole('option')).toHaveCount(count);
    };
    await finds(1);
    await soren.client.deleteForEveryone(room, gone.id);
    // The open box looks again by itself.
    await expect(page.getByRole('option')).toHaveCount(0);
    await expect(page.getByText(en.search.nothing(`"entry ${String(MESSAGES)}"`))).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(far).toBeFocused();
  });
});

test('what is new is counted in the list and the title, and can be made unread again', async ({
  newMember,
  newNeighbour,
}) => {
  const [ines, soren] = [await newMember('Ines'), await newNeighbour('Soren')];
  const { page } = ines;
  await ines.writeTo(soren);
  await ines.say('Count for me');
  await ines.page.goto('/');
  const chat = await soren.roomCalled('Ines');
  await soren.finds(chat, 'Count for me');
  await soren.say(chat, 'One', 'Two', 'Three');
  const row = page.getByRole('navigation', { name: en.shell.regionSide }).getByRole('link', { name: within('Soren') });
  await expect(row).toContainText(en.common.forYou(3));
  await expect(page).toHaveTitle(en.shell.title(null, 3));

  await ines.openRoom('Soren');
  await ines.sees('Three');
  await expect(row).not.toContainText(en.common.forYou(3));
  await expect(page).toHaveTitle(en.shell.title('Soren', 0));
  // The line stays until one leaves.
  await expect(page.getByRole('separator', { name: /^New since/u })).toBeVisible();

  await ines.act('Two', en.timeline.unreadFromHere);
  await expect(row).toContainText(en.common.forYou(2));
  await ines.openSettings();
  await expect(page).toHaveTitle(en.shell.title(en.settings.title, 2));
  await ines.openRoom('Soren');
  await expect(page.getByRole('separator', { name: /^New since/u })).toBeVisible();
  const order = await page.locator('.tl-scroll').locator('[role=separator], article').allInnerTexts();
  expect(order.findIndex((text) => text.startsWith('New since'))).toBe(
    order.findIndex((text) => words('Two').test(text.split('\n')[0] ?? '')) - 1,
  );
});
