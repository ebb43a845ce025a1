import type { DayView } from '@alcove/client';
import { en } from '@alcove/locales';
import { expect, test } from 'vitest';
import { date } from '../../words/times.ts';
import { dayWords } from './day-words.ts';

const words = en.search.day;
const at = (day: number, hour = 12): number => new Date(2026, 4, day, hour).getTime();
const asked = (day: number): number => at(day, 0);
const view = (state: DayView['reach']['state'], since: number | null, found: number | null): DayView => ({
  found: found === null ? null : { id: 'm' as NonNullable<DayView['found']>['id'], at: found },
  reach: { state, since },
});

test('a day that is there needs no words, whatever is missing before it', () => {
  expect(dayWords(asked(9), view('complete', at(1), at(9, 23)))).toBeNull();
  expect(dayWords(asked(9), view('arriving', at(5), at(9)))).toBeNull();
  expect(dayWords(asked(9), view('incomplete', at(9), at(9)))).toBeNull();
});

test('a day without a message leads to the next one, or to none', () => {
  expect(dayWords(asked(9), view('complete', at(1), at(12)))).toBe(words.next(date(at(9)), date(at(12))));
  expect(dayWords(asked(9), view('incomplete', at(5), at(12)))).toBe(words.next(date(at(9)), date(at(12))));
  expect(dayWords(asked(9), view('complete', at(1), null))).toBe(words.none(date(at(9))));
});

test('before the beginning, and before what is here', () => {
  expect(dayWords(asked(2), view('complete', at(5), at(5)))).toBe(words.begins(date(at(5))));
  expect(dayWords(asked(2), view('arriving', at(5), at(5)))).toBe(words.arriving(date(at(5))));
  expect(dayWords(asked(2), view('incomplete', at(5), at(2)))).toBe(words.incomplete(date(at(5))));
  expect(dayWords(asked(2), view('arriving', null, at(5)))).toBe(words.arrivingAny);
  expect(dayWords(asked(2), view('incomplete', null, at(5)))).toBe(words.incompleteAny);
});
