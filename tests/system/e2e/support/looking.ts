/** What every screen is held to: no accessibility violation, nothing sideways, no complaint of the browser. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** What a theme can change; the rest of a screen is the same in both. */
const OF_COLOUR = ['color-contrast', 'link-in-text-block'];
/** What React Aria says aloud while a button is busy names that button; the words are taken away seconds after the button is. */
const SPOKEN = '[data-live-announcer]';
const NARROW = [360, 320] as const;

interface Closer {
  /** Left out: what is looked at elsewhere. */
  readonly without?: string;
  /** The page has axe already, from a look before this one: handing it over costs as much as looking. */
  readonly again?: boolean;
}

/** In light with every rule of WCAG 2.2 AA, in dark with those that colours can break. */
export async function expectAccessible(page: Page, screen: string, closer: Closer = {}): Promise<void> {
  let { again: isThere = false } = closer;
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate(coloursStand);
    const axe = new AxeBuilder({ page, ...(isThere ? { axeSource: 'void 0' } : {}) })
      .setLegacyMode(true)
      .exclude(SPOKEN);
    isThere = true;
    if (closer.without !== undefined) axe.exclude(closer.without);
    const { violations } = await (colorScheme === 'light' ? axe.withTags(WCAG) : axe.withRules(OF_COLOUR)).analyze();
    const found = violations.flatMap((violation) =>
      violation.nodes.map((node) => `${violation.id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`),
    );
    expect.soft(found, `${screen}, ${colorScheme}`).toEqual([]);
  }
}

/** Runs in the page: what fades from one theme into the other is at its end at once. Waited for, one that is never drawn would never come to it. */
function coloursStand(): void {
  // Styles are computed anew first: before that nothing has begun to fade.
  getComputedStyle(document.body).getPropertyValue('color');
  for (const animation of document.getAnimations()) if (animation instanceof CSSTransition) animation.finish();
}

/** At the narrowest widths a phone has, and at 1280 px zoomed to 400 %. The window keeps its height. */
export async function expectNothingSideways(page: Page, screen: string): Promise<void> {
  const before = page.viewportSize() ?? { width: 360, height: 740 };
  for (const width of NARROW) {
    await page.setViewportSize({ width, height: before.height });
    // The window is narrow before what is in it was laid out anew, by the script's own rules too.
    await expect
      .soft(page.locator('html'), `${screen} at ${String(width)} px is wider than the window`)
      .toHaveJSProperty('scrollWidth', width);
  }
  await page.setViewportSize(before);
}

/** Everything the browser holds against the page from now on: errors in the console, of scripts, of the content policy. */
export function collectComplaints(page: Page): readonly string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('crash', () => complaints.push('the page crashed'));
  return complaints;
}
