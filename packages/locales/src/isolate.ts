/**
 * Names and other foreign text inside sentences: wrapped in first-strong isolates (Unicode UAX #9), so that a name written in the
 * other direction cannot turn the sentence around. Plain text on every screen; an interface with elements may replace them.
 */
export const ISOLATE_START = '\u2068';
export const ISOLATE_END = '\u2069';

export function isolated(text: string): string {
  return `${ISOLATE_START}${text}${ISOLATE_END}`;
}
