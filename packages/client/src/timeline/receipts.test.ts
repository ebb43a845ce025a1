import type { AccountId } from '@alcove/protocol';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { receiptOf, standingOf } from './receipts.ts';
import { ADA, BEN, CAT } from './story.test-kit.ts';

const mark = (account: AccountId, delivered: number, read: number) => ({ account, delivered, read });
const since = (...pairs: [AccountId, number][]) => new Map(pairs);

describe('receipts', () => {
  test('[TL20] direct: sent, delivered on any device, read', () => {
    const marks = [mark(BEN, 3, 1), mark(BEN, 5, 0)];
    const standing = standingOf(ADA, since([BEN, 0]), marks);
    expect([1, 2, 5, 6].map((seq) => receiptOf(standing, seq))).toEqual([
      { state: 'read', readBy: 1 },
      { state: 'delivered', readBy: 0 },
      { state: 'delivered', readBy: 0 },
      { state: 'sent', readBy: 0 },
    ]);
  });

  test('[TL21] group: delivered when everyone has it, read by so many', () => {
    const standing = standingOf(ADA, since([BEN, 0], [CAT, 0]), [mark(BEN, 9, 4), mark(CAT, 6, 2)]);
    expect([2, 4, 6, 7].map((seq) => receiptOf(standing, seq))).toEqual([
      { state: 'read', readBy: 2 },
      { state: 'read', readBy: 1 },
      { state: 'delivered', readBy: 0 },
      { state: 'sent', readBy: 0 },
    ]);
  });

  test('[TL22] own devices never count; alone in a room a message is sent and no more', () => {
    expect(receiptOf(standingOf(ADA, since(), [mark(ADA, 9, 9)]), 1)).toEqual({ state: 'sent', readBy: 0 });
    expect(receiptOf(standingOf(ADA, since([BEN, 0]), [mark(ADA, 9, 9)]), 1)).toEqual({ state: 'sent', readBy: 0 });
  });

  test('[TL23] a newcomer neither holds back nor has read what was said before', () => {
    const standing = standingOf(ADA, since([BEN, 0], [CAT, 8]), [mark(BEN, 9, 0), mark(CAT, 9, 9)]);
    expect(receiptOf(standing, 5)).toEqual({ state: 'delivered', readBy: 0 });
    expect(receiptOf(standing, 9)).toEqual({ state: 'read', readBy: 1 });
    expect(receiptOf(standingOf(ADA, since([BEN, 0], [CAT, 8]), [mark(BEN, 9, 0)]), 5).state).toBe('delivered');
  });

  test('[TL24] marks in any order only move a message forward', () => {
    const anyMark = fc.record({ account: fc.constantFrom(BEN, CAT), delivered: fc.nat(12), read: fc.nat(12) });
    const rank = { sent: 0, delivered: 1, read: 2 };
    fc.assert(
      fc.property(fc.array(anyMark, { maxLength: 12 }), fc.integer({ min: 1, max: 12 }), (marks, seq) => {
        const others = since([BEN, 0], [CAT, 4]);
        const states = marks.map((_, n) => receiptOf(standingOf(ADA, others, marks.slice(0, n + 1)), seq));
        for (const [n, now] of states.entries()) {
          const before = states[n - 1];
          expect(rank[now.state]).toBeGreaterThanOrEqual(before === undefined ? 0 : rank[before.state]);
          expect(now.readBy).toBeGreaterThanOrEqual(before?.readBy ?? 0);
        }
        const all = standingOf(ADA, others, marks);
        expect(standingOf(ADA, others, marks.toReversed())).toEqual(all);
      }),
    );
  });
});
