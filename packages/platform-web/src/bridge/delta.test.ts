import { FrameId, RoomId } from '@alcove/protocol';
import type { TimelineItem, TimelineView } from '@alcove/client';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fill, shared, thin } from './delta.ts';

const room = RoomId.parse('R'.repeat(43));
const pool: readonly TimelineItem[] = Array.from({ length: 12 }, (_, n) => ({
  kind: 'unopened',
  id: FrameId.parse(`01J${String(n).padStart(23, '0')}`),
  seq: n,
  at: n,
  author: null,
  code: 'damaged',
  repairing: false,
}));
const view = (items: readonly TimelineItem[]): TimelineView => ({
  room,
  items,
  hasOlder: false,
  loadingOlder: false,
  unreadFrom: null,
  history: { state: 'complete', reachesBackTo: null, gaps: [] },
});

test('a timeline arrives as it was, through any number of changes, and sends only what is new', () => {
  fc.assert(
    fc.property(fc.array(fc.subarray([...pool.keys()])), (steps) => {
      let sent: TimelineView | null = null;
      let here: TimelineView | null = null;
      for (const step of steps) {
        const next = view(step.flatMap((n) => pool[n] ?? []));
        const crossing = structuredClone(thin(next, sent));
        const known = new Set(sent?.items);
        expect(crossing?.items.filter((item) => typeof item !== 'number').length).toBe(
          next.items.filter((item) => !known.has(item)).length,
        );
        const before = here;
        here = fill(crossing, here);
        expect(here).toEqual(next);
        for (const item of here?.items ?? []) {
          const old = before?.items.find(({ id }) => id === item.id);
          if (old !== undefined) expect(item).toBe(old);
        }
        sent = next;
      }
    }),
  );
});

test('no timeline is no timeline, and a place that was never sent is a fault', () => {
  expect(fill(thin(null, null), view(pool))).toBeNull();
  expect(() => fill({ ...view([]), items: [3] }, view([]))).toThrow(RangeError);
});

test('what says the same stays the same object, whatever is around it', () => {
  const old = { a: { x: 1 }, list: [{ y: 1 }, { y: 2 }], gone: null };
  expect(shared(old, structuredClone(old))).toBe(old);
  const next = shared(old, { a: { x: 1 }, list: [{ y: 1 }, { y: 3 }], gone: null });
  expect(next).toEqual({ a: { x: 1 }, list: [{ y: 1 }, { y: 3 }], gone: null });
  expect(next.a).toBe(old.a);
  expect(next.list[0]).toBe(old.list[0]);
  expect(shared(old, { a: { x: 1 } })).toEqual({ a: { x: 1 } });
  expect(shared([1, 2, 3], [1, 2])).toEqual([1, 2]);
  expect(shared(null, { a: 1 })).toEqual({ a: 1 });
});
