/**
 * Theme and size of the text, as the account that is shown has them, on the page. The browser keeps a copy for each account, which
 * public/theme.js applies before the first paint: the account's own settings are sealed, and are there a moment later.
 */
import { FIRST_SLOT, type AccountSlot } from '@alcove/protocol';
import { useTopic } from '@alcove/react';
import { useLayoutEffect } from 'react';

/** By their names in the document, what stands there when nothing is chosen. */
const UNCHOSEN = { theme: 'system', text: 'normal' } as const;
type Part = keyof typeof UNCHOSEN;
const PARTS = ['theme', 'text'] as const satisfies readonly Part[];

export function useAppearance(slot: AccountSlot): void {
  const settings = useTopic('settings');
  const theme = settings?.theme;
  const text = settings?.textSize;
  useLayoutEffect(() => {
    // Nobody is in: the page stays as whoever was here last had it.
    if (theme === undefined || text === undefined) return;
    const chosen = { theme, text };
    for (const part of PARTS) {
      show(part, chosen[part]);
      keep(slot, part, chosen[part]);
    }
  }, [slot, theme, text]);
}

/** Another account is shown now. */
export function showLookOf(slot: AccountSlot): void {
  for (const part of PARTS) {
    let kept: string | null = null;
    try {
      kept = localStorage.getItem(keyOf(slot, part));
    } catch {
      // Storage is blocked: as nobody chose it, until the settings are there.
    }
    show(part, kept ?? UNCHOSEN[part]);
  }
}

/** Whoever comes here next begins as the system does. */
export function forgetLook(slot: AccountSlot): void {
  for (const part of PARTS) keep(slot, part, UNCHOSEN[part]);
}

/** What is not chosen leaves no trace: the style sheets decide then. */
function show(part: Part, value: string): void {
  const { dataset } = document.documentElement;
  if (value === UNCHOSEN[part]) delete dataset[part];
  else dataset[part] = value;
}

function keep(slot: AccountSlot, part: Part, value: string): void {
  try {
    if (value === UNCHOSEN[part]) localStorage.removeItem(keyOf(slot, part));
    else localStorage.setItem(keyOf(slot, part), value);
  } catch {
    // Storage is blocked: the next page begins without, and has it a moment later.
  }
}

/** As in public/theme.js. */
function keyOf(slot: AccountSlot, part: Part): string {
  return slot === FIRST_SLOT ? `alcove.${part}` : `alcove.${part}-${String(slot)}`;
}
