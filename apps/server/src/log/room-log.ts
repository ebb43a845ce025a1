/**
 * The room log: every append of one turn of the event loop is judged and stored in one transaction, and answered after it is on disk.
 *
 * Owns the order of appends, the cache of rooms' ends, and the retry when another node was faster. Invariants: batches run one after
 * another; nothing is acknowledged or delivered before the store said `written`; after a failure the cache forgets what it touched.
 */
import type { AccountId, DeviceId, FrameId, RoomId } from '@alcove/protocol';
import { refuse, type Outcome } from '../outcome.ts';
import { accept, type Append } from './accept-frame.ts';
import { CommitLine } from './commit-line.ts';
import {
  pairOf,
  type Facts,
  type FactsWanted,
  type NewWelcome,
  type Placed,
  type RoomLogStore,
  type RoomState,
} from './log-store.ts';
import type { Receipts } from './receipts.ts';
import { Turn, type Delivery } from './turn.ts';

export interface Committed {
  /** Entries came back that had stood here before: the data had gone back. */
  readonly restored: boolean;
  readonly deliveries: ReadonlyMap<RoomId, readonly Delivery[]>;
  readonly welcomes: readonly (NewWelcome & { readonly id: number })[];
}

export interface RoomLogPorts {
  readonly store: RoomLogStore;
  /** Called once per batch, after it is on disk and after its appends were answered. */
  readonly onCommitted: (committed: Committed) => void;
  readonly onFailure: (error: unknown) => void;
  readonly onStorageFull: () => void;
  readonly now: () => number;
  readonly receipts: Receipts;
  /** The data went back, and clients put it right first. */
  readonly isPaused: () => boolean;
}

interface Waiting {
  readonly append: Append;
  readonly answer: (outcome: Outcome<Placed>) => void;
}

/** Appends per transaction at most, so that a flood does not turn into one endless pause. */
const BATCH = 512;
const ROOMS_KEPT = 5_000;
const RACES = 5;

export class RoomLog {
  readonly #ports: RoomLogPorts;
  readonly #rooms = new Map<RoomId, RoomState>();
  readonly #line = new CommitLine();
  #waiting: Waiting[] = [];
  #running = false;
  #draining = false;
  #drained: (() => void)[] = [];

  constructor(ports: RoomLogPorts) {
    this.#ports = ports;
  }

