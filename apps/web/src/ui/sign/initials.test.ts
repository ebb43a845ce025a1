import { expect, test } from 'vitest';
import { initials } from './initials.ts';

test('first and last word give two letters', () => {
  expect(initials('Inês Carvalho', 2)).toBe('IC');
  expect(initials('Ольга Петровна Мельник', 2)).toBe('ОМ');
  expect(initials('ines.carvalho', 2)).toBe('IC');
});

test('scripts without capitals give one whole grapheme', () => {
  expect(initials('佐藤 葵', 2)).toBe('佐');
  expect(initials('प्रिया राव', 2)).toBe('प्रि');
  expect(initials('יעל ברק', 2)).toBe('י');
});

test('signs and emoji are passed over, and a name of nothing else gives nothing', () => {
  expect(initials('🌊 Thảo', 2)).toBe('T');
  expect(initials('  — ', 2)).toBe('');
  expect(initials('', 1)).toBe('');
});
