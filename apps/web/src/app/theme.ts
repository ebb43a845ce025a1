/**
 * Day, evening, or as the system: a choice of each account of this browser. public/theme.js applies it before the first paint; this module
 * changes it afterwards.
 */
import { FIRST_SLOT, type AccountSlot } from '@alcove/protocol';
import { useSyncExternalStore } from 'react';
import { shownLast } from './accounts/shown.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const listeners = new Set<() => void>();

export function setTheme(theme: Theme): void {
  try {
    if (theme === 'system') localStorage.removeItem(keyOf(shownLast()));
    else localStorage.setItem(keyOf(shownLast()), theme);
  } catch {
    // Storage is blocked: the choice lasts as long as the page.
  }
  apply(theme);
}

/** Another account is shown now. */
export function showThemeOf(slot: AccountSlot): void {
  let stored: string | null = null;
  try {
    stored = localStorage.getItem(keyOf(slot));
  } catch {
    // As above.
  }
  apply(THEMES.find((theme) => theme === stored) ?? 'system');
}

/** Whoever comes here next begins as the system does. */
export function forgetTheme(slot: AccountSlot): void {
  try {
    localStorage.removeItem(keyOf(slot));
  } catch {
    // As above.
  }
}

/** As in public/theme.js. */
function keyOf(slot: AccountSlot): string {
  return slot === FIRST_SLOT ? 'alcove.theme' : `alcove.theme-${String(slot)}`;
}

function apply(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
  for (const listener of listeners) listener();
}

export function useTheme(): Theme {
  return useSyncExternalStore((changed) => {
    listeners.add(changed);
    return () => listeners.delete(changed);
  }, shownTheme);
}

function shownTheme(): Theme {
  const shown = document.documentElement.dataset['theme'];
  return THEMES.find((theme) => theme === shown) ?? 'system';
}