  /** `answer` is called exactly once, after the batch ended. */
  append(append: Append, answer: (outcome: Outcome<Placed>) => void): void {
    if (this.#draining) return answer(refuse('shutting-down', 'the server stops', { retryAfter: 1 }));
    this.#waiting.push({ append, answer });
    if (this.#running) return;
    this.#running = true;
    // After this turn's input was read: what arrived together is stored together.
    setImmediate(() => void this.#run());
  }

  /** The room as it stands, if it is at hand. */
  cachedState(room: RoomId): RoomState | undefined {
    return this.#rooms.get(room);
  }

  /** The room as it stands, or undefined when there is none. */
  async state(room: RoomId): Promise<RoomState | undefined> {
    const known = this.#rooms.get(room);
    if (known !== undefined) return known;
    const facts = await this.#ports.store.facts({ rooms: [room], frames: [], accounts: [], pairs: [] });
    // A batch may have moved the room meanwhile; what it left in the cache is newer.
    const state = this.#rooms.get(room) ?? facts.rooms.get(room);
    if (state !== undefined && !this.#running) this.#keep([[room, state]]);
    return state;
  }

  /** Refuses what comes from now on and resolves when everything before is answered. */
  drain(): Promise<void> {
    this.#draining = true;
    return this.#running ? new Promise((resolve) => this.#drained.push(resolve)) : Promise.resolve();
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.slice(0, BATCH);
      this.#waiting = this.#waiting.slice(BATCH);
      const judged = await this.#judgeOrFail(batch);
      for (const [i, outcome] of judged.outcomes.entries()) batch[i]?.answer(outcome);
      if (judged.committed !== null) this.#ports.onCommitted(judged.committed);
    }
    this.#running = false;
    for (const resolve of this.#drained) resolve();
    this.#drained = [];
  }

  async #judgeOrFail(batch: readonly Waiting[]): Promise<Judged> {
    try {
      return await this.#judge(batch);
    } catch (error) {
      this.#rooms.clear();
      this.#ports.onFailure(error);
      return { outcomes: batch.map(() => refuse('internal', 'the log failed')), committed: null };
    }
  }

  async #judge(batch: readonly Waiting[]): Promise<Judged> {
    const { store, now, onStorageFull, receipts, isPaused } = this.#ports;
    for (let race = 0; race < RACES; race++) {
      const turn = new Turn(await this.#facts(batch), now(), receipts, isPaused(), this.#line);
      const outcomes = batch.map(({ append }) => accept(turn, append));
      const moved = turn.moved();
      if (moved.size === 0) return { outcomes, committed: null };
      const writes = turn.writes();
      const written = await store.write(writes);
      if (written.kind === 'written') {
        this.#keep(moved);
        const welcomes = writes.welcomes.map((w, i) => ({ ...w, id: written.welcomeIds[i] ?? 0 }));
        return { outcomes, committed: { deliveries: turn.deliveries, welcomes, restored: turn.restored } };
      }
      for (const room of moved.keys()) this.#rooms.delete(room);
      if (written.kind === 'storage-full') {
        onStorageFull();
        return { outcomes: outcomes.map(notStored), committed: null };
      }
    }
    return { outcomes: batch.map(() => refuse('internal', 'too many lost races')), committed: null };
  }

  /** Rooms at hand are not read again: this log is the only one that moves them, or the store says `lost-race`. */
  async #facts(batch: readonly Waiting[]): Promise<Facts> {
    const known = new Map<RoomId, RoomState>();
    const unknown: RoomId[] = [];
    for (const room of roomsOf(batch)) {
      const state = this.#rooms.get(room);
      if (state === undefined) unknown.push(room);
      else known.set(room, state);
    }
    const facts = await this.#ports.store.facts(factsFor(batch, unknown));
    this.#keep(facts.rooms);
    return { ...facts, rooms: new Map([...known, ...facts.rooms]) };
  }

  #keep(states: Iterable<readonly [RoomId, RoomState]>): void {
    for (const [room, state] of states) {
      this.#rooms.delete(room); // moves it to the end: the front is what was used longest ago
      this.#rooms.set(room, state);
    }
    for (const room of this.#rooms.keys()) {
      if (this.#rooms.size <= ROOMS_KEPT) break;
      this.#rooms.delete(room);
    }
  }
}

interface Judged {
  readonly outcomes: readonly Outcome<Placed>[];
  /** Null when nothing entered a log. */
  readonly committed: Committed | null;
}

const notStored = (outcome: Outcome<Placed>): Outcome<Placed> =>
  outcome.ok ? refuse('storage-full', 'the server cannot store now') : outcome;

function roomOf({ append }: Waiting): RoomId {
  return append.kind === 'create' ? append.genesis.room : append.frame.room;
}

function roomsOf(batch: readonly Waiting[]): RoomId[] {
  return [...new Set(batch.map(roomOf))];
}

function factsFor(batch: readonly Waiting[], rooms: readonly RoomId[]): FactsWanted {
  const accounts = new Set<AccountId>();
  const pairs = new Set<string>();
  const frames: { device: DeviceId; id: FrameId }[] = [];
  for (const { append } of batch) {
    if (append.kind === 'restore') {
      frames.push(...append.stood);
      continue;
    }
    const { device } = append.author;
    const frame = append.kind === 'frame' ? append.frame : undefined;
    const commit = frame?.kind === 'commit' ? frame : undefined;
    for (const id of [append.kind === 'create' ? append.id : append.frame.id, commit?.policyId]) {
      if (id !== undefined) frames.push({ device, id });
    }
    for (const { account } of commit?.to ?? []) accounts.add(account);
    const body = (append.kind === 'create' ? append.genesis : append.policy)?.body;
    if (body?.type === 'change') for (const { account } of body.add) accounts.add(account);
    if (body?.type === 'genesis') {
      for (const person of [body.creator, body.peer]) if (person !== null) accounts.add(person.account);
      const pair = pairOf(body);
      if (pair !== null) pairs.add(pair);
    }
  }
  return { rooms, frames, accounts: [...accounts], pairs: [...pairs] };
}
