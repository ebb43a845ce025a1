/**
 * What this person decided about others, in memory. Loaded from the sealed records this device holds; a decision is made known here
 * by whoever stored it (records/kinds/tie.ts), whichever device it was made on.
 */
import { records } from '@alcove/crypto';
import { equalBytes, type AccountId, type Bytes, type RoomId } from '@alcove/protocol';
import type { Store } from '@alcove/store';
import { decodeTie, encodeTie, meaningOf, type Tie, type TieOf } from './tie.ts';

export interface Ties {
  identity(account: AccountId): TieOf<'identity'> | null;
  /** Compared, and under this very key. */
  isVerified(account: AccountId, aik: Bytes): boolean;
  standing(account: AccountId): TieOf<'person'>['standing'];
  request(room: RoomId): TieOf<'request'> | null;
  all<K extends Tie['of']>(of: K): readonly TieOf<K>[];
  /** False: an earlier decision, or one that is known. */
  take(tie: Tie, from: 'here' | 'elsewhere'): boolean;
  /** What other devices decided, each told once: for whoever acts on it. */
  news(): readonly Tie[];
}

export async function loadTies(store: Store, recordKey: Bytes): Promise<Ties> {
  const ties = createTies();
  for (const { name, plain } of await store.records.all()) {
    const tie = tieNamed(recordKey, name, plain);
    if (tie !== null) ties.take(tie, 'here');
  }
  return ties;
}

/** A record is the decision it says it is only under the name that goes with it. */
export function tieNamed(recordKey: Bytes, name: string, plain: Bytes): Tie | null {
  const tie = decodeTie(plain);
  return tie !== null && records.name(recordKey, meaningOf(tie)) === name ? tie : null;
}

function createTies(): Ties {
  const known = new Map<string, Tie>();
  let news: Tie[] = [];
  const identity = (account: AccountId): TieOf<'identity'> | null => {
    const tie = known.get(`identity:${account}`);
    return tie?.of === 'identity' ? tie : null;
  };
  const standing = (account: AccountId): TieOf<'person'>['standing'] => {
    const tie = known.get(`person:${account}`);
    return tie?.of === 'person' ? tie.standing : 'none';
  };
  return {
    identity,
    standing,
    request(room) {
      const tie = known.get(`request:${room}`);
      return tie?.of === 'request' ? tie : null;
    },
    isVerified(account, aik) {
      const tie = identity(account);
      return tie?.verified === true && equalBytes(tie.aik, aik);
    },
    all: <K extends Tie['of']>(of: K) => [...known.values()].filter((tie): tie is TieOf<K> => tie.of === of),
    take(tie, from) {
      const before = known.get(meaningOf(tie));
      if (before !== undefined && before.at > tie.at) return false;
      // Of two of the same time the records say which stands (records/later.ts).
      if (
        before !== undefined &&
        before.at === tie.at &&
        (from === 'here' || equalBytes(encodeTie(before), encodeTie(tie)))
      )
        return false;
      known.set(meaningOf(tie), tie);
      if (from === 'elsewhere') news.push(tie);
      return true;
    },
    news() {
      const told = news;
      news = [];
      return told;
    },
  };
}
