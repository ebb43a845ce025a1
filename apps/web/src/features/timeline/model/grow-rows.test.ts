import type { TimelineItem, TimelineView } from '@alcove/client';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { growRows, type Built } from './grow-rows.ts';
import { ana, at, ben, joined, message, timeline, unopened } from './items.fixture.ts';
import { buildRows } from './rows.ts';

/** What stands at a place: who, what, and in which version. Equal ones are the same object, as they are when views keep them. */
const spec = fc.record({
  kind: fc.constantFrom('message', 'message', 'message', 'reply', 'mine', 'line', 'unopened'),
  by: fc.constantFrom(ana, ben),
  minutes: fc.constantFrom(0, 1, 4, 7, 400),
  version: fc.nat(2),
});
type Spec = typeof spec extends fc.Arbitrary<infer T> ? T : never;

const made = new Map<string, TimelineItem>();
function itemOf(n: number, time: number, { kind, by, version }: Spec): TimelineItem {
  const name = JSON.stringify([n, time, kind, by.name, version]);
  const known = made.get(name);
  if (known !== undefined) return known;
  const more = { text: String(version) };
  const quote = { id: message(1, ana, 0).id, author: ana, text: 'x', deleted: false };
  const send = { state: version === 0 ? 'sent' : 'read', readBy: version, reason: null } as const;
  const item =
    kind === 'line'
      ? joined(n, by, time)
      : kind === 'unopened'
        ? unopened(n, by, time)
        : message(
            n,
            by,
            time,
            kind === 'reply' ? { ...more, replyTo: quote } : kind === 'mine' ? { ...more, mine: true, send } : more,
          );
  made.set(name, item);
  return item;
}

function viewOf(specs: readonly Spec[], skipped: number, unread: number): TimelineView {
  let time = at(9, 0);
  const items = specs.map((each, index) => {
    time += each.minutes * 60_000;
    return itemOf(index, time, each);
  });
  const from = items[unread];
  return {
    ...timeline(items.slice(skipped)),
    hasOlder: skipped > 0,
    unreadFrom: from === undefined ? null : { id: from.id, since: 1 },
  };
}

/** Appends, changes one, drops the end, comes with more or less of the past. */
const step = fc.oneof(
  spec.map((more) => (specs: readonly Spec[]) => [...specs, more]),
  fc.tuple(spec, fc.nat()).map(([other, where]) => (specs: readonly Spec[]) => {
    return specs.map((each, index) => (index === where % specs.length ? { ...other, minutes: each.minutes } : each));
  }),
  fc.constant((specs: readonly Spec[]) => specs.slice(0, -1)),
);

test('whatever changes, the rows are those that building all of them gives', () => {
  fc.assert(
    fc.property(
      fc.array(spec, { minLength: 1, maxLength: 30 }),
      fc.array(fc.tuple(step, fc.nat(2)), { maxLength: 12 }),
      fc.nat(40),
      (start, steps, unread) => {
        let specs: readonly Spec[] = start;
        let before: Built | null = null;
        for (const [change, skipped] of steps) {
          specs = change(specs);
          const view = viewOf(specs, skipped, unread);
          const rows = growRows(view, before);
          expect(rows).toEqual(buildRows(view));
          before = { view, rows };
        }
      },
    ),
    { numRuns: 500 },
  );
});

test('a message at the end leaves every row before its neighbour as it is, and a view without news all of them', () => {
  const items = Array.from({ length: 40 }, (_, n) => message(n, ana, at(9, 0) + n * 1_000));
  const view = timeline(items);
  const rows = buildRows(view);
  const next = growRows(timeline([...items, message(40, ana, at(9, 1))]), { view, rows });
  expect(rows.slice(0, 40).every((row, index) => row === next[index])).toBe(true);
  expect(next).toHaveLength(rows.length + 1);
  expect(growRows(timeline([...items]), { view, rows })).toBe(rows);
});
