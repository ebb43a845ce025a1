/**
 * Subscriptions: keeps the last snapshot of everything somebody watches, makes a new one at most once per tick, and tells the
 * watchers only when it differs. Does not know what snapshots are made of.
 */
import type { RoomId } from '@alcove/protocol';
import type { Topic, Topics } from '../api/client-api.ts';

export interface Source<T> {
  /** The snapshot now. Returns the same object while nothing changed. */
  snapshot(): T;
  /** Somebody began to watch; returns what to do when the last one stopped. */
  watch?(): () => void;
}

export interface TopicBoard {
  subscribe<T extends Topic>(topic: T, key: RoomId | null, listener: (value: Topics[T]) => void): () => void;
  /** A snapshot may have changed. */
  touch(topic: Topic, key: RoomId | null): void;
  /** Everything may have changed: another account, or none. */
  touchAll(): void;
}

interface Watched {
  readonly topic: Topic;
  readonly key: RoomId | null;
  readonly listeners: Set<(value: never) => void>;
  unwatch: (() => void) | undefined;
  last: unknown;
}

export function createTopicBoard(
  source: <T extends Topic>(topic: T, key: RoomId | null) => Source<Topics[T]>,
  fault: (error: unknown) => void,
): TopicBoard {
  const watched = new Map<string, Watched>();
  const dirty = new Set<Watched>();
  let scheduled = false;
  const nameOf = (topic: Topic, key: RoomId | null): string => `${topic}/${key ?? ''}`;

  function flush(): void {
    scheduled = false;
    const now = [...dirty];
    dirty.clear();
    for (const each of now) {
      try {
        tell(each);
      } catch (error) {
        // One view that cannot be made must not keep the others from being shown.
        fault(error);
      }
    }
  }

  function tell(each: Watched): void {
    const value = source(each.topic, each.key).snapshot();
    if (value === each.last) return;
    each.last = value;
    for (const listener of each.listeners) listener(value as never);
  }

  function mark(each: Watched): void {
    dirty.add(each);
    if (scheduled) return;
    scheduled = true;
    queueMicrotask(() => queueMicrotask(flush));
  }

  return {
    subscribe(topic, key, listener) {
      const name = nameOf(topic, key);
      const each: Watched = watched.get(name) ?? {
        topic,
        key,
        listeners: new Set(),
        unwatch: undefined,
        last: undefined,
      };
      // The set is typed for no value in particular; only listeners of this topic are ever put into it.
      const held = listener as (value: never) => void;
      each.listeners.add(held);
      if (!watched.has(name)) {
        watched.set(name, each);
        each.unwatch = source(topic, key).watch?.();
      }
      const value = source(topic, key).snapshot();
      each.last = value;
      listener(value);
      return () => {
        each.listeners.delete(held);
        if (each.listeners.size > 0 || watched.get(name) !== each) return;
        watched.delete(name);
        dirty.delete(each);
        each.unwatch?.();
      };
    },
    touch(topic, key) {
      const each = watched.get(nameOf(topic, key));
      if (each !== undefined) mark(each);
    },
    touchAll() {
      for (const each of watched.values()) {
        each.unwatch?.();
        each.unwatch = source(each.topic, each.key).watch?.();
        mark(each);
      }
    },
  };
}
