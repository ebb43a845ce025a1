/** One process of a simulation of many seeds: is told plans or seeds, says what came of each. Started by simulator.ts. */
import { openSimulator } from '@alcove/testkit/simulator';
import type { Job, Report } from './simulator.ts';

const simulator = await openSimulator();
const say = (report: Report): void => void process.send?.(report);

process.on('message', (job: Job) => void answer(job));
process.on('disconnect', () => {
  simulator.close();
  process.exit(0);
});
say({ kind: 'ready' });

async function answer({ seed, plan = simulator.planOf(seed) }: Job): Promise<void> {
  try {
    const { complaints, trace, counts } = await simulator.run(plan);
    say({ kind: 'done', seed, complaints, trace: complaints.length > 0 ? trace : [], counts });
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    say({ kind: 'done', seed, complaints: [`the simulation itself: ${text}`], trace: [], counts: NOTHING });
  }
}

const NOTHING = { devices: 0, messages: 0, commits: 0, liedTo: 0, virtualSeconds: 0 };
