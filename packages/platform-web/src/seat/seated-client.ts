/**
 * A ClientApi that runs only while this tab has the profile. Without it the app's view says `elsewhere`, commands answer so, and
 * `useHere` takes it over; when another tab takes it, the client here stops (its database is closed) before the seat is left.
 */
import { failed, type ClientApi, type FailureCode, type Topic, type Topics } from '@alcove/client';
import { StoreError } from '@alcove/store';
import { METHOD_NAMES, type MethodName } from '../bridge/messages.ts';
import type { Seat } from '../leader.ts';
import type { Report } from '../worker-host.ts';
import { appView } from './app-view.ts';

export interface RunningClient {
  readonly api: ClientApi;
  /** Resolves when the database is closed. */
  stop(): Promise<void>;
}

interface Subscription {
  /** Follows the client that runs, or shows what there is without one. */
  readonly attach: () => void;
  readonly detach: () => void;
}

const TROUBLE: { readonly [C in StoreError['code']]: FailureCode } = {
  full: 'storage-full-device',
  busy: 'elsewhere',
  lost: 'storage-lost',
  'newer-version': 'newer-database',
  failed: 'internal',
};

/** Commands whose answer is no Outcome, and what they answer without a client. */
const PLAIN_ANSWERS: Partial<Record<MethodName, unknown>> = {
  recoveryWords: null,
  knownPeople: [],
  contacts: { contacts: [], blocked: [], declined: [] },
  saveDraft: undefined,
  setTyping: undefined,
  markRead: undefined,
  markUnread: undefined,
  loadOlder: undefined,
  confirmCode: undefined,
  askAgain: undefined,
  leaveEnrolment: undefined,
  forgetRemoval: undefined,
  lookAtDevices: undefined,
};

export function createSeatedClient(
  seatFor: (onAsked: () => void) => Seat,
  start: () => Promise<RunningClient>,
  report: Report,
): ClientApi {
  const seated = new SeatedClient(seatFor, start, report);
  const commands = METHOD_NAMES.map(
    (method) => [method, (...args: readonly unknown[]) => seated.command(method, args)] as const,
  );
  return {
    ...(Object.fromEntries(commands) as unknown as Pick<ClientApi, MethodName>),
    useHere: () => seated.useHere(),
    subscribe: (topic, key, listener) => seated.subscribe(topic, key, listener),
  };
}

class SeatedClient {
  readonly #seat: Seat;
  readonly #start: () => Promise<RunningClient>;
  readonly #report: Report;
  readonly #subscriptions = new Set<Subscription>();
  #running: RunningClient | null = null;
  #view = appView('starting');
  /** Steps run one after the other: starting must not overtake stopping. */
  #step: Promise<void> = Promise.resolve();

  constructor(seatFor: (onAsked: () => void) => Seat, start: () => Promise<RunningClient>, report: Report) {
    this.#start = start;
    this.#report = report;
    this.#seat = seatFor(() => void this.#inTurn(() => this.#makeRoom()));
    void this.#inTurn(async () => ((await this.#seat.take()) ? this.#open() : this.#show('elsewhere', null)));
  }

  subscribe<T extends Topic>(
    topic: T,
    key: Parameters<ClientApi['subscribe']>[1],
    listener: (value: Topics[T]) => void,
  ): () => void {
    const withoutClient: { readonly [K in Topic]: () => Topics[K] } = {
      app: () => this.#view,
      rooms: () => [],
      room: () => null,
      timeline: () => null,
      devices: () => null,
    };
    let stop: (() => void) | null = null;
    const detach = (): void => {
      stop?.();
      stop = null;
    };
    const attach = (): void => {
      detach();
      if (this.#running === null) listener(withoutClient[topic]());
      else stop = this.#running.api.subscribe(topic, key, listener);
    };
    const subscription = { attach, detach };
    this.#subscriptions.add(subscription);
    attach();
    return () => {
      this.#subscriptions.delete(subscription);
      detach();
    };
  }

  async command(method: MethodName, args: readonly unknown[]): Promise<unknown> {
    await this.#step;
    const api = this.#running?.api;
    if (api !== undefined) return (api[method].bind(api) as (...given: readonly unknown[]) => unknown)(...args);
    return method in PLAIN_ANSWERS ? PLAIN_ANSWERS[method] : failed(this.#view.trouble ?? 'elsewhere');
  }

  useHere(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#running === null && (await this.#seat.takeOver())) await this.#open();
    });
  }

  async #open(): Promise<void> {
    try {
      this.#running = await this.#start();
    } catch (error) {
      this.#report({ where: 'start', error });
      this.#seat.leave();
      const trouble = error instanceof StoreError ? TROUBLE[error.code] : 'internal';
      if (trouble === 'elsewhere') this.#show('elsewhere', null);
      else this.#show('broken', trouble);
      return;
    }
    for (const { attach } of this.#subscriptions) attach();
  }

  async #makeRoom(): Promise<void> {
    const leaving = this.#running;
    if (leaving === null) return;
    for (const { detach } of this.#subscriptions) detach();
    this.#running = null;
    try {
      await leaving.stop();
    } finally {
      this.#seat.leave();
      this.#show('elsewhere', null);
    }
  }

  #show(phase: 'elsewhere' | 'broken', trouble: FailureCode | null): void {
    this.#view = appView(phase, trouble);
    for (const { attach } of this.#subscriptions) attach();
  }

  async #inTurn(run: () => Promise<void>): Promise<void> {
    const before = this.#step;
    const mine = (async () => {
      await before;
      try {
        await run();
      } catch (error) {
        this.#report({ where: 'seat', error });
      }
    })();
    this.#step = mine;
    await mine;
  }
}
