/**
 * Where the timeline stood that was open last, of each account. Whoever comes back to it from another account or from the settings goes
 * on reading where they were; after another room, a room opens as it always does.
 */
import type { ClientApi, RoomView } from '@alcove/client';

export interface Place {
  /** The topmost row on screen. */
  readonly key: string;
  /** px of it that were above the edge. */
  readonly hidden: number;
}

const last = new WeakMap<ClientApi, Place & { readonly room: RoomView['id'] }>();

/** Null: at the newest, which needs no remembering. */
export function leaveAt(client: ClientApi, room: RoomView['id'], place: Place | null): void {
  if (place === null) last.delete(client);
  else last.set(client, { ...place, room });
}

export function comeBack(client: ClientApi, room: RoomView['id']): Place | null {
  const place = last.get(client);
  last.delete(client);
  return place?.room === room ? place : null;
}
