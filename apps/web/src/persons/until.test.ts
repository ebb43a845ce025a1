import { expect, test } from 'vitest';
import { untilOf } from './until.ts';

const at = (day: number, hour: number): number => new Date(2026, 2, day, hour).getTime();

test('hours run from now, days and weeks to their end', () => {
  // Thursday.
  const now = at(26, 15);
  expect(untilOf('half', now)).toBe(now + 30 * 60_000);
  expect(untilOf('four', now)).toBe(at(26, 19));
  expect(untilOf('today', now)).toBe(at(27, 0));
  expect(untilOf('week', now)).toBe(at(30, 0));
  expect(untilOf('open', now)).toBe(null);
});

test('a week that begins or ends today, and a day of another length', () => {
  expect(untilOf('week', at(23, 0))).toBe(at(30, 0));
  // The night in which clocks go forward, where they do.
  expect(untilOf('week', at(29, 23))).toBe(at(30, 0));
  expect(untilOf('today', at(29, 1))).toBe(at(30, 0));
});
