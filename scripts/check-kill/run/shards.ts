/**
 * Checks by the test file that kills them, and these dealt out to several machines.
 *
 * Invariant: the same list gives the same hands everywhere, and every check is in exactly one of them.
 */
import type { Check } from '../check.ts';

/** A whole house against a few functions. */
const SYSTEM_WEIGHT = 6;

const weightOf = (checks: readonly Check[]): number =>
  (checks.length + 1) * (checks[0]?.test.startsWith('packages/') === true ? 1 : SYSTEM_WEIGHT);

export function byTest(checks: readonly Check[]): Check[][] {
  return [...Map.groupBy(checks, ({ test }) => test).values()];
}

/** The checks of shard `index` of `count`, from 1; the heaviest file goes first to whoever has least. */
export function shardOf(checks: readonly Check[], index: number, count: number): Check[] {
  const hands = Array.from({ length: count }, () => ({ weight: 0, checks: [] as Check[] }));
  for (const file of byTest(checks).toSorted((a, b) => weightOf(b) - weightOf(a))) {
    const lightest = hands.reduce((least, hand) => (hand.weight < least.weight ? hand : least));
    lightest.weight += weightOf(file);
    lightest.checks.push(...file);
  }
  const hand = hands[index - 1];
  if (hand === undefined) throw new Error(`there is no shard ${String(index)} of ${String(count)}`);
  return hand.checks;
}
