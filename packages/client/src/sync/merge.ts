/**
 * What a device knows of one room's log, and the one pure rule by which it learns more (protocol.md §5). Owns order, gaps,
 * duplicates and the hash chain; does not open anything and does no I/O.
 *
 *            place.seq                     known
 *   ... ■ ■ ■ ■ | · · ▨ ▨ · ▨ · · · · · · · |
 *   processed     gap  parked (came live)    last entry the server spoke of
 *
 * Invariants:
 * [M1] entries leave `merge` exactly once, in seq order, without a gap, each with the head after it;
 * [M2] place.seq only grows; parked holds only entries beyond place.seq + 1; known >= place.seq and >= every parked seq;
 * [M3] what the server says twice about one place must be equal, else the result is `forked` and nothing changes;
 * [M4] the result does not depend on how the entries were cut into live ones and pages, or how often they came.
 */
import { equalBytes, nextHead, type Bytes, type LogEntry, type Sha256 } from '@alcove/protocol';

/** A place in the log and the chain's head there. */
export interface LogPlace {
  readonly seq: number;
  readonly head: Bytes;
}

export interface LogState {
  readonly place: LogPlace;
  readonly parked: ReadonlyMap<number, Bytes>;
  readonly known: number;
}

export type LogNews =
  | { readonly kind: 'live'; readonly entry: LogEntry }
  /** Entries right after `after`, where the server's own head is `head`; `last` is the last one there is for us. */
  | {
      readonly kind: 'page';
      readonly after: number;
      readonly head: Bytes;
      readonly entries: readonly LogEntry[];
      readonly last: number;
    }
  /** The server mentioned a place without its entry: `ready`, an ack. */
  | { readonly kind: 'known'; readonly seq: number }
  /** Where the server's log ends, and its head there. */
  | { readonly kind: 'end'; readonly seq: number; readonly head: Bytes };

/** The next entry to open, with the chain's head after it. */
export interface OrderedEntry extends LogEntry {
  readonly head: Bytes;
}

export type Merged =
  | {
      readonly kind: 'merged';
      readonly state: LogState;
      readonly ready: readonly OrderedEntry[];
      /** Told again at places that were processed: the caller holds them against the heads it kept. */
      readonly behind: readonly LogEntry[];
    }
  /** The server tells two histories. `at` is the place where they differ. */
  | { readonly kind: 'forked'; readonly at: number };

/** Beyond this many parked entries, live ones are only noted: a fetch brings them. */
const PARKED_LIMIT = 512;

export function startLog(place: LogPlace): LogState {
  return { place, parked: new Map(), known: place.seq };
}

/** The place after which to fetch, or null while nothing is missing. */
export function missingAfter(state: LogState): number | null {
  return state.known > state.place.seq ? state.place.seq : null;
}

export function merge(sha256: Sha256, state: LogState, news: LogNews): Merged {
  if (news.kind === 'known') {
    return { kind: 'merged', state: { ...state, known: Math.max(state.known, news.seq) }, ready: [], behind: [] };
  }
  if (news.kind === 'end') {
    const differs = news.seq === state.place.seq && !equalBytes(news.head, state.place.head);
    return differs ? { kind: 'forked', at: news.seq } : { kind: 'merged', state, ready: [], behind: [] };
  }
  if (news.kind === 'live') return advance(sha256, state, [news.entry], news.entry.seq, PARKED_LIMIT);
  if (news.after === state.place.seq && !equalBytes(news.head, state.place.head)) {
    return { kind: 'forked', at: news.after };
  }
  return advance(sha256, state, news.entries, news.last, Infinity);
}

function advance(sha256: Sha256, state: LogState, entries: readonly LogEntry[], last: number, limit: number): Merged {
  const parked = new Map(state.parked);
  const behind: LogEntry[] = [];
  let known = Math.max(state.known, last);
  for (const { seq, core } of entries) {
    known = Math.max(known, seq);
    if (seq <= state.place.seq) {
      behind.push({ seq, core });
      continue;
    }
    const before = parked.get(seq);
    if (before !== undefined && !equalBytes(before, core)) return { kind: 'forked', at: seq };
    if (parked.size < limit || seq === state.place.seq + 1) parked.set(seq, core);
  }
  const ready: OrderedEntry[] = [];
  let { seq, head } = state.place;
  for (let core = parked.get(seq + 1); core !== undefined; core = parked.get(seq + 1)) {
    seq += 1;
    head = nextHead(sha256, head, seq, core);
    parked.delete(seq);
    ready.push({ seq, core, head });
  }
  return { kind: 'merged', state: { place: { seq, head }, parked, known }, ready, behind };
}
