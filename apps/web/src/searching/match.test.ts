import { expect, test } from 'vitest';
import { match } from './match.ts';

test('accents and case fold away, and the range is of the name as written', () => {
  expect(match('Søren Lindqvist', 'soren')?.range).toEqual([0, 5]);
  expect(match('Thảo Nguyễn', 'NGUYEN')?.range).toEqual([5, 11]);
  expect(match('İkram Yıldız', 'yild')?.range).toEqual([6, 10]);
});

test('one letter that folds to two does not move the range', () => {
  expect(match('Straße 9', 'sse 9')?.range).toEqual([4, 8]);
});

test('a beginning beats a later word, which beats the middle', () => {
  const rank = (name: string): number | undefined => match(name, 'pier')?.rank;
  expect(rank('Pier works')).toBe(0);
  expect(rank('North pier')).toBe(1);
  expect(rank('Rapier club')).toBe(2);
  expect(rank('Boat shed')).toBeUndefined();
});

test('signs of patterns are only signs', () => {
  expect(match('a.c', 'b')).toBeNull();
  expect(match('what (now)?', '(now)?')?.range).toEqual([5, 11]);
});
