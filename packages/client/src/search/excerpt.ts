/** The piece of a message that shows why it was found: one plain line around the first find, with every find in it marked. */
import { foldWithPlaces, parseMarkdown, plainText, type Folded } from '@alcove/content';
import { find, type Needle } from './query.ts';

export interface Excerpt {
  readonly text: string;
  /** What was looked for, [from, to) in UTF-16 units of `text`, in order, not touching one another. */
  readonly marks: readonly (readonly [number, number])[];
}

/** In UTF-16 units. */
const BEFORE = 32;
const LENGTH = 160;
/** Markdown is read only so far into a message: a page of it is enough, and a book of it takes long. */
const READ = 4_000;

export function excerptOf(source: string, needles: readonly Needle[]): Excerpt {
  const plain = oneLine(plainText(parseMarkdown(source.slice(0, READ))));
  const found = marksIn(plain, needles);
  // What stands in a link's address, or far in, is found in the message as it was written.
  if (found.length > 0 || needles.length === 0) return cut(plain, found);
  const written = oneLine(source);
  return cut(written, marksIn(written, needles));
}

const oneLine = (text: string): string => text.normalize('NFC').replaceAll(/\s+/gu, ' ').trim();

function marksIn(text: string, needles: readonly Needle[]): (readonly [number, number])[] {
  const folded = foldWithPlaces(text);
  const found = needles.flatMap((needle) => {
    const ranges: (readonly [number, number])[] = [];
    for (let at = find(folded.text, needle, 0); at >= 0; at = find(folded.text, needle, at + needle.text.length))
      ranges.push([folded.at[at] ?? 0, endAt(folded, at + needle.text.length)]);
    return ranges;
  });
  return merged(found.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]));
}

/** Where the letter ends of which the unit before `end` was made: one letter may fold to two. */
function endAt({ at }: Folded, end: number): number {
  const last = at[end - 1] ?? 0;
  return at.slice(end).find((place) => place > last) ?? at.at(-1) ?? 0;
}

function merged(ranges: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  const all: (readonly [number, number])[] = [];
  for (const range of ranges) {
    const last = all.at(-1);
    if (last !== undefined && range[0] <= last[1]) all[all.length - 1] = [last[0], Math.max(last[1], range[1])];
    else all.push(range);
  }
  return all;
}

function cut(text: string, marks: readonly (readonly [number, number])[]): Excerpt {
  const first = marks[0]?.[0] ?? 0;
  const start = first <= BEFORE ? 0 : wordAfter(text, first - BEFORE, first);
  const end = Math.min(text.length, whole(text, start + LENGTH));
  const lead = start > 0 ? '…' : '';
  const shift = lead.length - start;
  return {
    text: `${lead}${text.slice(start, end)}${end < text.length ? '…' : ''}`,
    marks: marks.flatMap(([from, to]) => (from < end ? [[from + shift, Math.min(to, end) + shift] as const] : [])),
  };
}

/** Where the next word begins, or that place where none does before `most`. */
function wordAfter(text: string, at: number, most: number): number {
  const space = text.indexOf(' ', at);
  return space >= 0 && space < most ? space + 1 : whole(text, at);
}

/** Not in the middle of a letter of two units. */
function whole(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at + 1 : at;
}
