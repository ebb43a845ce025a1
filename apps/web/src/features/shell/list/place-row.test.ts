import { expect, test } from 'vitest';
import { shortWhen } from './place-row.tsx';

const now = new Date(2026, 10, 21, 9, 0).getTime();

test('today has a time, this week a day, before that a date', () => {
  expect(shortWhen(new Date(2026, 10, 21, 0, 5).getTime(), now)).toMatch(/\d:?05/);
  expect(shortWhen(new Date(2026, 10, 20, 23, 59).getTime(), now)).not.toMatch(/\d/);
  expect(shortWhen(new Date(2026, 10, 10, 12, 0).getTime(), now)).toMatch(/10/);
});
