/**
 * Brings a room's log here: live entries as they come, pages for what is missing. Merging is sync/merge.ts, opening is
 * inbox/open-frame.ts; this file only moves entries from the one to the other, and sees that each room has one run at a time.
 */
import { sha256 } from '@alcove/crypto';
import { EMPTY_HEAD, equalBytes, LIMIT, nextHead, type LogEntry, type RoomId } from '@alcove/protocol';
import type { AccountContext } from '../account/context.ts';
import { openArrived } from '../inbox/open-frame.ts';
import type { Room } from '../rooms/room.ts';
import { merge, missingAfter, type LogNews } from './merge.ts';

export interface CatchUp {
  /** Takes what the server said and lets the inbox work. */
  take(room: Room, news: LogNews): void;
  /** Resolves when everything the server spoke of is here and opened, or the connection is gone. */
  caughtUp(room: Room): Promise<void>;
}

/** An entry that was acknowledged is usually on its way; it is only asked for when it does not come. */
const LIVE_GRACE_MS = 1_500;
/** Of entries on their way to the store. */
const RECEIPTS_HELD = 2_048;

export function createCatchUp(context: AccountContext, retryMs: number, opened: (room: Room) => void): CatchUp {
  const running = new Map<RoomId, Promise<void>>();
  const graces = new Set<RoomId>();

  function take(room: Room, news: LogNews): void {
    if (room.awaiting) return;
    const merged = merge(sha256, room.log, news);
    if (merged.kind === 'forked') return context.forked(room);
    room.log = merged.state;
    noteReceipts(room, news);
    room.arrived.push(...merged.ready);
    if (room.arrived.length > 0) open(room);
    if (merged.behind.length > 0)
      holdAgainst(room, merged.behind).catch((error: unknown) => context.fault('catch-up', error));
  }

  /** What is told again must be what was processed there (K50). Waits in the lane until that is on disk. */
  function holdAgainst(room: Room, entries: readonly LogEntry[]): Promise<void> {
    const { heads } = context.store;
    return room.lane(async () => {
      for (const { seq, core } of entries) {
        if (!context.open || seq > room.place.seq) return;
        const before = seq === 1 ? EMPTY_HEAD : await heads.get(room.id, seq - 1);
        const after = await heads.get(room.id, seq);
        if (before === null || after === null || equalBytes(nextHead(sha256, before, seq, core), after)) continue;
        return context.forked(room);
      }
    });
  }

  function noteReceipts(room: Room, news: LogNews): void {
    const entries = news.kind === 'live' ? [news.entry] : news.kind === 'page' ? news.entries : [];
    for (const { seq, receipt } of entries) {
      if (receipt !== undefined && seq > room.place.seq && room.receipts.size < RECEIPTS_HELD)
        room.receipts.set(seq, receipt);
    }
  }

  function open(room: Room): void {
    if (room.opening) return;
    room.opening = true;
    openArrived(context, room)
      .catch((error: unknown) => context.fault('inbox', error))
      .finally(() => {
        room.opening = false;
        if (!context.open) return;
        // The disk was full, or a device list could not be fetched: what arrived is still here.
        if (room.arrived.length > 0) context.ports.clock.setTimer(retryMs, () => context.open && open(room));
        opened(room);
      });
  }

  async function fetchMissing(room: Room): Promise<void> {
    for (let after = missingAfter(room.log); after !== null && context.open; after = missingAfter(room.log)) {
      const page = await context.gateway.ask<'fetch'>({ t: 'fetch', room: room.id, after, limit: LIMIT.pageEntries });
      if (page.kind !== 'answer') return;
      const before = room.log.place.seq;
      take(room, { kind: 'page', ...page.value });
      // A server that says there is more and gives nothing must not keep us asking.
      if (room.log.place.seq === before) return;
      await room.lane(async () => undefined);
    }
  }

  function caughtUp(room: Room): Promise<void> {
    const run = running.get(room.id) ?? fetchMissing(room).finally(() => running.delete(room.id));
    running.set(room.id, run);
    return run.then(() => room.lane(async () => undefined));
  }

  function afterGrace(room: Room): void {
    if (missingAfter(room.log) === null || graces.has(room.id)) return;
    graces.add(room.id);
    context.ports.clock.setTimer(LIVE_GRACE_MS, () => {
      graces.delete(room.id);
      if (context.open && missingAfter(room.log) !== null) void caughtUp(room);
    });
  }

  return {
    take(room, news) {
      take(room, news);
      if (news.kind === 'live' && missingAfter(room.log) !== null) void caughtUp(room);
      if (news.kind === 'known') afterGrace(room);
    },
    caughtUp,
  };
}
