import { expect, test } from 'vitest';
import type { Clock } from '../ports.ts';
import { createIdle } from './idle.ts';

/** A clock of which the test decides how much of the time its timers live through. */
function sleepyClock() {
  let now = 0;
  const timers = new Map<number, { left: number; run: () => void }>();
  let last = 0;
  const clock: Clock = {
    now: () => now,
    setTimer: (left, run) => {
      timers.set(++last, { left, run });
      return last;
    },
    clearTimer: (handle) => void timers.delete(handle as number),
  };
  const pass = (ms: number): void => {
    now += ms;
    for (const [id, timer] of timers) {
      timer.left -= ms;
      if (timer.left > 0) continue;
      timers.delete(id);
      timer.run();
    }
  };
  const sleep = (ms: number): void => void (now += ms);
  return { clock, pass, sleep };
}

function counted() {
  const time = sleepyClock();
  let ended = 0;
  const idle = createIdle(time.clock, () => void (ended += 1));
  return { ...time, idle, ended: () => ended };
}

test('it ends after its time, once, and every touch begins anew', () => {
  const { idle, pass, ended } = counted();
  idle.start(60_000);
  pass(59_000);
  idle.touch();
  pass(59_000);
  expect(ended()).toBe(0);
  pass(1_000);
  expect(ended()).toBe(1);
  pass(600_000);
  idle.touch();
  expect(idle.look()).toBe(false);
  expect(ended()).toBe(1);
});

test('what was slept through counts: a look or a touch afterwards ends it', () => {
  for (const wake of ['look', 'touch'] as const) {
    const { idle, sleep, ended } = counted();
    idle.start(60_000);
    sleep(30_000);
    expect(idle.look()).toBe(false);
    sleep(30_000);
    idle[wake]();
    expect(ended()).toBe(1);
  }
});

test('stopped, it ends nothing; another length takes the place of the one before', () => {
  const { idle, pass, ended } = counted();
  idle.start(60_000);
  idle.start(300_000);
  pass(60_000);
  expect(ended()).toBe(0);
  idle.stop();
  pass(900_000);
  expect(ended()).toBe(0);
});
