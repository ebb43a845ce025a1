/**
 * One account's ClientApi, whether its client runs or not. Without it the app's view says why and commands answer so; with it both go
 * through. Owns that opening, closing and erasing come one after the other; who may open is seat/seated-accounts.ts.
 */
import { failed, type ClientApi, type FailureCode, type Topic, type Topics } from '@alcove/client';
import { StoreError } from '@alcove/store';
import { METHOD_NAMES, type MethodName } from '../bridge/messages.ts';
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
  setActive: undefined,
  picture: null,
  markRead: undefined,
  markUnread: undefined,
  loadOlder: undefined,
  lock: undefined,
  stayOpen: undefined,
  lockIfIdle: undefined,
  confirmCode: undefined,
  askAgain: undefined,
  leaveEnrolment: undefined,
  forgetRemoval: undefined,
  comeInAgain: undefined,
  lookAtDevices: undefined,
};

export class SlotClient {
  readonly api: ClientApi;
  readonly #start: () => Promise<RunningClient>;
  readonly #report: Report;
  readonly #subscriptions = new Set<Subscription>();
  #running: RunningClient | null = null;
  #view = appView('starting');
  #underWay = 0;
  /** Starting must not overtake stopping. */
  #step: Promise<unknown> = Promise.resolve();

  constructor(start: () => Promise<RunningClient>, useHere: () => Promise<void>, report: Report) {
    this.#start = start;
    this.#report = report;
    const commands = METHOD_NAMES.map(
      (method) => [method, (...args: readonly unknown[]) => this.#command(method, args)] as const,
    );
    this.api = {
      ...(Object.fromEntries(commands) as unknown as Pick<ClientApi, MethodName>),
      useHere,
      subscribe: (topic, key, listener) => this.#subscribe(topic, key, listener),
    };
  }

  get runs(): boolean {
    return this.#running !== null;
  }

  /** Nothing is being done in it that was asked for. */
  get isIdle(): boolean {
    return this.#underWay === 0;
  }

  /** Starts the client if this tab may run it. Without, `api` says why. */
  open(mayRun: () => Promise<boolean>): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#running !== null) return;
      if (!(await mayRun())) return this.#rest('elsewhere', null);
      try {
        this.#running = await this.#start();
      } catch (error) {
        this.#report({ where: 'start', error });
        const trouble = error instanceof StoreError ? TROUBLE[error.code] : 'internal';
        if (trouble === 'elsewhere') this.#rest('elsewhere', null);
        else this.#rest('broken', trouble);
        return;
      }
      for (const { attach } of this.#subscriptions) attach();
    });
  }

  /** Stops the client, if it runs; then `after`, with everything closed. */
  close(phase: 'elsewhere' | 'starting', after?: () => Promise<void>): Promise<void> {
    return this.#inTurn(async () => {
      const leaving = this.#running;
      for (const { detach } of this.#subscriptions) detach();
      this.#running = null;
      try {
        await leaving?.stop();
        await after?.();
      } finally {
        this.#rest(phase, null);
      }
    });
  }

  #subscribe<T extends Topic>(
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
      present: () => [],
      settings: () => null,
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

  async #command(method: MethodName, args: readonly unknown[]): Promise<unknown> {
    this.#underWay += 1;
    try {
      await this.#step;
      const api = this.#running?.api;
      if (api !== undefined) return await (api[method].bind(api) as (...given: readonly unknown[]) => unknown)(...args);
      return method in PLAIN_ANSWERS ? PLAIN_ANSWERS[method] : failed(this.#view.trouble ?? 'elsewhere');
    } finally {
      this.#underWay -= 1;
    }
  }

  #rest(phase: 'elsewhere' | 'broken' | 'starting', trouble: FailureCode | null): void {
    this.#view = appView(phase, trouble);
    for (const { attach } of this.#subscriptions) attach();
  }

  #inTurn(run: () => Promise<void>): Promise<void> {
    const mine = (async (before) => {
      await before;
      try {
        await run();
      } catch (error) {
        this.#report({ where: 'seat', error });
      }
    })(this.#step);
    this.#step = mine;
    return mine;
  }
}
