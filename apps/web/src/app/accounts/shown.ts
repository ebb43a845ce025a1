/** Which account this browser showed last. theme.js reads it before the first paint, to know whose theme to apply. */
import { AccountSlot, FIRST_SLOT } from '@alcove/protocol';

const KEY = 'alcove.account';

export function shownLast(): AccountSlot {
  try {
    return AccountSlot.safeParse(Number(localStorage.getItem(KEY) ?? FIRST_SLOT)).data ?? FIRST_SLOT;
  } catch {
    // Storage is blocked: the first account is as good as any.
    return FIRST_SLOT;
  }
}

export function keepShown(slot: AccountSlot): void {
  try {
    if (slot === FIRST_SLOT) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, String(slot));
  } catch {
    // As above.
  }
}
