/** Whether what somebody said elsewhere of a room's log is what this device has of it (docs/checks.md, K61). Pure. */
import { equalBytes, type Bytes } from '@alcove/protocol';
import type { WordRow } from '@alcove/store';
import type { LogPlace } from '../sync/merge.ts';
import type { Incarnation } from './incarnation.ts';

/** What this device has at the place that the word names. */
export interface Own {
  readonly place: LogPlace;
  /** Null: too far back to know. */
  readonly head: Bytes | null;
  /** The keys at `place`, when they are at hand and in order. */
  readonly lock: WordRow['lock'];
  readonly incarnation: Incarnation | null;
}

/** `ahead`: this device is not there yet. `restored`: it differs, and the server's data went back since it was said. */
export type Judged = 'fits' | 'apart' | 'ahead' | 'restored';

/** What was written while the server was coming back may still tell of the log before. */
const SETTLED_MS = 10 * 60_000;

export function judgeWord(word: WordRow, { place, head, lock, incarnation }: Own): Judged {
  if (word.seq > place.seq) return 'ahead';
  // What was once found to differ does not come to fit by being far back.
  if (head === null) return word.state === 'apart' ? 'apart' : 'fits';
  if (equalBytes(word.head, head) && hasSameKeys(word, place, lock)) return 'fits';
  return isOfAnother(word, incarnation) ? 'restored' : 'apart';
}

/** Compared at the very same place alone: there everybody is in the same epoch, whatever was taken back before or comes after. */
function hasSameKeys({ seq, lock: theirs }: WordRow, place: LogPlace, own: WordRow['lock']): boolean {
  if (seq !== place.seq || theirs === null || own === null || theirs.epoch !== own.epoch) return true;
  return equalBytes(theirs.mark, own.mark);
}

/** A server that names another incarnation to each of two people gains the time until they both have been told for a while. */
function isOfAnother({ under, at }: WordRow, incarnation: Incarnation | null): boolean {
  if (incarnation === null) return true;
  return !equalBytes(under, incarnation.mark) && at <= incarnation.since + SETTLED_MS;
}
