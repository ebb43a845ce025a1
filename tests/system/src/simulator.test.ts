import { availableParallelism } from 'node:os';
import type { Plan } from '@alcove/testkit/simulator';
import { expect, test } from 'vitest';
import { OPEN_SEEDS, REGRESSIONS } from './simulator-regressions.ts';
import { replayOf, simulateAll, type Done } from './simulator.ts';

// The long form is `npm run simulate -- --seeds 100000`.
const SEEDS = Number(process.env['ALCOVE_SIMULATOR_SEEDS'] ?? 500);
/** What is asked is whether they pass, not how fast: a busy machine takes ten times as long. */
const PATIENCE_MS = 900_000;
const WORKERS = Math.min(4, availableParallelism());

test(
  'clients and a server keep their promises through every seed',
  async () => {
    const jobs = Array.from({ length: SEEDS }, (_, seed) => ({ seed }));
    const { seeds, failed, messages, liedTo } = await simulateAll(jobs, WORKERS);
    for (const { seed, complaints } of failed) console.log(replayOf(seed), OPEN_SEEDS.get(seed) ?? 'new', complaints);
    const fresh = failed.filter(({ seed }) => !OPEN_SEEDS.has(seed));
    expect(fresh.map(({ seed, complaints, trace }) => [replayOf(seed), ...complaints, ...trace].join('\n'))).toEqual(
      [],
    );
    expect(seeds).toBe(SEEDS);
    expect(messages).toBeGreaterThan(SEEDS);
    expect(liedTo).toBeGreaterThan(SEEDS / 10);
  },
  PATIENCE_MS,
);

test(
  'a seed can be run again, and a client whose disk forgets does not pass',
  async () => {
    const step = (at: number, what: string, who: number, dice = 1) => ({ at, what, who, dice });
    const forgetful: Plan = {
      seed: 1,
      devices: ['ana', 'ben', 'cleo'],
      skewsMs: [0, 0, 0],
      weather: { delayMs: 30, lostCalls: 0, dropped: 0, doubled: 0, swapped: 0 },
      steps: [
        step(1_000, 'found', 0),
        step(4_000, 'copy-disk', 1),
        step(5_000, 'say', 1),
        step(7_000, 'old-disk', 1),
        step(9_000, 'say', 1),
      ],
    };
    const honest = { ...forgetful, steps: forgetful.steps.filter(({ what }) => what !== 'old-disk') };
    const verdicts: Done[] = [];
    await simulateAll(
      [forgetful, forgetful, honest].map((plan) => ({ seed: 1, plan })),
      2,
      (done) => verdicts.push(done),
    );
    const [one, other, ...more] = verdicts.filter(({ complaints }) => complaints.length > 0);
    expect(one?.complaints.map((complaint) => complaint.split(':')[0])).toContain('keys once');
    expect(other).toEqual(one);
    expect(more).toEqual([]);
    expect(verdicts).toHaveLength(3);
  },
  PATIENCE_MS,
);

test(
  'what failed once does not fail again',
  async () => {
    const { failed, seeds } = await simulateAll(
      REGRESSIONS.map(({ plan }) => ({ seed: plan.seed, plan })),
      WORKERS,
    );
    expect(failed.map(({ complaints, trace }) => [...complaints, ...trace].join('\n'))).toEqual([]);
    expect(seeds).toBe(REGRESSIONS.length);
  },
  PATIENCE_MS,
);
