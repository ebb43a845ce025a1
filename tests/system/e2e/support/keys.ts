/** Going through a screen with keys alone: whatever has the focus shows it, and nothing lies over it. */
import { expect, type Locator, type Page } from '@playwright/test';

/** Further than any screen has stops. */
const MOST_STOPS = 90;
const RING_PX = 2;

const RELUCTANT = new Set(['H1', 'H2', 'MAIN']);

interface Focus {
  name: string;
  html: string;
  /** The widest outline of what has the focus and of the three around it, in pixels. */
  ring: number;
  /** What lies over it, at its middle or at an edge; '' if nothing does. */
  cover: string;
}

/** Runs in the page. Judges the element that draws the ring, as far as what scrolls around it lets it be seen. */
function lookAtFocus(): Focus {
  const focused = document.activeElement ?? document.body;
  const around = [focused];
  while (around.length < 4 && around.at(-1)?.parentElement) around.push(around.at(-1)?.parentElement ?? focused);
  const widthOf = (element: Element): number => {
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return outlineStyle === 'none' ? 0 : Number.parseFloat(outlineWidth);
  };
  // The outermost: the box of a switch is hidden, and draws a ring as well as the label around it.
  const widest = Math.max(...around.map(widthOf));
  const drawn = around.findLast((element) => widthOf(element) === widest) ?? focused;
  const own = drawn.getClientRects()[0] ?? drawn.getBoundingClientRect();
  let [left, top, right, bottom] = [Math.max(own.left, 0), Math.max(own.top, 0), own.right, own.bottom];
  for (let up = drawn.parentElement; up !== null; up = up.parentElement) {
    if (getComputedStyle(up).overflow === 'visible') continue;
    const box = up.getBoundingClientRect();
    [left, top] = [Math.max(left, box.left), Math.max(top, box.top)];
    [right, bottom] = [Math.min(right, box.right), Math.min(bottom, box.bottom)];
  }
  [right, bottom] = [Math.min(right, innerWidth), Math.min(bottom, innerHeight)];
  const [middle, half] = [(left + right) / 2, (top + bottom) / 2];
  const points = [
    [middle, half],
    [middle, top + 1],
    [middle, bottom - 1],
    [left + 1, half],
    [right - 1, half],
  ] as const;
  const isToast = drawn.closest('.toasts') !== null;
  // What was done is said for a few seconds, wherever there is room; it can be closed, and goes by itself.
  const over = points.map(
    ([x, y]) => document.elementsFromPoint(x, y).find((each) => isToast || each.closest('.toasts') === null) ?? null,
  );
  const cover = over.find((found) => found === null || !(drawn.contains(found) || found.contains(drawn)));
  const seen = right - left > 1 && bottom - top > 1;
  return {
    name: focused.nodeName,
    html: focused.outerHTML.slice(0, 120),
    ring: widest,
    cover: seen ? (cover === undefined ? '' : (cover?.outerHTML.slice(0, 120) ?? 'nothing there')) : 'scrolled away',
  };
}

/**
 * What has the focus shows it by a ring at least 2 px wide, its own or that of the field around it, and nothing that stays in place
 * lies over it; headings and main only receive it.
 */
export async function expectRing(page: Page): Promise<void> {
  const focus = await page.evaluate(lookAtFocus);
  if (RELUCTANT.has(focus.name)) return;
  expect(focus.ring, `the focus ring of ${focus.html}`).toBeGreaterThanOrEqual(RING_PX);
  if (focus.cover === '') return;
  // Whatever brings it into view may take a frame.
  await expect
    .poll(async () => (await page.evaluate(lookAtFocus)).cover, { message: `over ${focus.html}`, timeout: 5_000 })
    .toBe('');
}

/** Tab until `goal` has the focus, each stop on the way with its ring. */
export async function tabTo(goal: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const page = goal.page();
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    if (await goal.evaluate((element) => element === document.activeElement, undefined, { timeout: 10_000 })) return;
    await page.keyboard.press(key);
    await expectRing(page);
  }
  throw new Error(`${String(goal)} is not reached by ${key}`);
}
