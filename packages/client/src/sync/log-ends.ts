/**
 * Rooms whose log ends for the server before entries that are here, or that it does not know: they are brought back to it, once with every
 * connection (sync/restore.ts). When it still tells a shorter log afterwards, it tells another one than the one here.
 */
import type { RoomId, ServerFrameOf } from '@alcove/protocol';
import type { AccountContext } from '../account/context.ts';
import type { Room } from '../rooms/room.ts';
import { restoreLog } from './restore.ts';

export interface LogEnds {
  /** The rooms it names at its greeting. */
  greeted(rooms: ServerFrameOf<'ready'>['rooms']): void;
  /** Something of it is still to be brought. */
  has(room: RoomId): boolean;
  bringBack(room: Room): Promise<void>;
}

const OTHERS_BRING_MS = 30_000;

export function createLogEnds(context: AccountContext): LogEnds {
  /** Where the server said that logs end which go on here. */
  const ends = new Map<RoomId, number>();

  async function bringBack(room: Room): Promise<void> {
    const end = ends.get(room.id);
    if (end === undefined || !room.row.member || room.awaiting || room.founding !== null) return;
    const restored = await restoreLog(context, room, end);
    if (restored === 'done' || restored === 'refused') ends.delete(room.id);
    if (restored === 'refused') context.forked(room);
    if (restored === 'done') await isThere(room);
    if (restored === 'unable') othersBring(room).catch((error: unknown) => context.fault('restore', error));
  }

  /** What is missing in between others may hold; if nobody brings it, the server tells another log than the one here. */
  async function othersBring(room: Room): Promise<void> {
    await context.sleep(OTHERS_BRING_MS);
    await isThere(room);
    ends.delete(room.id);
    room.current = !room.forked;
  }

  /** Whether it tells by now what is here, whatever it said of taking it. */
  async function isThere(room: Room): Promise<void> {
    if (!context.open || context.gateway.state !== 'online') return;
    const page = await context.gateway.ask<'fetch'>({ t: 'fetch', room: room.id, after: room.place.seq, limit: 1 });
    if (page.kind === 'answer' && page.value.last < room.place.seq) context.forked(room);
  }

  return {
    greeted(rooms) {
      ends.clear();
      // A room that it does not name ends, for it, before it began.
      for (const { id, log } of context.rooms.all()) if (log.place.seq > 0) ends.set(id, 0);
      for (const { room, seq } of rooms) {
        if (seq < (context.rooms.get(room)?.log.place.seq ?? 0)) ends.set(room, seq);
        else ends.delete(room);
      }
    },
    has: (room) => ends.has(room),
    bringBack,
  };
}
