import { expect, test } from 'vitest';
import { handleIn } from './handle-in.ts';

test('a handle as it is, with an at sign, in capitals, or inside a link', () => {
  expect(
    ['ines.c', ' @ines.c', 'Ines.C', 'https://alcove.example/u/ines.c', 'alcove.example/u/ines.c/'].map(handleIn),
  ).toEqual(Array.from({ length: 5 }, () => 'ines.c'));
});

test('nothing stays nothing', () => {
  expect(handleIn('  ')).toBe('');
});
