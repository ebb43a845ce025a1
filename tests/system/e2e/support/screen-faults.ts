/**
 * What is wrong with a screen as it stands, told by the page itself. Both functions run inside the page, so neither may use what is
 * outside of it. What was looked at before, under the same name, is not looked at again: most of a screen is the same in many states.
 */

/** On parts of the page that were seen before, until the next look. */
export const KNOWN = '[data-known]';

/** Text that is cut or out of sight, what can be moved sideways, more than one filled button. `as`: the name of this way of looking. */
export function lookAtScreen(as: string): string[] {
  /** Seen before; for screen readers alone; for the eye alone; only there until what it stands for comes. */
  const UNSEEN = '[data-known], .vh, .skip, [data-live-announcer], svg, .face, [aria-busy="true"]';
  /** Below this it costs more to compare than to look. */
  const PART = 300;
  const store = globalThis as unknown as { seenParts?: Map<string, Set<string>> };
  const seen = (store.seenParts ??= new Map<string, Set<string>>());
  const before = seen.get(as) ?? new Set<string>();
  seen.set(as, before);
  for (const element of document.querySelectorAll('[data-known]')) element.removeAttribute('data-known');
  const split = (element: Element): void => {
    // Ids are made anew each time a state is shown; the words and the look are what is compared.
    const html = element.outerHTML.replace(
      /(?:id|for|aria-[a-z]+|name|data-row|data-key)="[^"]*(?:_r_|react-aria|01JD)[^"]*"/gu,
      '',
    );
    if (html.length < PART) return;
    if (before.has(html)) element.setAttribute('data-known', '');
    else {
      before.add(html);
      for (const child of element.children) split(child);
    }
  };
  split(document.body);

  const faults: string[] = [];
  const nameOf = (element: Element): string =>
    `${element.tagName.toLowerCase()}.${[...element.classList].join('.')} “${element.textContent.trim().slice(0, 40)}”`;
  const sideways = (document.scrollingElement?.scrollWidth ?? 0) - innerWidth;
  if (sideways > 0) faults.push(`the page is ${String(sideways)} px wider than the window`);

  const hasText = (element: Element): boolean =>
    [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim() !== '');
  /** Cut on purpose, with three dots: what is missing is there in the place it leads to. */
  const isShortened = (element: Element, style: CSSStyleDeclaration): boolean =>
    (style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none') && element.closest('.notice') === null;
  const scrolls = (how: string): boolean => how === 'auto' || how === 'scroll';
  const hides = (how: string): boolean => how === 'hidden' || how === 'clip';
  /** Words in it that lie outside of `box`, but for those that an inner box shows when it is scrolled. */
  const lostIn = (element: Element, box: DOMRect): string | null => {
    for (const child of element.children) {
      if (child.matches(UNSEEN) || !child.checkVisibility({ opacityProperty: true })) continue;
      const { left, right, top, bottom, width } = child.getBoundingClientRect();
      const isOut = left < box.left - 1 || right > box.right + 1 || top < box.top - 1 || bottom > box.bottom + 1;
      if (hasText(child) && width > 1 && isOut) return nameOf(child);
      const style = getComputedStyle(child);
      const lost = style.overflowX === 'visible' && style.overflowY === 'visible' ? lostIn(child, box) : null;
      if (lost !== null) return lost;
    }
    return null;
  };
  const look = (element: Element): void => {
    if (element.matches(UNSEEN) || !element.checkVisibility({ opacityProperty: true })) return;
    const over = element.scrollWidth - element.clientWidth;
    const below = element.scrollHeight - element.clientHeight;
    const isField = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
    if (element.clientWidth > 1 && !isField && (over > 1 || below > 1)) {
      const style = getComputedStyle(element);
      // Code and tables are the only things that may be moved sideways.
      if (over > 1 && scrolls(style.overflowX) && element.closest('.md') === null)
        faults.push(`${nameOf(element)} moves sideways by ${String(over)} px`);
      const isCut = (over > 1 && hides(style.overflowX)) || (below > 1 && hides(style.overflowY));
      if (isCut && !isShortened(element, style)) {
        const lost = hasText(element) ? nameOf(element) : lostIn(element, element.getBoundingClientRect());
        if (lost !== null)
          faults.push(`${nameOf(element)} hides ${String(over)} px at its side, ${String(below)} px below: ${lost}`);
      }
    }
    if (hasText(element) && element.closest('.md, .cut') === null) {
      const { left, right, width: wide } = element.getBoundingClientRect();
      if (wide > 0 && (left < -1 || right > innerWidth + 1)) faults.push(`${nameOf(element)} is out of the window`);
    }
    for (const child of element.children) look(child);
  };
  look(document.body);

  // Behind a dialog, and among the pieces of the design system, there are others.
  const filled = [...document.querySelectorAll('.btn-go:not([disabled])')].filter(
    (button) => button.checkVisibility() && button.closest('[inert], [aria-hidden="true"], .parts') === null,
  );
  if (filled.length > 1) faults.push(`${String(filled.length)} filled buttons: ${filled.map(nameOf).join(', ')}`);
  return faults;
}

/** What still moves when all that has an end has ended. */
export async function whatMoves(): Promise<string[]> {
  const running = (): Animation[] => document.getAnimations().filter((animation) => animation.playState === 'running');
  const ends = running().filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity);
  await Promise.allSettled(ends.map(({ finished }) => finished));
  return running().map(({ effect }) => {
    const target = effect instanceof KeyframeEffect ? effect.target : null;
    return target === null ? 'something' : `${target.tagName.toLowerCase()}.${[...target.classList].join('.')}`;
  });
}
