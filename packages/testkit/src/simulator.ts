/**
 * The simulator: real clients and the real server on virtual time, with faults. Takes over the process it is opened in (random numbers, the
 * time of day, some primitives), so it is opened first, in a process of its own. docs/security/simulator.md.
 */
import { takeNativePrimitives } from './simulator/native-primitives.ts';
import type { Plan } from './simulator/plan.ts';
import type { Verdict } from './simulator/simulate.ts';

export type { Plan } from './simulator/plan.ts';
export type { Verdict } from './simulator/simulate.ts';

export interface Simulator {
  planOf(seed: number): Plan;
  run(plan: Plan): Promise<Verdict>;
  /** The same complaint with fewer steps. */
  shrink(plan: Plan): Promise<Plan>;
  close(): void;
}

export async function openSimulator(): Promise<Simulator> {
  takeNativePrimitives();
  const [{ planOf }, { simulate }, { shrink }, { buildStage, removeFolder }, { stillProcess }] = await Promise.all([
    import('./simulator/plan.ts'),
    import('./simulator/simulate.ts'),
    import('./simulator/shrink.ts'),
    import('./simulator/stage.ts'),
    import('./simulator/still-process.ts'),
  ]);
  const process = stillProcess();
  const stage = await buildStage(process);
  const run = (plan: Plan): Promise<Verdict> => simulate(stage, process, plan);
  return { planOf, run, shrink: (plan) => shrink(plan, run), close: () => removeFolder(stage.folder) };
}
