/** The digits of a square's text or of what was pasted; empty when it is something else. */
const GROUPED = /^[\d\s]+$/u;

export function digitsIn(text: string): string {
  return GROUPED.test(text) ? text.replaceAll(/\s/gu, '') : '';
}
