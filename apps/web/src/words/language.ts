/**
 * The language the page speaks: what was chosen, or what the browser prefers, as words and as `lang` and `dir` of the document. Where a language
 * cannot be fetched the one in use stays, and it is fetched when there is a connection again. With it goes how many hours a day has.
 *
 * Owns: what is chosen at the door, before anybody is in, for this browser. Does not own: what an account chose (its settings, app/appearance.ts).
 */
import {
  ABOUT_LANGUAGES,
  bestOf,
  isLanguage,
  languageInUse,
  localeOf,
  speak,
  whenLanguageChanges,
  withHours,
  type InUse,
  type Language,
} from '@alcove/locales';
import { useSyncExternalStore } from 'react';

/** As nobody chose it. */
export const AS_BROWSER = 'browser';
/** The hours of a day, as nobody chose them. */
export const AS_LANGUAGE = 'language';
const DOOR = 'alcove.language-here';

/** Whatever is memoised and shows words asks for it, so that it is drawn anew in the next language. */
export function useInUse(): InUse {
  return useSyncExternalStore(whenLanguageChanges, languageInUse);
}

let wanted: string = AS_BROWSER;
let hours: string = AS_LANGUAGE;
let isMissing = false;
const missed = new Set<() => void>();

/** `choice`: a language's code or `AS_BROWSER`; one of a newer version counts as the latter. Resolves when it holds, or cannot hold now. */
export async function speakAs(choice: string): Promise<void> {
  wanted = choice;
  const language = isLanguage(choice) ? choice : (chosenHere() ?? bestOf(navigator.languages));
  const before = isMissing;
  try {
    await speak({ language, locale: withHours(localeOf(language, navigator.languages), hours) });
    isMissing = false;
  } catch {
    // A file of the app that the network did not bring: what is shown stays readable.
    if (wanted === choice) isMissing = true;
  }
  if (isMissing !== before) for (const listener of missed) listener();
}

/** `choice`: '12', '24' or `AS_LANGUAGE`. Resolves as `speakAs` does. */
export function countHoursAs(choice: string): Promise<void> {
  hours = choice;
  return speakAs(wanted);
}

/** The language that was chosen could not be fetched, so another one is shown. */
export function useIsLanguageMissing(): boolean {
  return useSyncExternalStore(
    (listener) => {
      missed.add(listener);
      return () => missed.delete(listener);
    },
    () => isMissing,
  );
}

/** Of this browser, where nobody's settings say another one. */
export function chosenHere(): Language | null {
  try {
    const kept = localStorage.getItem(DOOR) ?? '';
    return isLanguage(kept) ? kept : null;
  } catch {
    // Storage is blocked: as the browser prefers.
    return null;
  }
}

/** Null: as the browser prefers. Holds for this browser until an account's settings say otherwise. */
export function chooseHere(language: Language | null): void {
  try {
    if (language === null) localStorage.removeItem(DOOR);
    else localStorage.setItem(DOOR, language);
  } catch {
    // Storage is blocked: it holds as long as the page.
  }
}

/** Once, before the first words are drawn. */
export function followLanguage(): void {
  const show = (): void => {
    const { language } = languageInUse();
    document.documentElement.lang = language;
    document.documentElement.dir = ABOUT_LANGUAGES[language].direction;
  };
  show();
  whenLanguageChanges(show);
  const again = (): void => void speakAs(wanted);
  addEventListener('languagechange', again);
  addEventListener('online', () => {
    if (isMissing) again();
  });
}
