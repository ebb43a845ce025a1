/**
 * One subscription across the border for each topic, however many parts of the page follow it: whoever comes later has the newest value at
 * once, without asking the worker. It ends with the last of them.
 */
import type { ClientApi, Topic, Topics } from '@alcove/client';

type Subscribe = ClientApi['subscribe'];
type Listener = (value: Topics[Topic]) => void;

interface Shared {
  readonly listeners: Set<Listener>;
  newest: { readonly value: Topics[Topic] } | null;
  stop: () => void;
}

export function sharedTopics(follow: Subscribe): Subscribe {
  const followed = new Map<string, Shared>();

  function begin(name: string, topic: Topic, key: Parameters<Subscribe>[1]): Shared {
    const shared: Shared = { listeners: new Set(), newest: null, stop: () => undefined };
    followed.set(name, shared);
    shared.stop = follow(topic, key, (value) => {
      shared.newest = { value };
      for (const listener of shared.listeners) listener(value);
    });
    return shared;
  }

  return (topic, key, listener) => {
    const name = `${topic} ${key ?? ''}`;
    const shared = followed.get(name) ?? begin(name, topic, key);
    // Its own, so that who follows twice is told twice, and stops one at a time.
    const told: Listener = (value) => listener(value as Parameters<typeof listener>[0]);
    if (shared.newest !== null) told(shared.newest.value);
    shared.listeners.add(told);
    return () => {
      shared.listeners.delete(told);
      if (shared.listeners.size > 0 || followed.get(name) !== shared) return;
      followed.delete(name);
      shared.stop();
    };
  };
}
