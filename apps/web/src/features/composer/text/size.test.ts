import { expect, test } from 'vitest';
import { LIMIT_BYTES, overBy } from './size.ts';

test('bytes count, not characters', () => {
  expect(overBy('a'.repeat(LIMIT_BYTES))).toBe(0);
  expect(overBy('a'.repeat(LIMIT_BYTES + 3))).toBe(3);
  expect(overBy('é'.repeat(LIMIT_BYTES))).toBe(LIMIT_BYTES);
});
