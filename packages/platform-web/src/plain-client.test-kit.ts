/** A client small enough to see through: it counts what is asked, and its views are set by the test. */
import type { ClientApi, Topic, Topics } from '@alcove/client';
import { METHOD_NAMES, type MethodName } from './bridge/messages.ts';
import { appView } from './seat/app-view.ts';
import type { RunningClient } from './seat/slot-client.ts';

export interface PlainClient extends RunningClient {
  readonly calls: (readonly [MethodName, ...unknown[]])[];
  readonly listening: () => number;
  show<T extends Topic>(topic: T, value: Topics[T]): void;
  stopped: boolean;
}

export function plainClient(
  answer: (method: MethodName) => unknown = () => ({ ok: true, value: undefined }),
): PlainClient {
  const calls: PlainClient['calls'] = [];
  const views: { [T in Topic]: Topics[T] } = {
    app: appView('ready'),
    rooms: [],
    room: null,
    timeline: null,
    devices: null,
    present: [],
    settings: null,
  };
  const listeners = new Set<readonly [Topic, (value: never) => void]>();
  const commands = METHOD_NAMES.map((method) => [
    method,
    async (...args: unknown[]) => {
      calls.push([method, ...args]);
      return answer(method);
    },
  ]);
  const api: ClientApi = {
    ...(Object.fromEntries(commands) as Pick<ClientApi, MethodName>),
    subscribe<T extends Topic>(topic: T, _key: unknown, listener: (value: Topics[T]) => void) {
      const entry = [topic, listener] as const;
      listeners.add(entry);
      listener(views[topic]);
      return () => listeners.delete(entry);
    },
  };
  const client: PlainClient = {
    api,
    calls,
    stopped: false,
    listening: () => listeners.size,
    show(topic, value) {
      views[topic] = value;
      for (const [of, listener] of listeners) if (of === topic) (listener as (shown: typeof value) => void)(value);
    },
    async stop() {
      client.stopped = true;
    },
  };
  return client;
}
