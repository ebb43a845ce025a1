/**
 * A room with a long past: it opens where one left off and without anything moving, scrolls back through everything with the message
 * under the finger still, and counts rightly what is new.
 */
import { en } from '@alcove/locales';
import { expect, test } from './support/fixtures.ts';
import { entries, frameOf, notchUp } from './support/scrolling.ts';
import { within, words } from './support/words.ts';

const MESSAGES = 400;
const SLACK_PX = 2;
/** Less than half the height of the timeline: what was in the middle is still on screen. */
const NOTCH_PX = 240;
/** Of layout shift, as the browser scores it. */
const CALM = 0.02;

const lines = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, at) => {
    const number = from + at;
    // Heights differ, or every estimate would be right by accident.
    return `Entry ${String(number)}.${' The tide is measured again.'.repeat(number % 7)}`;
  });

test('a long room: opens at what is new, scrolls back without a jump, and finds its end again', async ({
  newMember,
  newNeighbour,
}) => {
  test.setTimeout(180_000);
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
    await page.evaluate(() => {
      const seen = { total: 0 };
      Object.assign(globalThis, { layoutShifts: seen });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) seen.total += (entry as PerformanceEntry & { value: number }).value;
      }).observe({ type: 'layout-shift', buffered: false });
    });
    await ines.openRoom('Tide log');
    await expect(page.getByRole('separator', { name: /^New since/u })).toBeVisible();
    await expect(ines.message(`Entry ${String(MESSAGES / 2)}.`)).toBeVisible();
    const shift = await page.evaluate(
      () => (globalThis as unknown as { layoutShifts: { total: number } }).layoutShifts.total,
    );
    expect(shift).toBeLessThanOrEqual(CALM);
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
