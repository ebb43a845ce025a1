import { expect, test } from 'vitest';
import { listOf as german } from './de/plural.ts';
import { listOf } from './en/plural.ts';
import { isolated } from './isolate.ts';

test('names are isolated one by one', () => {
  expect(listOf(['Ana', 'נועה'])).toBe(`${isolated('Ana')} and ${isolated('נועה')}`);
  expect(listOf(['Ana', 'Ben', 'Caro'])).toBe(`${isolated('Ana')}, ${isolated('Ben')} and ${isolated('Caro')}`);
});

test('who is counted but not named is said as a number', () => {
  expect(listOf(['Ana'], 4)).toBe(`${isolated('Ana')} and 3 more`);
  expect(listOf([], 4)).toBe('4');
  expect(german(['Ana'], 4)).toBe(`${isolated('Ana')} und 3 weitere`);
});
