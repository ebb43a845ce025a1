import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cameIn, followedFrom, gain, heldBy, missingFrom, NOT_FOLLOWED, reachOf, readBy, skip } from './history.ts';
import { holds, join, without, type Stretches } from './stretches.ts';

const MOST = 40;
const stretches = fc.array(
  fc
    .tuple(fc.integer({ min: 1, max: MOST }), fc.integer({ min: 0, max: 6 }))
    .map(([first, more]) => [first, first + more] as const),
  { maxLength: 8 },
);
const places = (set: Stretches): number[] => {
  const all = Array.from({ length: MOST + 10 }, (_, at) => at);
  return all.filter((place) => set.some(([first, last]) => place >= first && place <= last));
};

test('sets of places: joined, taken away, asked, as if each place were counted', () => {
  fc.assert(
    fc.property(stretches, stretches, (a, b) => {
      const [all, left] = [join(a, b), without(join(a), join(b))];
      expect(places(all)).toEqual(places([...a, ...b]));
      expect(places(left)).toEqual(places(a).filter((place) => !places(b).includes(place)));
      // In order, and nothing that touches stays apart.
      expect(all.every(([first, last], at) => first <= last && first > (all[at - 1]?.[1] ?? -1) + 1)).toBe(true);
      for (const one of b) expect(holds(all, one)).toBe(true);
    }),
  );
});

test('a first device misses nothing; a later one misses what was before it until the archive brings it', () => {
  expect(missingFrom(followedFrom(1), 20)).toEqual([]);
  const joined = cameIn({ history: NOT_FOLLOWED, cursor: 0 }, 10, false);
  expect(missingFrom(joined, 20)).toEqual([[1, 9]]);
  expect(reachOf(joined, 20)).toBe(10);
  const some = gain(joined, [[6, 9]], 3);
  expect(missingFrom(some, 20)).toEqual([[3, 5]]);
  expect(reachOf(some, 20)).toBe(6);
  expect(missingFrom(gain(some, [[3, 5]]), 20)).toEqual([]);
});

test('what was sealed before a device came in is missing where it stands', () => {
  const joined = skip(skip(cameIn(null, 10, false), 11), 13);
  expect(missingFrom(joined, 20)).toEqual([
    [1, 9],
    [11, 11],
    [13, 13],
  ]);
  expect(heldBy(gain(joined, [[1, 13]]), 20)).toEqual([[1, 20]]);
});

test('an archive that is read before the room is entered counts, and what was said while one was out does not', () => {
  const read = gain(NOT_FOLLOWED, [[2, 9]], 2);
  expect(missingFrom(cameIn({ history: read, cursor: 0 }, 12, false), 15)).toEqual([[10, 11]]);
  const back = cameIn({ history: followedFrom(1), cursor: 8 }, 30, true);
  expect(missingFrom(back, 40)).toEqual([]);
});

test('[A12] what did not open is left to others of the account, garbage without end is not', () => {
  const place = { seq: 2_000, head: new Uint8Array(32) };
  const after = (shut: readonly { readonly seq: number; readonly wanted: boolean }[]): Stretches =>
    readBy({ history: followedFrom(1), place, unopened: shut });
  expect(after([])).toEqual([[1, 2_000]]);
  expect(
    after([
      { seq: 5, wanted: true },
      { seq: 9, wanted: false },
    ]),
  ).toEqual([
    [1, 4],
    [6, 2_000],
  ]);
  const garbage = Array.from({ length: 900 }, (_, n) => ({ seq: 2 * (n + 1), wanted: true }));
  expect(after(garbage).length).toBeLessThan(300);
  expect(holds(after(garbage), [1, 1_000])).toBe(true);
});
