/** What a language's rules decide, made once for its catalogue. */
import { isolated } from './isolate.ts';

export interface Grammar {
  readonly plural: (count: number, one: string, other: string) => string;
  /** "Ana, Ben and Caro", or "Ana, Ben and 3 more" where `count` says that there are more than the names given. */
  readonly listOf: (names: readonly string[], count?: number) => string;
}

/** For languages of two forms, one and other. `more`: how many are not named, as the last in a list. */
export function grammarOf(locale: string, more: (count: string) => string): Grammar {
  const rules = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' });
  return {
    plural: (count, one, other) => (rules.select(count) === 'one' ? one : other),
    listOf: (names, count = names.length) => {
      const shown = names.map(isolated);
      const unnamed = numbers.format(count - names.length);
      if (count > names.length) shown.push(shown.length > 0 ? more(unnamed) : unnamed);
      return lists.format(shown);
    },
  };
}

/** "3:20", "0:05": for countdowns. */
export function minutesSeconds(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  return `${String(Math.floor(whole / 60))}:${String(whole % 60).padStart(2, '0')}`;
}
