import { expect, test } from 'vitest';
import { Announcer } from './announcer.ts';
import { ana, at, ben, message } from './items.fixture.ts';

const from = (first: number, count: number) =>
  Array.from({ length: count }, (_, i) => message(first + i, ben, at(9, first + i)));

test('what was there on opening is history', () => {
  const announcer = new Announcer();
  expect(announcer.take(from(1, 30))).toBe(false);
  expect(announcer.say()).toBeNull();
});

test('two are said in full, a burst as a count', () => {
  const announcer = new Announcer();
  announcer.take(from(1, 3));
  expect(announcer.take(from(1, 5))).toBe(true);
  expect(announcer.say()).toMatchObject({ kind: 'messages', items: [{ seq: 4 }, { seq: 5 }] });
  announcer.take(from(1, 15));
  announcer.take(from(1, 25));
  expect(announcer.say()).toEqual({ kind: 'count', count: 20 });
  expect(announcer.say()).toBeNull();
});

test('older pages, own messages and waiting ones are not news', () => {
  const announcer = new Announcer();
  announcer.take(from(10, 3));
  expect(announcer.take(from(1, 12))).toBe(false);
  expect(announcer.take([...from(1, 12), message(13, ana, at(9, 30), { mine: true })])).toBe(false);
  expect(announcer.take([...from(1, 12), message(99, ana, at(9, 31), { mine: true, seq: null })])).toBe(false);
});

test('the first message of an empty room is news', () => {
  const announcer = new Announcer();
  announcer.take([]);
  expect(announcer.take(from(1, 1))).toBe(true);
});
