/**
 * How far a sent message has come, from the marks of the others' devices. Moves forward only: sent, delivered, read.
 *
 * Delivered means every other person has it on some device; read means at least one of them has seen it, `readBy` how many.
 * People count from the entry that brought them in: a newcomer does not hold back what was said before.
 */
import type { AccountId } from '@alcove/protocol';
import type { MarkRow } from '@alcove/store';

export interface Standing {
  /** What has a lower place is on a device of everyone it was sent to. */
  readonly missingFrom: number;
  /** Sorted, per person: the first place they could read, and the first they have not read. */
  readonly joined: readonly number[];
  readonly unreadFrom: readonly number[];
}

/** `others`: everyone else who is in the room now, with the entry that brought them in (0 when it is not known). */
export function standingOf(
  me: AccountId,
  others: ReadonlyMap<AccountId, number>,
  marks: readonly Pick<MarkRow, 'account' | 'delivered' | 'read'>[],
): Standing {
  const delivered = new Map<AccountId, number>();
  const read = new Map<AccountId, number>();
  for (const mark of marks) {
    if (mark.account === me) continue;
    read.set(mark.account, Math.max(read.get(mark.account) ?? 0, mark.read));
    const best = Math.max(mark.delivered, mark.read);
    delivered.set(mark.account, Math.max(delivered.get(mark.account) ?? 0, best));
  }
  let missingFrom = Infinity;
  for (const [account, joined] of others) {
    missingFrom = Math.min(missingFrom, Math.max(joined, (delivered.get(account) ?? 0) + 1));
  }
  const joinedOf = (account: AccountId): number => others.get(account) ?? 0;
  const ascending = (a: number, b: number): number => a - b;
  return {
    missingFrom,
    joined: [...read.keys()].map(joinedOf).toSorted(ascending),
    unreadFrom: [...read].map(([account, upTo]) => Math.max(joinedOf(account), upTo + 1)).toSorted(ascending),
  };
}

/** For somebody who tells nobody what they read, and sees it of nobody: whoever has read a message has it. */
export function withoutRead<M extends Pick<MarkRow, 'delivered' | 'read'>>(marks: readonly M[]): readonly M[] {
  return marks.map((mark) => ({ ...mark, delivered: Math.max(mark.delivered, mark.read), read: 0 }));
}

export function receiptOf(
  standing: Standing,
  seq: number,
): { readonly state: 'sent' | 'delivered' | 'read'; readonly readBy: number } {
  const readBy = countUpTo(standing.joined, seq) - countUpTo(standing.unreadFrom, seq);
  if (readBy > 0) return { state: 'read', readBy };
  // Nobody else is in the room: there is nobody to deliver to.
  const delivered = seq < standing.missingFrom && standing.missingFrom !== Infinity;
  return { state: delivered ? 'delivered' : 'sent', readBy };
}

/** How many of the sorted numbers are at most `limit`. */
function countUpTo(sorted: readonly number[], limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? Infinity) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
