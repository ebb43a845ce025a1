/**
 * Finding names as one types, folded as everything that is looked for ("soren" finds Søren); the place of the match in the name as written
 * comes back, to be underlined. A beginning beats the beginning of a later word, which beats the middle.
 */
import { foldWithPlaces } from '@alcove/content';

export interface Match {
  readonly rank: number;
  /** [from, to) in UTF-16 units of the name as written. */
  readonly range: readonly [number, number];
}

export function match(name: string, query: string): Match | null {
  const wanted = foldWithPlaces(query.trim()).text;
  if (wanted === '') return { rank: 0, range: [0, 0] };
  const { text, at } = foldWithPlaces(name);
  const found = [...text.matchAll(new RegExp(escaped(wanted), 'gu'))].map((hit) => hit.index);
  const best = found.find((index) => index === 0 || !/[\p{L}\p{N}]/u.test(text[index - 1] ?? '')) ?? found[0];
  if (best === undefined) return null;
  const starts = best === 0 || !/[\p{L}\p{N}]/u.test(text[best - 1] ?? '');
  return { rank: best === 0 ? 0 : starts ? 1 : 2, range: [at[best] ?? 0, at[best + wanted.length] ?? name.length] };
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
