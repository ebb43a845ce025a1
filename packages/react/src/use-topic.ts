/**
 * The newest snapshot of a topic, as state. Null until the first one arrives (one message across the worker border) and again when
 * the key changes, so that a room never shows the last room's content.
 */
import type { ClientApi, Topic, Topics } from '@alcove/client';
import { useMemo, useSyncExternalStore } from 'react';
import { useClient } from './client-context.ts';

type RoomKey = Parameters<ClientApi['subscribe']>[1];

export function useTopic<T extends 'app' | 'rooms' | 'devices' | 'present' | 'settings'>(topic: T): Topics[T] | null;
export function useTopic<T extends 'room' | 'timeline'>(topic: T, key: NonNullable<RoomKey> | null): Topics[T] | null;
export function useTopic<T extends Topic>(topic: T, key: RoomKey = null): Topics[T] | null {
  const client = useClient();
  // A new store per topic and key: the last key's snapshot cannot be read through this one.
  const { subscribe, read } = useMemo(() => {
    let newest: Topics[T] | null = null;
    return {
      read: () => newest,
      subscribe: (changed: () => void) =>
        key === null && (topic === 'room' || topic === 'timeline')
          ? () => undefined
          : client.subscribe(topic, key, (value) => {
              newest = value;
              changed();
            }),
    };
  }, [client, topic, key]);
  return useSyncExternalStore(subscribe, read, read);
}
