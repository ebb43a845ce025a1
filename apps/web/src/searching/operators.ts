/**
 * What narrows a search, as one types it ("from:sø") and as a chip that is finished. Operators may be typed in English or in the language in
 * use. Pure: knows no field and no list.
 */
import type { FoundMessage, PersonView, SearchScope } from '@alcove/client';
import { t } from '@alcove/locales';
import { date } from '../words/times.ts';

export const OPERATORS = ['from', 'in', 'has', 'after', 'before'] as const;
export type Operator = (typeof OPERATORS)[number];
export type Having = keyof typeof t.search.having;

export type Chip =
  | {
      readonly operator: 'from';
      readonly account: PersonView['account'];
      readonly name: string;
      readonly isMe: boolean;
    }
  | { readonly operator: 'in'; readonly room: FoundMessage['room']['id']; readonly title: string }
  | { readonly operator: 'has'; readonly what: Having }
  /** A day as year, month and day; it begins on this device. */
  | { readonly operator: 'after' | 'before'; readonly day: string };

/** An operator at the end of what is typed. */
export interface Typed {
  readonly operator: Operator;
  readonly value: string;
  /** White space follows: nothing more comes. */
  readonly finished: boolean;
  /** What was typed before it. */
  readonly before: string;
}

const LAST = /(^|\s)(\p{L}+):(?:["“„]([^"”“]*)["”“]?|([^\s"“„]*))(\s*)$/u;
/** What stands in quotation marks, or an operator. */
const ANY = /["“„][^"”“]*["”“]?|(^|\s)(\p{L}+)(?=:)/gu;

export function lastOperator(text: string): Typed | null {
  const found = LAST.exec(text);
  const operator = found === null ? null : operatorCalled(found[2] ?? '');
  if (found === null || operator === null) return null;
  const value = found[3] ?? found[4] ?? '';
  const finished = found[5] !== '';
  // Somebody types "in: the morning": words, as far as anybody can tell.
  if (finished && value === '') return null;
  return { operator, value, finished, before: text.slice(0, found.index + (found[1] ?? '').length) };
}

function operatorCalled(word: string): Operator | null {
  const lower = word.toLowerCase();
  return (
    OPERATORS.find((each) => each === lower) ?? OPERATORS.find((each) => t.search.operators[each].key === lower) ?? null
  );
}

/** Operators that are typed and no chip yet, as the client knows them. */
export function inEnglish(text: string): string {
  return text.replaceAll(ANY, (whole, space?: string, word?: string) => {
    const operator = word === undefined ? null : operatorCalled(word);
    return operator === null ? whole : `${space ?? ''}${operator}`;
  });
}

/** What the client is asked. */
export function askOf(text: string, chips: readonly Chip[]): { readonly typed: string; readonly scope: SearchScope } {
  const words = chips.flatMap((chip) => {
    if (chip.operator === 'has') return [`has:${chip.what}`];
    return chip.operator === 'after' || chip.operator === 'before' ? [`${chip.operator}:${chip.day}`] : [];
  });
  return {
    typed: [inEnglish(text).trim(), ...words].filter((each) => each !== '').join(' '),
    scope: {
      rooms: chips.flatMap((chip) => (chip.operator === 'in' ? [chip.room] : [])),
      people: chips.flatMap((chip) => (chip.operator === 'from' ? [chip.account] : [])),
    },
  };
}

/** With one more. Of the days that begin or end a search there is one each. */
export function withChip(chips: readonly Chip[], fresh: Chip): readonly Chip[] {
  const isDay = fresh.operator === 'after' || fresh.operator === 'before';
  const rest = chips.filter((chip) => (isDay ? chip.operator !== fresh.operator : keyOf(chip) !== keyOf(fresh)));
  return [...rest, fresh];
}

export function keyOf(chip: Chip): string {
  switch (chip.operator) {
    case 'from':
      return `from-${chip.account}`;
    case 'in':
      return `in-${chip.room}`;
    case 'has':
      return `has-${chip.what}`;
    case 'after':
    case 'before':
      return `${chip.operator}-${chip.day}`;
  }
}

/** In words. */
export function wordsOf(chip: Chip): string {
  const { operators, having, byMe } = t.search;
  switch (chip.operator) {
    case 'from':
      return chip.isMe ? byMe : operators.from.chip(chip.name);
    case 'in':
      return operators.in.chip(chip.title);
    case 'has':
      return having[chip.what].chip;
    case 'after':
    case 'before':
      return operators[chip.operator].chip(date(startOf(chip.day)));
  }
}

/** ms, of a day written as year, month and day. */
export function startOf(day: string): number {
  const [year = 0, month = 1, dayOfMonth = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, dayOfMonth).getTime();
}
