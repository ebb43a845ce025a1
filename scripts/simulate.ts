/**
 * `npm run simulate -- --seeds 100000`: the long form of tests/system/src/simulator.test.ts. Remembers how far it came, so that the same
 * command goes on where it was stopped. `--seed 4711` runs one and tells everything; `--shrink` makes its plan as small as it fails.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { openSimulator } from '@alcove/testkit/simulator';
import { z } from 'zod';
import { replayOf, simulateAll, type Done } from '../tests/system/src/simulator.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    seeds: { type: 'string', default: '1000' },
    from: { type: 'string', default: '0' },
    workers: { type: 'string', default: String(availableParallelism()) },
    shrink: { type: 'boolean', default: false },
  },
});
const PIECE = 100;
const Progress = z.object({ next: z.int(), failed: z.array(z.int()) });

if (values.seed === undefined) await runMany(Number(values.from), Number(values.seeds), Number(values.workers));
else await runOne(Number(values.seed));

async function runMany(from: number, count: number, workers: number): Promise<void> {
  const file = join(import.meta.dirname, '../bench/results', `simulate-${String(from)}-${String(count)}.json`);
  mkdirSync(dirname(file), { recursive: true });
  const progress = existsSync(file)
    ? Progress.parse(JSON.parse(readFileSync(file, 'utf8')))
    : { next: from, failed: [] };
  if (progress.next > from) console.log(`going on at seed ${String(progress.next)}`);
  const startedAt = performance.now();
  const startedWith = progress.next;
  while (progress.next < from + count) {
    const first = progress.next;
    const jobs = Array.from({ length: Math.min(PIECE, from + count - first) }, (_, n) => ({ seed: first + n }));
    const done = new Map<number, Done>();
    await simulateAll(jobs, workers, (each) => {
      tell(each);
      done.set(each.seed, each);
      // A seed after one that is still running is run again: it may be stopped at any moment.
      for (let next = done.get(progress.next); next !== undefined; next = done.get(progress.next)) {
        if (next.complaints.length > 0) progress.failed.push(next.seed);
        progress.next += 1;
      }
      writeFileSync(file, JSON.stringify(progress));
    });
    const each = (performance.now() - startedAt) / (progress.next - startedWith);
    const soFar = `${String(progress.next - from)} of ${String(count)}, ${String(progress.failed.length)} failed`;
    console.log(`${soFar}, ${each.toFixed(0)} ms each`);
  }
  for (const seed of progress.failed) console.log(replayOf(seed));
  process.exitCode = progress.failed.length > 0 ? 1 : 0;
}

function tell({ seed, complaints }: Done): void {
  if (complaints.length > 0) console.log([replayOf(seed), ...complaints.slice(0, 5)].join('\n    '));
}

async function runOne(seed: number): Promise<void> {
  const simulator = await openSimulator();
  try {
    const plan = values.shrink ? await simulator.shrink(simulator.planOf(seed)) : simulator.planOf(seed);
    const { complaints, trace, counts } = await simulator.run(plan);
    console.log(JSON.stringify({ ...plan, steps: plan.steps.length }));
    console.log([...trace, ...complaints].join('\n'));
    console.log(counts);
    if (values.shrink) console.log(JSON.stringify(plan));
    process.exitCode = complaints.length > 0 ? 1 : 0;
  } finally {
    simulator.close();
  }
  process.exit();
}
