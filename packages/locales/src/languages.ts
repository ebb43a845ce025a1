/**
 * The languages there are: their names in themselves, and where each one's catalogue is. English is there with the first page, and stands in
 * where another cannot be fetched; every other one is a file of its own.
 */
import type { Catalogue } from './catalogue.ts';
import { en } from './en/index.ts';

export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

interface About {
  /** As those who speak it write it. */
  readonly name: string;
  readonly direction: 'ltr' | 'rtl';
  /** How dates, numbers and lists are written where the browser does not say which form of the language it prefers (BCP 47). */
  readonly locale: string;
}

export const ABOUT: Readonly<Record<Language, About>> = {
  en: { name: 'English', direction: 'ltr', locale: 'en-GB' },
  de: { name: 'Deutsch', direction: 'ltr', locale: 'de-DE' },
};

const FETCH: Readonly<Record<Language, () => Promise<Catalogue>>> = {
  en: () => Promise.resolve(en),
  de: async () => (await import('./de/index.ts')).de,
};

/** Rejects where the file cannot be had. */
export function catalogueOf(language: Language): Promise<Catalogue> {
  return FETCH[language]();
}

export function isLanguage(value: string): value is Language {
  return (LANGUAGES as readonly string[]).includes(value);
}

const languageOfTag = (tag: string): string => tag.split('-', 1)[0]?.toLowerCase() ?? '';

/** Of what somebody prefers (BCP 47 tags, best first), the first language there is. English where there is none. */
export function bestOf(preferred: readonly string[]): Language {
  return preferred.map(languageOfTag).find(isLanguage) ?? 'en';
}

/** With this many hours a day, whatever the language does: "12" or "24"; anything else as the language does (BCP 47, RFC 6067). */
export function withHours(locale: string, hours: string): string {
  if (hours !== '12' && hours !== '24') return locale;
  return new Intl.Locale(locale, { hourCycle: hours === '12' ? 'h12' : 'h23' }).toString();
}

/** The form of a language that somebody prefers: "en-US" of English where that is in their list. */
export function localeOf(language: Language, preferred: readonly string[]): string {
  return preferred.find((tag) => languageOfTag(tag) === language) ?? ABOUT[language].locale;
}
