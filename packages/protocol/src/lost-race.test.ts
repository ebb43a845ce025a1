import { describe, expect, test } from 'vitest';
import type { ErrorBody } from './errors.ts';
import { turnsAfter, type LostRace } from './lost-race.ts';

const conflict = (details?: ErrorBody['details']): ErrorBody => ({
  code: 'epoch-conflict',
  message: 'another was first',
  ...(details === undefined ? {} : { details }),
});
const race = (more: Partial<LostRace>): LostRace => ({ losses: 1, raceMs: 200, answer: conflict(), epoch: 7, ...more });
const most = (): number => 1;

describe('after a lost race', () => {
  test('it is this device’s turn when those before it have been', () => {
    const turns = turnsAfter(race({ answer: conflict({ epoch: 9, ahead: 3 }) }), most);
    expect(turns).toEqual({ due: 12, turnMs: 400, jitterMs: 0 });
  });

  test('a device that saw by itself that it came too late goes on at once', () => {
    expect(turnsAfter(race({ answer: null }), most)).toEqual({ due: 7, turnMs: 400, jitterMs: 0 });
  });

  test('the jitter grows with each loss, and does not grow for ever', () => {
    const spans = (answer: ErrorBody): number[] =>
      [1, 2, 3, 4, 5, 40, 4_000].map((losses) => turnsAfter(race({ losses, answer }), most).jitterMs);
    expect(spans(conflict({ epoch: 7, ahead: 0 }))).toEqual([0, 200, 600, 1_400, 3_000, 5_000, 5_000]);
    expect(spans(conflict())).toEqual([200, 600, 1_400, 3_000, 5_000, 5_000, 5_000]);
  });

  test('it is full jitter: anything from nothing on', () => {
    const jitters = [0, 0.25, 0.5, 1].map((r) => turnsAfter(race({ losses: 2 }), () => r).jitterMs);
    expect(jitters).toEqual([0, 150, 300, 600]);
  });

  test.each([
    [conflict({ epoch: 7, ahead: 1_000_000 }), 'a line without an end'],
    [conflict({ epoch: 9e9, ahead: 0 }), 'an epoch that is far away'],
  ])('a server cannot hold a device back for longer than a minute: %#', (answer) => {
    const { due, turnMs, jitterMs } = turnsAfter(race({ losses: 50, raceMs: 60_000, answer }), most);
    expect((due - 7) * turnMs + jitterMs).toBeLessThanOrEqual(65_000);
    expect(due).toBeGreaterThan(7);
  });

  test.each([[{ epoch: 'x', ahead: 1 }], [{ epoch: 7, ahead: -1 }], [{ epoch: 7 }], [{ ahead: 0.5, epoch: 7 }]])(
    'nonsense is no line: %j',
    (details) => {
      expect(turnsAfter(race({ answer: conflict(details) }), most)).toEqual(turnsAfter(race({}), most));
    },
  );
});
