/**
 * Names and other foreign text inside sentences: wrapped in first-strong isolates (Unicode UAX #9), so that a name written in the
 * other direction cannot turn the sentence around. Plain text on every screen; an interface with elements may replace them.
 */
export const ISOLATE_START = '\u2068';
export const ISOLATE_END = '\u2069';

export function isolated(text: string): string {
  return `${ISOLATE_START}${text}${ISOLATE_END}`;
}

/** "Ana, Ben and Caro", or "Ana, Ben and 3 more" where `count` says that there are more than the names given. */
export function listOf(names: readonly string[], count = names.length, locale = 'en'): string {
  const shown = names.map(isolated);
  if (count > names.length)
    shown.push(new Intl.NumberFormat(locale).format(count - names.length) + (shown.length > 0 ? ' more' : ''));
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(shown).replace(', and ', ' and ');
}
