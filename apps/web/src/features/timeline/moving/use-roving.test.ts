import { expect, test } from 'vitest';
import { ana, at, ben, joined, message, timeline } from '../model/items.fixture.ts';
import { buildRows } from '../model/rows.ts';
import { step } from './use-roving.ts';

const items = [message(1, ana, at(9, 0)), joined(2, ben, at(9, 1)), message(3, ana, at(33, 0))] as const;
const rows = buildRows(timeline(items));
const [first, line, last] = [items[0].id as string, `lines:${items[1].id}`, items[2].id as string];

test('arrows go over dividers, to messages and room lines', () => {
  expect(step(rows, first, 'ArrowDown')).toBe(line);
  expect(step(rows, line, 'ArrowDown')).toBe(last);
  expect(step(rows, last, 'ArrowUp')).toBe(line);
});

test('Home and End go to the ends, and at the ends one stays', () => {
  expect(step(rows, last, 'Home')).toBe(first);
  expect(step(rows, first, 'End')).toBe(last);
  expect(step(rows, first, 'ArrowUp')).toBe(first);
});

test('other keys lead nowhere', () => {
  expect(step(rows, first, 'r')).toBeNull();
});
