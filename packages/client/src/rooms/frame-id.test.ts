import { expect, test } from 'vitest';
import { newFrameId } from './frame-id.ts';

test('ids made later sort later, and no two are equal', () => {
  const ids = Array.from({ length: 2_000 }, (_, n) => newFrameId(1_795_000_000_000 + n));
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(Array.from({ length: 2_000 }, () => newFrameId(1))).size).toBe(2_000);
});

test('a clock before 1970 or with fractions makes ids all the same', () => {
  expect(newFrameId(-5).startsWith('0000000000')).toBe(true);
  expect(newFrameId(1.5).startsWith('0000000001')).toBe(true);
});
