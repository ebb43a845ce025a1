import { expect, test } from 'vitest';
import { en } from './en/index.ts';

/** Every plain sentence of a section, with its path. */
function sentences(value: unknown, path: string): readonly (readonly [string, string])[] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => sentences(inner, `${path}.${key}`));
}
const all = sentences(en, 'en');

/** The right-hand column of the glossary, and the tone. The about page may say "end-to-end encrypted". */
const NOT_OURS =
  /\b(client|leaf|seed|passphrase|cross-sign|fingerprint|identity reset|decrypt|epoch repair|TTL|retention|owner|moderator|please|sorry|oops)\b|end-to-end encrypted|!/i;

test('the interface keeps to the glossary', () => {
  const wrong = all.filter(([path, text]) => NOT_OURS.test(text) && path !== 'en.settings.aboutLead');
  expect(wrong).toEqual([]);
});

test('quotation marks and apostrophes are the typographic ones', () => {
  expect(all.filter(([, text]) => /["']/.test(text))).toEqual([]);
});
