/** A whisper is heard once, in order, and soon. */
import { DeviceId, RoomId } from '@alcove/protocol';
import { expect, test } from 'vitest';
import { createSaidNow, HEARD_WITHIN_MS } from './said-now.ts';

const PHONE = DeviceId.parse('p'.repeat(22));
const LAPTOP = DeviceId.parse('l'.repeat(22));
const WALK = RoomId.parse('w'.repeat(43));
const NEXT = RoomId.parse('n'.repeat(43));
const NOW = 1_800_000_000_000;

test('[W01] once, and nothing after what its device said later', () => {
  const { hear } = createSaidNow(() => NOW);
  expect(hear(PHONE, WALK, NOW - 20)).toBe(true);
  expect(hear(PHONE, WALK, NOW - 20)).toBe(false);
  expect(hear(PHONE, WALK, NOW)).toBe(true);
  expect(hear(PHONE, WALK, NOW - 10)).toBe(false);
});

test('devices and rooms do not wait for each other', () => {
  const { hear } = createSaidNow(() => NOW);
  expect(hear(PHONE, WALK, NOW)).toBe(true);
  expect(hear(LAPTOP, WALK, NOW - 5)).toBe(true);
  expect(hear(PHONE, NEXT, NOW - 5)).toBe(true);
  expect(hear(PHONE, 'here', NOW - 5)).toBe(true);
});

test('[W02] not when it was long on its way, nor when it comes from what is not yet', () => {
  let now = NOW;
  const { hear } = createSaidNow(() => now);
  now += HEARD_WITHIN_MS + 1;
  expect(hear(PHONE, WALK, NOW)).toBe(false);
  expect(hear(PHONE, WALK, now + HEARD_WITHIN_MS + 1)).toBe(false);
  expect(hear(PHONE, WALK, NOW + 1)).toBe(true);
});

test('what a device says has always a later time, also when the clock stands still or goes back', () => {
  let now = NOW + 0.5;
  const { next } = createSaidNow(() => now);
  const first = next();
  const second = next();
  now -= 5_000;
  expect([first, second, next()]).toEqual([NOW, NOW + 1, NOW + 2]);
});
