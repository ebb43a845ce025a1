/** Leaves out of a failing plan whatever it fails without, so that a person can read what is left. */
import { FAIR } from './line.ts';
import type { Plan } from './plan.ts';
import type { Verdict } from './simulate.ts';

export async function shrink(plan: Plan, run: (plan: Plan) => Promise<Verdict>): Promise<Plan> {
  const fails = async (smaller: Plan): Promise<boolean> => (await run(smaller)).complaints.length > 0;
  let smallest = plan;
  const attempt = async (smaller: Plan): Promise<void> => {
    if (await fails(smaller)) smallest = smaller;
  };
  for (let at = plan.steps.length - 1; at >= 0; at--)
    await attempt({ ...smallest, steps: smallest.steps.filter((step) => step !== plan.steps[at]) });
  await attempt({ ...smallest, skewsMs: smallest.skewsMs.map(() => 0) });
  await attempt({ ...smallest, weather: { ...FAIR, delayMs: smallest.weather.delayMs } });
  await attempt({ ...smallest, weather: { ...smallest.weather, delayMs: FAIR.delayMs } });
  return smallest;
}
