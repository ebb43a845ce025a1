/**
 * What the server tells of a room's log now, held against what this device processed: the last place at which both have the same
 * head, and the entries the server tells after it. Asks only; nothing is believed or changed here.
 */
import { sha256 } from '@alcove/crypto';
import { decodeLogCore, equalBytes, LIMIT, nextHead, type Bytes, type LogCore, type RoomId } from '@alcove/protocol';
import type { AccountContext } from '../account/context.ts';
import type { LogPlace, OrderedEntry } from '../sync/merge.ts';

export interface ToldEntry extends OrderedEntry {
  /** Null: it is none. */
  readonly says: LogCore | null;
}

/** The server's log after `common`, which both have. */
export interface ToldLog {
  readonly common: LogPlace;
  readonly entries: readonly ToldEntry[];
  readonly last: number;
}

/** `senseless`: its pages do not fit each other, or it refuses. `nothing-common`: they differ as far back as heads are kept. */
export type Trouble = 'later' | 'senseless' | 'nothing-common';

/** So much of a log is taken into memory at once; what comes after it is fetched when this much is in order. */
const MOST_ENTRIES = 4_096;

/** The last place at which both have the same head. `heads` are this device's own, by place; `place` is where it stands. */
export async function findCommon(
  context: AccountContext,
  room: RoomId,
  heads: ReadonlyMap<number, Bytes>,
  place: LogPlace,
): Promise<LogPlace | Trouble> {
  const end = await pageAfter(context, room, place.seq, 1);
  return typeof end === 'string' ? end : lastCommon(context, room, heads, Math.min(place.seq, end.last));
}

/** All that the server tells after `common`. */
export async function tellFrom(context: AccountContext, room: RoomId, common: LogPlace): Promise<ToldLog | Trouble> {
  const told = await entriesAfter(context, room, common);
  return typeof told === 'string' ? told : { common, ...told };
}

/** By halves: from the first difference on, all heads differ. */
async function lastCommon(
  context: AccountContext,
  room: RoomId,
  heads: ReadonlyMap<number, Bytes>,
  upTo: number,
): Promise<LogPlace | Trouble> {
  const places = [...heads.keys()].filter((seq) => seq <= upTo).toSorted((a, b) => a - b);
  let found: LogPlace | null = null;
  let low = 0;
  let high = places.length - 1;
  // Mostly nothing differs, or only the end: the newest place is looked at first.
  for (let middle = high; low <= high; middle = (low + high) >> 1) {
    const seq = places[middle] ?? 0;
    const page = await pageAfter(context, room, seq, 1);
    if (typeof page === 'string') return page;
    const own = heads.get(seq);
    if (own !== undefined && page.after === seq && equalBytes(own, page.head)) {
      found = { seq, head: own };
      low = middle + 1;
    } else high = middle - 1;
  }
  return found ?? 'nothing-common';
}

async function entriesAfter(
  context: AccountContext,
  room: RoomId,
  common: LogPlace,
): Promise<{ readonly entries: readonly ToldEntry[]; readonly last: number } | Trouble> {
  const entries: ToldEntry[] = [];
  let { seq, head } = common;
  for (;;) {
    const page = await pageAfter(context, room, seq, LIMIT.pageEntries);
    if (typeof page === 'string') return page;
    if (page.after !== seq || !equalBytes(page.head, head)) return 'senseless';
    for (const entry of page.entries) {
      if (entry.seq !== seq + 1) return 'senseless';
      const core = new Uint8Array(entry.core);
      seq = entry.seq;
      head = nextHead(sha256, head, seq, core);
      entries.push({ seq, core, head, says: coreOf(core) });
    }
    if (seq >= page.last || page.entries.length === 0 || entries.length >= MOST_ENTRIES)
      return { entries, last: page.last };
  }
}

async function pageAfter(context: AccountContext, room: RoomId, after: number, limit: number) {
  const page = await context.gateway.ask<'fetch'>({ t: 'fetch', room, after, limit });
  if (page.kind === 'disconnected') return 'later' as const;
  return page.kind === 'refused' ? ('senseless' as const) : page.value;
}

function coreOf(bytes: Uint8Array): LogCore | null {
  try {
    return decodeLogCore(bytes);
  } catch {
    return null;
  }
}
