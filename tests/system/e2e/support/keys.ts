/** Going through a screen with keys alone: whatever has the focus shows it. */
import { expect, type Locator, type Page } from '@playwright/test';

/** Further than any screen has stops. */
const MOST_STOPS = 90;
const RING_PX = 2;

const RELUCTANT = new Set(['H1', 'H2', 'MAIN']);

/** What has the focus shows it by a ring at least 2 px wide, its own or that of the field around it; headings and main only receive it. */
export async function expectRing(page: Page): Promise<void> {
  const ring = await page.evaluate(() => {
    const widths: number[] = [];
    let element = document.activeElement;
    const focused = element?.nodeName ?? '';
    for (let up = 0; up < 4 && element !== null; up++, element = element.parentElement) {
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      widths.push(outlineStyle === 'none' ? 0 : Number.parseFloat(outlineWidth));
    }
    return { focused, widest: Math.max(...widths), html: document.activeElement?.outerHTML.slice(0, 120) ?? '' };
  });
  if (RELUCTANT.has(ring.focused)) return;
  expect(ring.widest, `the focus ring of ${ring.html}`).toBeGreaterThanOrEqual(RING_PX);
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
