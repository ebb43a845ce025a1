/**
 * The page's side of the bridge: the ClientApi of every account that lives in the worker. Views keep their identity where they did not
 * change. When the worker cannot start, the apps' views say so instead of staying silent. A fault inside a worker that runs is its own to
 * report: it goes on.
 */
import type { ClientApi, TimelineView, Topic } from '@alcove/client';
import type { AccountSlot } from '@alcove/protocol';
import { fill, shared, type ThinTimeline } from './bridge/delta.ts';
import { sharedTopics } from './bridge/shared-topics.ts';
import { METHOD_NAMES, ToPage, type MessageEnd, type MethodName, type ToWorker } from './bridge/messages.ts';
import type { AccountsView } from './seat/accounts-view.ts';
import { appView } from './seat/app-view.ts';

/** A worker that was started, and may have failed before anybody could listen. */
export interface ClientWorker {
  readonly end: MessageEnd;
  /** Its first error, whenever that was. */
  readonly failed: Promise<void>;
}

export interface Accounts {
  /** The same object every time. */
  client(slot: AccountSlot): ClientApi;
  /** Who is here; again after each change. */
  subscribe(listener: (view: AccountsView) => void): () => void;
  /** Starts this account, if it does not run; the first call starts the app. A slot where nobody is becomes one to come in at. */
  show(slot: AccountSlot): void;
}

interface Subscription {
  readonly topic: Topic | 'accounts';
  value: unknown;
  readonly listener: (value: never) => void;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** What the page waits for, by number. */
interface Open {
  /** The worker never said anything, and never will. */
  isBroken: boolean;
  readonly subscriptions: Map<number, Subscription>;
  readonly waiting: Map<number, Waiting>;
}

export function connectAccounts(worker: ClientWorker): Accounts {
  const open: Open = { isBroken: false, subscriptions: new Map(), waiting: new Map() };
  const clients = new Map<AccountSlot, ClientApi>();
  const say = (message: ToWorker): void => worker.end.postMessage(message);
  let lastNumber = 0;
  const nextNumber = (): number => ++lastNumber;
  const follow = (subscription: Subscription, ask: (n: number) => ToWorker): (() => void) => {
    const n = nextNumber();
    open.subscriptions.set(n, subscription);
    say(ask(n));
    if (open.isBroken) sayBroken(subscription);
    return () => {
      if (open.subscriptions.delete(n)) say({ t: 'unsubscribe', n });
    };
  };
  listen(worker, open);

  const connect = (slot: AccountSlot): ClientApi => {
    const call = (method: MethodName, args: readonly unknown[]): Promise<unknown> =>
      new Promise((resolve, reject) => {
        const n = nextNumber();
        open.waiting.set(n, { resolve, reject });
        say({ t: 'call', slot, n, method, args: [...args] });
      });
    const commands = METHOD_NAMES.map(
      (method) => [method, (...args: readonly unknown[]) => call(method, args)] as const,
    );
    return {
      ...(Object.fromEntries(commands) as unknown as Pick<ClientApi, MethodName>),
      subscribe: sharedTopics((topic, key, listener) =>
        follow({ topic, value: undefined, listener }, (n) => ({ t: 'subscribe', slot, n, topic, key })),
      ),
    };
  };

  return {
    client(slot) {
      const known = clients.get(slot) ?? connect(slot);
      clients.set(slot, known);
      return known;
    },
    subscribe: (listener) => follow({ topic: 'accounts', value: undefined, listener }, (n) => ({ t: 'accounts', n })),
    show: (slot) => say({ t: 'show', slot }),
  };
}

/** Takes what the worker says to whoever asked for it. */
function listen({ end, failed }: ClientWorker, open: Open): void {
  let hasSpoken = false;
  end.onmessage = ({ data }) => {
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

  void failed.then(() => {
    if (hasSpoken) return;
    open.isBroken = true;
    for (const { reject } of open.waiting.values()) reject(new Error('the worker does not start'));
    open.waiting.clear();
    open.subscriptions.forEach(sayBroken);
  });
}

function sayBroken(subscription: Subscription): void {
  if (subscription.topic === 'app') deliver(subscription, appView('broken', 'internal'));
}

function deliver(subscription: Subscription, value: unknown): void {
  const before = subscription.value;
  subscription.value =
    subscription.topic === 'timeline'
      ? fill(value as ThinTimeline | null, (before ?? null) as TimelineView | null)
      : shared(before, value);
  subscription.listener(subscription.value as never);
}
