/**
 * Finding names as one types: case, accents and compatibility forms fold away ("soren" finds Søren), and the place of the match in
 * the name as written comes back, to be underlined. A beginning beats the beginning of a later word, which beats the middle.
 */
export interface Match {
  readonly rank: number;
  /** [from, to) in UTF-16 units of the name as written. */
  readonly range: readonly [number, number];
}

const LETTERS: Readonly<Record<string, string>> = { ø: 'o', ł: 'l', đ: 'd', ß: 'ss', ı: 'i', æ: 'ae', œ: 'oe', ё: 'е' };

function foldLetter(letter: string): string {
  const lower = letter.toLowerCase();
  return LETTERS[lower] ?? lower.normalize('NFKD').replaceAll(/\p{M}/gu, '');
}

/** The folded text, and for each of its units where in the original it came from. */
function fold(text: string): { folded: string; at: readonly number[] } {
  const at: number[] = [];
  let folded = '';
  let index = 0;
  for (const letter of text) {
    const part = foldLetter(letter);
    for (let unit = 0; unit < part.length; unit++) at.push(index);
    folded += part;
    index += letter.length;
  }
  at.push(index);
  return { folded, at };
}

export function match(name: string, query: string): Match | null {
  const wanted = fold(query.trim()).folded;
  if (wanted === '') return { rank: 0, range: [0, 0] };
  const { folded, at } = fold(name);
  const found = [...folded.matchAll(new RegExp(escaped(wanted), 'gu'))].map((hit) => hit.index);
  const best = found.find((index) => index === 0 || !/[\p{L}\p{N}]/u.test(folded[index - 1] ?? '')) ?? found[0];
  if (best === undefined) return null;
  const starts = best === 0 || !/[\p{L}\p{N}]/u.test(folded[best - 1] ?? '');
  return { rank: best === 0 ? 0 : starts ? 1 : 2, range: [at[best] ?? 0, at[best + wanted.length] ?? name.length] };
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
