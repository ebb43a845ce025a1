import { expect, test } from 'vitest';
import { READ_AFTER_MS, ReadClock } from './read-clock.ts';

test('a message is read after one second on screen, not before', () => {
  const clock = new ReadClock();
  clock.see(7, 0);
  expect(clock.ripe(READ_AFTER_MS - 1)).toBeNull();
  expect(clock.ripe(READ_AFTER_MS)).toBe(7);
  expect(clock.ripe(READ_AFTER_MS * 2)).toBeNull();
});

test('scrolling on does not start the second anew for what was already seen', () => {
  const clock = new ReadClock();
  clock.see(1, 0);
  clock.see(2, 600);
  expect(clock.next()).toBe(READ_AFTER_MS);
  expect(clock.ripe(1_000)).toBe(1);
  expect(clock.ripe(1_600)).toBe(2);
});

test('looking away forgets, and it never goes back', () => {
  const clock = new ReadClock();
  clock.see(5, 0);
  clock.lookAway();
  expect(clock.ripe(5_000)).toBeNull();
  clock.see(5, 5_000);
  expect(clock.ripe(6_000)).toBe(5);
  clock.see(3, 6_000);
  expect(clock.next()).toBeNull();
});
