/**
 * One or two graphemes that stand for a name. Scripts without capitals or spaces (Han, Hangul, Arabic…) give one grapheme: two
 * would be half a word.
 */
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

function first(word: string): string {
  for (const { segment } of graphemes.segment(word)) if (/[\p{L}\p{N}]/u.test(segment)) return segment;
  return '';
}

export function initials(name: string, most: 1 | 2): string {
  const words = name
    .trim()
    .split(/[\s._-]+/u)
    .filter((word) => first(word) !== '');
  const head = first(words[0] ?? '');
  const cased = head.toUpperCase() !== head.toLowerCase();
  if (most === 1 || head === '' || !cased || words.length < 2) return head.toUpperCase();
  return (head + first(words.at(-1) ?? '')).toUpperCase();
}
