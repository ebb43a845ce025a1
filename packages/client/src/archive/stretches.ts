/** Sets of places in a log, as stretches in order that neither overlap nor touch. Pure. */
import type { Stretch } from '@alcove/store';

export type Stretches = readonly Stretch[];

export function join(...sets: readonly Stretches[]): Stretches {
  const out: [number, number][] = [];
  for (const [first, last] of sets.flat().toSorted(([a], [b]) => a - b)) {
    if (last < first) continue;
    const end = out.at(-1);
    if (end === undefined || first > end[1] + 1) out.push([first, last]);
    else end[1] = Math.max(end[1], last);
  }
  return out;
}

/** What is in `from` and not in `taken`. Both in order. */
export function without(from: Stretches, taken: Stretches): Stretches {
  let left: Stretches = from;
  for (const [first, last] of taken) {
    left = left.flatMap(([a, b]): Stretch[] => {
      if (last < a || first > b) return [[a, b]];
      const parts: Stretch[] = [
        [a, first - 1],
        [last + 1, b],
      ];
      return parts.filter(([x, y]) => x <= y);
    });
  }
  return left;
}

export function holds(set: Stretches, [first, last]: Stretch): boolean {
  return set.some(([a, b]) => a <= first && last <= b);
}
