/**
 * The page's side of the bridge: a ClientApi that lives in the worker. Views keep their identity where they did not change.
 * When the worker cannot start, the app's view says so instead of staying silent. A fault inside a worker that runs is its own to
 * report: it goes on.
 */
import type { ClientApi, TimelineView, Topic, Topics } from '@alcove/client';
import { fill, shared, type ThinTimeline } from './bridge/delta.ts';
import { METHOD_NAMES, ToPage, type MessageEnd, type MethodName, type ToWorker } from './bridge/messages.ts';
import { appView } from './seat/app-view.ts';

/** A Worker; anything else with its messages and its error event. */
export interface ClientWorker extends MessageEnd {
  addEventListener(type: 'error', listener: () => void): void;
}

interface Subscription {
  readonly topic: Topic;
  value: unknown;
  readonly listener: (value: never) => void;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** What the page waits for, by number. */
interface Open {
  readonly subscriptions: Map<number, Subscription>;
  readonly waiting: Map<number, Waiting>;
}

export function connectClient(worker: ClientWorker): ClientApi {
  const subscriptions = new Map<number, Subscription>();
  const waiting = new Map<number, Waiting>();
  let lastNumber = 0;
  const say = (message: ToWorker): void => worker.postMessage(message);

  listen(worker, { subscriptions, waiting });

  const call = (method: MethodName, args: readonly unknown[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      lastNumber += 1;
      waiting.set(lastNumber, { resolve, reject });
      say({ t: 'call', n: lastNumber, method, args: [...args] });
    });
  const commands = METHOD_NAMES.map((method) => [method, (...args: readonly unknown[]) => call(method, args)] as const);

  return {
    ...(Object.fromEntries(commands) as unknown as Pick<ClientApi, MethodName>),
    subscribe<T extends Topic>(
      topic: T,
      key: Parameters<ClientApi['subscribe']>[1],
      listener: (value: Topics[T]) => void,
    ) {
      lastNumber += 1;
      const n = lastNumber;
      subscriptions.set(n, { topic, value: undefined, listener });
      say({ t: 'subscribe', n, topic, key });
      return () => {
        if (subscriptions.delete(n)) say({ t: 'unsubscribe', n });
      };
    },
  };
}

/** Takes what the worker says to whoever asked for it. */
function listen(worker: ClientWorker, open: Open): void {
  let hasSpoken = false;
  worker.onmessage = ({ data }) => {
    const message = ToPage.parse(data);
    hasSpoken = true;
    if (message.t === 'value') {
      const subscription = open.subscriptions.get(message.n);
      if (subscription !== undefined) deliver(subscription, message.value);
      return;
    }
    const asked = open.waiting.get(message.n);
    open.waiting.delete(message.n);
    if (message.t === 'done') asked?.resolve(message.value);
    else asked?.reject(new Error('the command failed inside'));
  };

  worker.addEventListener('error', () => {
    if (hasSpoken) return;
    for (const { reject } of open.waiting.values()) reject(new Error('the worker does not start'));
    open.waiting.clear();
    for (const subscription of open.subscriptions.values()) {
      if (subscription.topic === 'app') deliver(subscription, appView('broken', 'internal'));
    }
  });
}

function deliver(subscription: Subscription, value: unknown): void {
  const before = subscription.value;
  subscription.value =
    subscription.topic === 'timeline'
      ? fill(value as ThinTimeline | null, (before ?? null) as TimelineView | null)
      : shared(before, value);
  subscription.listener(subscription.value as never);
}
