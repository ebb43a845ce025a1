/**
 * Theme, size of the text, language and hours of the day, as the account that is shown has them, on the page. The browser keeps a copy for each account, which
 * public/theme.js and `speakAsKept` apply before the first paint: the account's own settings are sealed, and are there a moment later.
 */
import { FIRST_SLOT, type AccountSlot } from '@alcove/protocol';
import type { Language } from '@alcove/locales';
import { useTopic } from '@alcove/react';
import { useLayoutEffect } from 'react';
import { AS_BROWSER, AS_LANGUAGE, chooseHere, countHoursAs, speakAs } from '../words/language.ts';

/** By their names in the document, what stands there when nothing is chosen. */
const UNCHOSEN = { theme: 'system', text: 'normal', language: AS_BROWSER, hours: AS_LANGUAGE } as const;
type Part = keyof typeof UNCHOSEN;
const PARTS = ['theme', 'text', 'language', 'hours'] as const satisfies readonly Part[];

export function useAppearance(slot: AccountSlot): void {
  const settings = useTopic('settings');
  const theme = settings?.theme;
  const text = settings?.textSize;
  const language = settings?.language;
  const hours = settings?.hours;
  useLayoutEffect(() => {
    // Nobody is in: the page stays as whoever was here last had it.
    if (theme === undefined || text === undefined || language === undefined || hours === undefined) return;
    const chosen = { theme, text, language, hours };
    for (const part of PARTS) {
      show(part, chosen[part]);
      keep(slot, part, chosen[part]);
    }
  }, [slot, theme, text, language, hours]);
}

/** Another account is shown now. */
export function showLookOf(slot: AccountSlot): void {
  for (const part of PARTS) show(part, kept(slot, part));
}

/** At a door, by whoever stands there: holds until an account's settings say otherwise. */
export function chooseAtDoor(slot: AccountSlot, language: Language): void {
  keep(slot, 'language', AS_BROWSER);
  chooseHere(language);
  void speakAs(AS_BROWSER);
}

/** Before the first words are drawn. Resolves also where that language cannot be had. */
export function speakAsKept(slot: AccountSlot): Promise<void> {
  void countHoursAs(kept(slot, 'hours'));
  return speakAs(kept(slot, 'language'));
}

/** Whoever comes here next begins as the system does. */
export function forgetLook(slot: AccountSlot): void {
  for (const part of PARTS) keep(slot, part, UNCHOSEN[part]);
}

/** What is not chosen leaves no trace: the style sheets decide then. */
function show(part: Part, value: string): void {
  if (part === 'language') return void speakAs(value);
  if (part === 'hours') return void countHoursAs(value);
  const { dataset } = document.documentElement;
  if (value === UNCHOSEN[part]) delete dataset[part];
  else dataset[part] = value;
}

function kept(slot: AccountSlot, part: Part): string {
  try {
    return localStorage.getItem(keyOf(slot, part)) ?? UNCHOSEN[part];
  } catch {
    // Storage is blocked: as nobody chose it, until the settings are there.
    return UNCHOSEN[part];
  }
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
