/**
 * All accounts of this browser, while this tab has the seat: one tab runs them all. The one that is shown starts first; the others
 * follow once it is connected. Without the seat every app view says `elsewhere`, and `useHere` takes the seat over; when
 * another tab takes it, every client here stops (its database is closed) before the seat is left.
 *
 * Each account has ports of its own, handed to its client alone: nothing here hands one account's call to another.
 */
import type { AppView, RoomSummary } from '@alcove/client';
import { ACCOUNT_SLOTS, type AccountSlot } from '@alcove/protocol';
import { shared } from '../bridge/delta.ts';
import type { Seat } from '../leader.ts';
import type { Report } from '../worker-host.ts';
import { accountView, type AccountsView, type AccountView } from './accounts-view.ts';
import { SlotClient, type RunningClient } from './slot-client.ts';

/** What the accounts stand on: storage and keys per slot. */
export interface Slots {
  start(slot: AccountSlot): Promise<RunningClient>;
  /** Those that have something on this device. */
  stored(): Promise<readonly AccountSlot[]>;
  /** Nothing of it stays. Call only while its client does not run. */
  erase(slot: AccountSlot): Promise<void>;
}

/** The others wait so long for the one that is shown, also when there is no connection to be had. */
const OTHERS_AFTER_MS = 3_000;

interface Place {
  readonly client: SlotClient;
  view: AccountView;
}

export class SeatedAccounts {
  readonly #seat: Seat;
  readonly #slots: Slots;
  readonly #report: Report;
  readonly #places = new Map<AccountSlot, Place>();
  /** Those the switcher shows: on the device, or shown now. */
  readonly #present = new Set<AccountSlot>();
  readonly #listeners = new Set<(view: AccountsView) => void>();
  #shown: AccountSlot | null = null;
  /** Whether this tab has the seat, or will: null while nobody asked. */
  #seated: Promise<boolean> | null = null;
  #leaving: Promise<unknown> = Promise.resolve();
  #newest: AccountsView = { accounts: [], free: null };

  constructor(seatFor: (onAsked: () => void) => Seat, slots: Slots, report: Report) {
    this.#slots = slots;
    this.#report = report;
    this.#seat = seatFor(() => void this.#makeRoom());
  }

  client(slot: AccountSlot): SlotClient {
    return this.#place(slot).client;
  }

  subscribe(listener: (view: AccountsView) => void): () => void {
    this.#listeners.add(listener);
    listener(this.#newest);
    return () => this.#listeners.delete(listener);
  }

  /** Somebody looks at this account: it starts now, if it does not run. The first call is what starts anything. */
  async show(slot: AccountSlot): Promise<void> {
    this.#shown = slot;
    this.#present.add(slot);
    this.#tell();
    const first = this.#seated === null;
    await this.#open(slot);
    this.#tidy();
    if (first) this.#follow();
  }

  async #useHere(): Promise<void> {
    await this.#leaving;
    this.#seated = this.#seat.takeOver();
    if (this.#shown !== null) await this.#open(this.#shown);
    this.#follow();
  }

  #open(slot: AccountSlot): Promise<void> {
    return this.client(slot).open(() => (this.#seated ??= this.#seat.take()));
  }

  /** What comes after the one that is shown. Nobody waits for it. */
  #follow(): void {
    this.#settle().catch((error: unknown) => this.#report({ where: 'accounts', error }));
  }

  async #settle(): Promise<void> {
    const seated = this.#seated;
    const goesOn = (): boolean => this.#seated === seated;
    try {
      await this.#openOthers(goesOn);
    } catch (error) {
      // Storage that cannot even be listed: the app of the one that is shown says so.
      this.#report({ where: 'accounts', error });
    }
    if (!goesOn() || (await seated) !== true) return;
    this.#tidy();
    // A tab that can open nothing keeps nobody else from it.
    if ([...this.#places.values()].some(({ client }) => client.runs)) return;
    this.#seated = null;
    this.#seat.leave();
  }

  async #openOthers(goesOn: () => boolean): Promise<void> {
    const shown = this.#shown;
    if (shown === null || (await this.#seated) !== true) return;
    const stored = await this.#slots.stored();
    if (!goesOn()) return;
    for (const slot of this.#present) if (slot !== this.#shown && !this.client(slot).runs) this.#present.delete(slot);
    for (const slot of stored) this.#present.add(slot);
    this.#tell();
    const others = stored.filter((slot) => slot !== shown);
    if (others.length > 0) await this.#calm(shown);
    for (const slot of others) if (goesOn()) await this.#open(slot);
  }

  /** Resolves when the account is connected, or has nothing to connect. */
  async #calm(slot: AccountSlot): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, OTHERS_AFTER_MS);
    const stop = this.client(slot).api.subscribe('app', null, ({ phase, connection }) => {
      const busy = phase === 'starting' || (phase === 'ready' && connection.state !== 'online');
      if (!busy) resolve();
    });
    await promise;
    clearTimeout(timer);
    stop();
  }

  #makeRoom(): Promise<unknown> {
    this.#seated = Promise.resolve(false);
    const closing = [...this.#places.values()].map(({ client }) => client.close('elsewhere'));
    this.#leaving = Promise.all(closing).then(() => this.#seat.leave());
    return this.#leaving;
  }

  /** Where nobody came in and nobody looks, nothing stays. */
  #tidy(): void {
    for (const [slot, { client, view }] of this.#places) {
      if (slot === this.#shown || view.state !== 'new' || !client.runs || !client.isIdle) continue;
      this.#present.delete(slot);
      void client.close('starting', () => this.#slots.erase(slot));
    }
    this.#tell();
  }

  #place(slot: AccountSlot): Place {
    const known = this.#places.get(slot);
    if (known !== undefined) return known;
    const client = new SlotClient(
      () => this.#slots.start(slot),
      () => this.#useHere(),
      this.#report,
    );
    let app: AppView | null = null;
    let rooms: readonly RoomSummary[] = [];
    const look = (): void => {
      if (app === null) return;
      place.view = accountView(slot, app, rooms);
      this.#tell();
    };
    const place: Place = {
      client,
      view: { slot, state: 'starting', me: null, username: null, unread: 0, lit: 0 },
    };
    this.#places.set(slot, place);
    client.api.subscribe('app', null, (value) => {
      app = value;
      look();
    });
    client.api.subscribe('rooms', null, (value) => {
      rooms = value;
      look();
    });
    return place;
  }

  #tell(): void {
    const accounts = ACCOUNT_SLOTS.flatMap((slot) => (this.#present.has(slot) ? [this.#place(slot).view] : []));
    const free = ACCOUNT_SLOTS.find((slot) => !this.#present.has(slot)) ?? null;
    const newest = shared(this.#newest, { accounts, free });
    if (newest === this.#newest) return;
    this.#newest = newest;
    for (const listener of this.#listeners) listener(newest);
  }
}
