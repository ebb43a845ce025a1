/**
 * Finds what a person is completing at the caret, and puts the choice in its place: `@` people, `:` emoji. Pure; knows text and
 * offsets only. A trigger counts at the start of a word; a colon needs two letters, so that ":)" and "10:30" stay text.
 */
import type { AccountId } from '@alcove/protocol';
import type { PersonView } from '@alcove/client';
import { searchEmoji } from '../../../emoji/search.ts';

export interface Completing {
  readonly kind: 'person' | 'emoji';
  /** Where the trigger character stands. */
  readonly start: number;
  /** After the last character typed. */
  readonly end: number;
  readonly query: string;
}

export type Suggestion =
  | { readonly kind: 'person'; readonly key: string; readonly person: PersonView }
  | { readonly kind: 'emoji'; readonly key: string; readonly char: string; readonly name: string };

const MOST = 8;
const PERSON = /(?:^|[\s([{"'])@([\p{L}\p{M}\p{N}._-]{0,32})$/u;
const EMOJI = /(?:^|[\s([{"'])(:([\p{L}\p{N}_+-]{2,32}))$/u;

export function completingAt(text: string, caret: number): Completing | null {
  const before = text.slice(0, caret);
  if (inCode(before)) return null;
  const person = PERSON.exec(before);
  if (person)
    return { kind: 'person', start: caret - (person[1]?.length ?? 0) - 1, end: caret, query: person[1] ?? '' };
  const emoji = EMOJI.exec(before);
  if (emoji) return { kind: 'emoji', start: caret - (emoji[1]?.length ?? 0), end: caret, query: emoji[2] ?? '' };
  return null;
}

/** An odd number of fences, or of backticks in this line, before the caret: code is not completed. */
function inCode(before: string): boolean {
  const fences = before.split('\n').filter((line) => line.trimStart().startsWith('```')).length;
  const line = before.slice(before.lastIndexOf('\n') + 1);
  return fences % 2 === 1 || (line.split('`').length - 1) % 2 === 1;
}

export function suggestionsFor(completing: Completing, people: readonly PersonView[]): readonly Suggestion[] {
  if (completing.kind === 'emoji')
    return searchEmoji(completing.query, MOST).map(({ char, name }) => ({ kind: 'emoji', key: char, char, name }));
  return matchPeople(completing.query, people)
    .slice(0, MOST)
    .map((person) => ({ kind: 'person', key: person.account, person }));
}

/** Names or handles with a word that begins like the query; accents and case fold. Beginnings of the whole name come first. */
export function matchPeople<P extends PersonView>(query: string, people: readonly P[]): readonly P[] {
  const wanted = fold(query);
  const first = people.filter((p) => fold(p.name).startsWith(wanted) || p.username.startsWith(wanted));
  const later = people.filter(
    (p) =>
      !first.includes(p) &&
      fold(p.name)
        .split(/\s+/u)
        .some((word) => word.startsWith(wanted)),
  );
  return [...first, ...later];
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

export interface Edited {
  readonly text: string;
  readonly caret: number;
}

export function accept(text: string, completing: Completing, suggestion: Suggestion): Edited {
  const put = suggestion.kind === 'person' ? `@${suggestion.person.username}` : suggestion.char;
  return insertAt(text, completing.start, completing.end, put);
}

/** Replaces a stretch, and leaves one space after it. */
export function insertAt(text: string, start: number, end: number, put: string): Edited {
  const after = text.slice(end);
  const gap = /^\s/u.test(after) ? '' : ' ';
  return { text: text.slice(0, start) + put + gap + after, caret: start + put.length + 1 };
}

const MENTION = /(?<![\p{L}\p{N}@._-])@([a-z0-9](?:[a-z0-9]|[._-](?=[a-z0-9]))*)/gu;

/** The accounts a text mentions, each once: what is sent along with it. */
export function mentionsIn(text: string, people: readonly PersonView[]): readonly AccountId[] {
  const found = new Set<AccountId>();
  for (const [, handle] of text.matchAll(MENTION)) {
    const person = people.find((candidate) => candidate.username === handle);
    if (person) found.add(person.account);
  }
  return [...found];
}
