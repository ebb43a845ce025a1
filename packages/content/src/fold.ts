/**
 * Text as it is looked for: case, accents, widths and kinds of quotation marks fold away ("soren" finds Søren), marks that make another
 * letter stay (Devanagari vowels, Thai tones), and any run of white space is one space. Where each piece came from is kept, so that a find
 * can be shown in the text as written.
 */

/** Accents of Latin, Greek and Cyrillic, points of Hebrew, vowel signs of Arabic. */
const LOOSE_MARKS =
  /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]/gu;
/** From each letter to what it is looked for as, where taking its accent off does not do it. */
const LETTERS: Readonly<Record<string, string>> = Object.fromEntries(
  `ø o ł l đ d ß ss ı i æ ae œ oe þ th ς σ ى ي ة ه ‘ ' ’ ' “ " ” " – - — -`
    .split(' ')
    .flatMap((letter, n, all) => (n % 2 === 0 ? [[letter, all[n + 1] ?? '']] : [])),
);
const SPACE = /\s/u;
const PLAIN = /^[\x20-\x7e]*$/;
/** Katakana, which is read like the hiragana 96 places before it. */
const KATAKANA = { first: 0x30a1, last: 0x30f6, offset: 0x60 } as const;

export interface Folded {
  readonly text: string;
  /** For each unit of `text`, and for its end, the UTF-16 unit of the original where it came from. */
  readonly at: readonly number[];
}

/** `original` in Unicode's composed form (NFC): a mark that stands apart from its letter cannot be folded with it. */
export function foldWithPlaces(original: string): Folded {
  const at: number[] = [];
  let text = '';
  let index = 0;
  for (const letter of original) {
    const part = foldLetter(letter);
    if (part !== ' ' || !text.endsWith(' ')) {
      for (let unit = 0; unit < part.length; unit++) at.push(index);
      text += part;
    }
    index += letter.length;
  }
  at.push(index);
  return { text, at };
}

export function fold(original: string): string {
  if (PLAIN.test(original)) return original.toLowerCase().replaceAll(/ {2,}/g, ' ');
  return foldWithPlaces(original.normalize('NFC')).text;
}

const known = new Map<string, string>();

function foldLetter(letter: string): string {
  const before = known.get(letter);
  if (before !== undefined) return before;
  const folded = foldOne(letter);
  // Nobody writes with more letters than there are, but anybody may try.
  if (known.size < 20_000) known.set(letter, folded);
  return folded;
}

function foldOne(letter: string): string {
  if (SPACE.test(letter)) return ' ';
  const lower = letter.toLowerCase();
  const mapped = LETTERS[lower];
  if (mapped !== undefined) return mapped;
  // A sign that is an accent standing alone has a space in it, which is none.
  const bare = letter.normalize('NFKD').toLowerCase().replaceAll(LOOSE_MARKS, '').replaceAll(' ', '').normalize('NFC');
  return [...bare].map((each) => LETTERS[each] ?? hiragana(each)).join('');
}

function hiragana(letter: string): string {
  const code = letter.codePointAt(0) ?? 0;
  return code >= KATAKANA.first && code <= KATAKANA.last ? String.fromCodePoint(code - KATAKANA.offset) : letter;
}
