/** The time from which on nothing of a room is missing here. The store knows it; a view that asks has it with its next look. */
import type { RoomId } from '@alcove/protocol';
import type { AccountContext } from '../account/context.ts';
import type { Room } from '../rooms/room.ts';
import { endOf, reachOf } from './history.ts';

export interface Reach {
  /** ms; null while it is not known, or there is nothing. */
  at(room: Room): number | null;
  /** Something new is on this device: what was not known may be now. */
  moved(room: RoomId): void;
}

export function createReach(context: AccountContext): Reach {
  const reaches = new Map<RoomId, { readonly from: number; readonly at: number | null }>();
  return {
    at(room) {
      const from = reachOf(room.history, endOf(room.history, room.place.seq));
      const known = reaches.get(room.id);
      if (known?.from === from) return known.at;
      reaches.set(room.id, { from, at: known?.at ?? null });
      context.store.events
        .firstAt(room.id, from)
        .then((at) => {
          reaches.set(room.id, { from, at });
          context.changes.room(room.id);
        })
        .catch((error: unknown) => context.fault('archive', error));
      return known?.at ?? null;
    },
    moved(room) {
      if (reaches.get(room)?.at === null) reaches.delete(room);
    },
  };
}
