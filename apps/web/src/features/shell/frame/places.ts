/**
 * The list's order, and moving through it by key. Rooms first, then people, each with the newest at the top: the order the sidebar
 * shows, so that "next" is what the eye expects.
 */
import type { RoomSummary } from '@alcove/client';

export type RoomId = RoomSummary['id'];

export interface Places {
  readonly rooms: readonly RoomSummary[];
  readonly people: readonly RoomSummary[];
  /** What strangers brought this person into and waits for an answer. */
  readonly requests: readonly RoomSummary[];
}

export function placesOf(all: readonly RoomSummary[]): Places {
  const newest = all.toSorted((a, b) => b.lastAt - a.lastAt);
  return {
    rooms: newest.filter((room) => room.kind === 'group' && room.request === null),
    people: newest.filter((room) => room.kind !== 'group' && room.request === null),
    requests: newest.filter((room) => room.request !== null),
  };
}

/** The place `step` rows away, around the ends; with `unreadOnly`, the next one with something new. Null when there is none. */
export function neighbour(places: Places, here: RoomId | null, step: 1 | -1, unreadOnly: boolean): RoomId | null {
  const order = [...places.rooms, ...places.people];
  const from = order.findIndex((room) => room.id === here);
  for (let away = 1; away <= order.length; away++) {
    const start = from === -1 && step === -1 ? 0 : from;
    const index = (start + step * away + order.length * 2) % order.length;
    const room = order[index];
    if (room !== undefined && room.id !== here && (!unreadOnly || room.unread > 0)) return room.id;
  }
  return null;
}

export function litCount(all: readonly RoomSummary[], except: RoomId | null = null): number {
  return all.reduce((sum, room) => sum + (room.id === except ? 0 : room.lit), 0);
}
