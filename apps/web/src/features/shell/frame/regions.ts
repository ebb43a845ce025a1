/** F6: from region to region (list, conversation, panel, toasts that offer Undo), coming back to where the focus was in each. */
const lastFocus = new WeakMap<Element, HTMLElement>();
const REGIONS = '[data-region]';
const FOCUSABLE = 'a[href], button:not([disabled]), input, textarea, [tabindex="0"]';

/** Remembers, per region, what had the focus. Returns the way to stop. */
export function rememberFocus(): () => void {
  const onFocus = (event: FocusEvent): void => {
    const { target } = event;
    const region = target instanceof HTMLElement ? target.closest(REGIONS) : null;
    if (region !== null && target !== region) lastFocus.set(region, target as HTMLElement);
  };
  document.addEventListener('focusin', onFocus);
  return () => document.removeEventListener('focusin', onFocus);
}

export function focusNextRegion(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>(REGIONS)].filter((region) => region.checkVisibility());
  if (regions.length === 0) return;
  // Innermost: the panel stands inside the conversation.
  const from = regions.findLastIndex((region) => region.contains(document.activeElement));
  const start = from === -1 && step === -1 ? 0 : from;
  const next = regions[(start + step + regions.length) % regions.length];
  if (next === undefined) return;
  const before = lastFocus.get(next);
  const target =
    before?.isConnected === true && before.checkVisibility() ? before : next.querySelector<HTMLElement>(FOCUSABLE);
  (target ?? next).focus();
}
