/**
 * What of a room's log this device holds, and what it misses. What the account could never read (before it came in) is not missing.
 * Pure: rooms carry the value, steps of work replace it.
 */
import type { HistoryRow, Stretch } from '@alcove/store';
import type { Room } from '../rooms/room.ts';
import { join, without, type Stretches } from './stretches.ts';

export type History = Omit<HistoryRow, 'room'>;

/** The account came in with this device, and misses nothing. */
export function followedFrom(seq: number): History {
  return { logFrom: seq, origin: seq, held: [] };
}

/** Every place that is here, when the log was processed up to `cursor`. */
export function heldBy({ logFrom, held }: History, cursor: number): Stretches {
  return join(held, [[logFrom, cursor]]);
}

/** So many of the newest are asked for: garbage without end keeps nobody busy. */
const MOST_WANTED = 256;

/** What others of the account need not bring: all that is here, but for what did not open and may have opened there. */
export function readBy({ history, place, unopened }: Pick<Room, 'history' | 'place' | 'unopened'>): Stretches {
  const shut = unopened.filter(({ wanted }) => wanted).slice(-MOST_WANTED);
  return without(
    heldBy(history, place.seq),
    shut.map(({ seq }): Stretch => [seq, seq]),
  );
}

/** The places up to `cursor` that the account could read and this device cannot. */
export function missingFrom(history: History, cursor: number): Stretches {
  return without([[history.origin ?? 1, cursor]], heldBy(history, cursor));
}

/** From here on to the cursor nothing is missing. */
export function reachOf(history: History, cursor: number): number {
  const last = heldBy(history, cursor).at(-1);
  return last !== undefined && last[1] >= cursor ? last[0] : cursor + 1;
}

/**
 * The device comes into a room at `seq`. `first`: so does the account, and nothing before it was meant for it. What it held from an
 * earlier time stays held.
 */
export function cameIn(
  before: { readonly history: History; readonly cursor: number } | null,
  seq: number,
  first: boolean,
): History {
  const held = before === null ? [] : heldBy(before.history, before.cursor);
  const origin = before?.history.origin ?? null;
  // Its own arrival is a commit: there is nothing in it to read.
  const arrival: Stretch = [seq, seq];
  if (!first) return { logFrom: seq + 1, origin, held: join(held, [arrival]) };
  if (before === null) return { logFrom: seq + 1, origin: seq + 1, held: [] };
  // It was out of the room in between, and is not to have what was said then.
  return { logFrom: seq + 1, origin, held: join(held, [[before.cursor + 1, seq]]) };
}

/** An entry after the arrival that was sealed before it: this device cannot open it, and others of the account could. */
export function skip({ logFrom, origin, held }: History, seq: number): History {
  if (seq < logFrom) return { logFrom, origin, held: without(held, [[seq, seq]]) };
  return { logFrom: seq + 1, origin, held: join(held, [[logFrom, seq - 1]]) };
}

export function gain(history: History, stretches: Stretches, origin: number | null = null): History {
  return {
    ...history,
    origin: history.origin ?? origin,
    held: without(join(history.held, stretches), [[history.logFrom, Number.MAX_SAFE_INTEGER]]),
  };
}

/** A room known from the archive, or by its name, whose log this device does not follow yet. */
export const NOT_FOLLOWED: History = { logFrom: Number.MAX_SAFE_INTEGER, origin: null, held: [] };

/** Where what is known of a room's log ends: the cursor, or the archive for a room that is not followed. */
export function endOf({ held }: History, cursor: number): number {
  return Math.max(cursor, held.at(-1)?.[1] ?? 0);
}
