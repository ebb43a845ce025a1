/**
 * What the app and the list of rooms say, where counts, last lines and the state of the archive are drawn after the messages that move them.
 */
import type { AppView, RoomSummary, Topics } from '@alcove/client';
import { differBeside, useClient, useInBackground } from '@alcove/react';
import { useCallback } from 'react';

const CALM_IN_APP: ReadonlySet<keyof AppView> = new Set(['connection', 'archive']);
const CALM_IN_ROOMS: ReadonlySet<keyof RoomSummary> = new Set(['lastLine', 'lastAt', 'unread', 'lit', 'waiting']);

export function useApp(): AppView | null {
  return useCalm('app', appHurries);
}

export function useRooms(): readonly RoomSummary[] | null {
  return useCalm('rooms', roomsHurry);
}

function useCalm<T extends 'app' | 'rooms'>(
  topic: T,
  hurries: (before: Topics[T], now: Topics[T]) => boolean,
): Topics[T] | null {
  const client = useClient();
  const subscribe = useCallback(
    (listener: (value: Topics[T]) => void) => client.subscribe(topic, null, listener),
    [client, topic],
  );
  return useInBackground(subscribe, hurries);
}

function appHurries(before: AppView, now: AppView): boolean {
  return differBeside(before, now, CALM_IN_APP) || before.connection.state !== now.connection.state;
}

function roomsHurry(before: readonly RoomSummary[], now: readonly RoomSummary[]): boolean {
  if (before.length !== now.length) return true;
  const known = new Map(before.map((room) => [room.id, room]));
  return now.some((room) => {
    const then = known.get(room.id);
    return then === undefined || differBeside(then, room, CALM_IN_ROOMS);
  });
}
