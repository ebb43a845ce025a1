/** Scrolling a timeline as a hand does, and finding out whether anything moved under the reader. */
import type { Page } from '@playwright/test';

/** The scroll of the timeline that is open, as a JS expression's receiver. */
export const frameOf = (page: Page) => page.locator('.tl-scroll');

/** The numbers of all entries that are mounted, in order. */
export async function entries(page: Page): Promise<readonly number[]> {
  const texts = await page.getByRole('article').allInnerTexts();
  return texts.flatMap((text) => {
    const found = /Entry (\d+)\./u.exec(text);
    return found === null ? [] : [Number(found[1])];
  });
}

/**
 * Turns the wheel upwards a notch and waits until the list is at rest. Returns how far the message that was in the middle has moved
 * besides the notch.
 */
export async function notchUp(page: Page, by: number): Promise<number> {
  return frameOf(page).evaluate(async (frame, px) => {
    const frames = async (count: number): Promise<void> => {
      for (let at = 0; at < count; at++) await new Promise((resolve) => requestAnimationFrame(resolve));
    };
    const middle = frame.getBoundingClientRect().top + frame.clientHeight / 2;
    const under = [...frame.querySelectorAll<HTMLElement>('[data-row]')].find(
      (row) => row.getBoundingClientRect().bottom >= middle,
    );
    const key = under?.dataset['row'];
    const topOf = (): number =>
      frame.querySelector(`[data-row="${CSS.escape(key ?? '')}"]`)?.getBoundingClientRect().top ?? Number.NaN;
    const before = topOf();
    const room = Math.min(px, frame.scrollTop);
    frame.scrollBy({ top: -room, behavior: 'instant' });
    // Ten frames: rows are mounted and measured, and what loaded meanwhile has taken its place.
    await frames(10);
    return topOf() - before - room;
  }, by);
}
