import { expect, test } from 'vitest';
import { asOf, NO_TRIES, triesLeft, waitsUntil } from './tries.ts';

test('five are free, then each wait is longer, up to an hour', () => {
  expect(triesLeft(NO_TRIES)).toBe(5);
  expect(waitsUntil({ wrong: 4, at: 1_000 }, 1_000)).toBeNull();
  expect(triesLeft({ wrong: 4, at: 1_000 })).toBe(1);
  const waits = [5, 6, 7, 8, 9, 10, 100].map((wrong) => (waitsUntil({ wrong, at: 0 }, 0) ?? 0) / 1_000);
  expect(waits).toEqual([30, 60, 300, 900, 3_600, 3_600, 3_600]);
  expect(triesLeft({ wrong: 7, at: 0 })).toBe(0);
});

test('a wait ends when it is over, and a clock that was set back does not make it longer', () => {
  const tries = { wrong: 5, at: 50_000 };
  expect(waitsUntil(tries, 79_999)).toBe(80_000);
  expect(waitsUntil(tries, 80_000)).toBeNull();
  const back = asOf(tries, 10_000);
  expect(waitsUntil(back, 10_000)).toBe(40_000);
  expect(asOf(tries, 60_000)).toBe(tries);
});
