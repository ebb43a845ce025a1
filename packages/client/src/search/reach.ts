/** How far back a search over some conversations reaches: as far as the one that reaches least. */
import type { AccountContext } from '../account/context.ts';
import type { Archive } from '../archive/archive.ts';
import { endOf, reachOf } from '../archive/history.ts';
import type { SearchReach } from '../api/search-views.ts';
import type { RoomSummary } from '../api/views.ts';
import type { Room } from '../rooms/room.ts';
import type { Entry } from './page.ts';

export async function reachOver(
  { store, rooms: registry }: AccountContext,
  archive: Archive,
  rooms: readonly RoomSummary[],
  entries: readonly Entry[],
): Promise<SearchReach> {
  const behind = await store.search.marksLeft();
  const open = rooms.flatMap(({ id }) => {
    const room = registry.get(id);
    if (room === undefined) return [];
    const { state } = archive.history(room);
    return state === 'complete' ? [] : [{ room, state }];
  });
  if (open.length === 0) return { state: 'complete', since: oldestOf(rooms, entries), behind };
  const reached = await Promise.all(open.map(async ({ room }) => reachedIn(store, room)));
  // A conversation of which nothing is here yet.
  const since = reached.includes(null) ? null : Math.max(...reached.map((at) => at ?? 0));
  return { state: open.some(({ state }) => state === 'arriving') ? 'arriving' : 'incomplete', since, behind };
}

/** Of one conversation; when complete, what its oldest message is, is not asked. */
export async function reachIn(
  { store }: AccountContext,
  archive: Archive,
  room: Room,
): Promise<Omit<SearchReach, 'behind'>> {
  const { state } = archive.history(room);
  return { state, since: state === 'complete' ? null : await reachedIn(store, room) };
}

/** From then on nothing is missing; null when nothing of it is here. */
async function reachedIn({ events }: AccountContext['store'], { id, history, place }: Room): Promise<number | null> {
  return events.firstAt(id, reachOf(history, endOf(history, place.seq)));
}

function oldestOf(rooms: readonly RoomSummary[], entries: readonly Entry[]): number | null {
  const inside = new Set(rooms.map(({ id }) => id));
  return entries.findLast(({ room }) => inside.has(room))?.at ?? null;
}
