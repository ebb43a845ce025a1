import { availableParallelism } from 'node:os';
import { expect, test } from 'vitest';
import { REGRESSIONS } from './simulator-regressions.ts';
import { replayOf, simulateAll } from './simulator.ts';

// The long form is `npm run simulate -- --seeds 100000`.
const SEEDS = Number(process.env['ALCOVE_SIMULATOR_SEEDS'] ?? 500);
const WORKERS = Math.min(4, availableParallelism());

test('clients and a server keep their promises through every seed', async () => {
  const jobs = Array.from({ length: SEEDS }, (_, seed) => ({ seed }));
  const { seeds, failed, messages } = await simulateAll(jobs, WORKERS);
  expect(failed.map(({ seed, complaints, trace }) => [replayOf(seed), ...complaints, ...trace].join('\n'))).toEqual([]);
  expect(seeds).toBe(SEEDS);
  expect(messages).toBeGreaterThan(SEEDS);
}, 900_000);

test('what failed once does not fail again', async () => {
  const { failed, seeds } = await simulateAll(
    REGRESSIONS.map(({ plan }) => ({ seed: plan.seed, plan })),
    WORKERS,
  );
  expect(failed.map(({ complaints, trace }) => [...complaints, ...trace].join('\n'))).toEqual([]);
  expect(seeds).toBe(REGRESSIONS.length);
}, 120_000);
