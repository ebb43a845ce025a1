/**
 * The room log: every append of one turn of the event loop is judged and stored in one transaction, and answered after it is on disk.
 *
 * Owns the order of appends, the cache of rooms' ends, and the retry when another node was faster. Invariants: batches run one after
 * another; nothing is acknowledged or delivered before the store said `written`; after a failure the cache forgets what it touched.
 */
import type { AccountId, DeviceId, FrameId, RoomId } from '@alcove/protocol';
import { refuse, type Outcome } from '../outcome.ts';
import { accept, pairOf, type Append } from './accept-frame.ts';
import type { FactsWanted, NewWelcome, Placed, RoomLogStore, RoomState } from './log-store.ts';
import { Turn, type Delivery } from './turn.ts';

export interface Committed {
  readonly deliveries: ReadonlyMap<RoomId, readonly Delivery[]>;
  readonly welcomes: readonly (NewWelcome & { readonly id: number })[];
}

export interface RoomLogPorts {
  readonly store: RoomLogStore;
  /** Called once per batch, after it is on disk and after its appends were answered. */
  readonly onCommitted: (committed: Committed) => void;
  readonly onFailure: (error: unknown) => void;
  readonly now: () => number;
}

export interface RoomLog {
  /** `answer` is called exactly once, after the batch ended. */
  append(append: Append, answer: (outcome: Outcome<Placed>) => void): void;
  /** The room as it stands, or undefined when there is none. */
  state(room: RoomId): Promise<RoomState | undefined>;
  /** Like `state`, but only if it is at hand. */
  cachedState(room: RoomId): RoomState | undefined;
  /** Refuses what comes from now on and resolves when everything before is answered. */
  drain(): Promise<void>;
}

interface Waiting {
  readonly append: Append;
  readonly answer: (outcome: Outcome<Placed>) => void;
}

/** Appends per transaction at most, so that a flood does not turn into one endless pause. */
const BATCH = 512;
const ROOMS_KEPT = 5_000;
const RACES = 5;

export function createRoomLog(ports: RoomLogPorts): RoomLog {
  const rooms = new Map<RoomId, RoomState>();
  let waiting: Waiting[] = [];
  let running = false;
  let draining = false;
  let drained: (() => void)[] = [];

  function keep(moved: ReadonlyMap<RoomId, RoomState>): void {
    for (const [room, state] of moved) {
      rooms.delete(room); // moves it to the end: the front is what was used longest ago
      rooms.set(room, state);
    }
    for (const room of rooms.keys()) {
      if (rooms.size <= ROOMS_KEPT) break;
      rooms.delete(room);
    }
  }

  async function judge(batch: readonly Waiting[]): Promise<Judged> {
    for (let race = 0; race < RACES; race++) {
      const named = roomsOf(batch);
      const cached = named.filter((room) => rooms.has(room));
      const ends = new Map(cached.map((room) => [room, rooms.get(room)!] as const));
      const facts = await ports.store.facts(
        factsFor(
          batch,
          named.filter((room) => !ends.has(room)),
        ),
      );
      const turn = new Turn({ ...facts, rooms: new Map([...ends, ...facts.rooms]) }, ports.now());
      const outcomes = batch.map(({ append }) => accept(turn, append));
      const moved = turn.moved();
      if (moved.size === 0) {
        keep(facts.rooms);
        return { outcomes, committed: null };
      }
      const writes = turn.writes();
      const written = await ports.store.write(writes);
      if (written.kind === 'written') {
        keep(moved);
        const welcomes = writes.welcomes.map((w, i) => ({ ...w, id: written.welcomeIds[i] ?? 0 }));
        return { outcomes, committed: { deliveries: turn.deliveries, welcomes } };
      }
      for (const room of moved.keys()) rooms.delete(room);
      if (written.kind === 'storage-full') return { outcomes: outcomes.map(notStored), committed: null };
    }
    return { outcomes: batch.map(() => refuse('internal', 'too many lost races')), committed: null };
  }

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, BATCH);
      waiting = waiting.slice(BATCH);
      let judged: Judged;
      try {
        judged = await judge(batch);
      } catch (error) {
        rooms.clear();
        ports.onFailure(error);
        judged = { outcomes: batch.map(() => refuse('internal', 'the log failed')), committed: null };
      }
      for (const [i, outcome] of judged.outcomes.entries()) batch[i]?.answer(outcome);
      if (judged.committed !== null) ports.onCommitted(judged.committed);
    }
    running = false;
    for (const resolve of drained) resolve();
    drained = [];
  }

  return {
    append(append, answer) {
      if (draining) return answer(refuse('shutting-down', 'the server stops', { retryAfter: 1 }));
      waiting.push({ append, answer });
      if (running) return;
      running = true;
      // After this turn's input was read: what arrived together is stored together.
      setImmediate(() => void run());
    },
    async state(room) {
      const known = rooms.get(room);
      if (known !== undefined) return known;
      const facts = await ports.store.facts({ rooms: [room], frames: [], accounts: [], pairs: [] });
      // A batch may have moved the room meanwhile; what it left in the cache is newer.
      const state = rooms.get(room) ?? facts.rooms.get(room);
      if (state !== undefined && !running) keep(new Map([[room, state]]));
      return state;
    },
    cachedState: (room) => rooms.get(room),
    drain() {
      draining = true;
      return running ? new Promise((resolve) => drained.push(resolve)) : Promise.resolve();
    },
  };
}

interface Judged {
  readonly outcomes: readonly Outcome<Placed>[];
  /** Null when nothing entered a log. */
  readonly committed: Committed | null;
}

const notStored = (outcome: Outcome<Placed>): Outcome<Placed> =>
  outcome.ok ? refuse('storage-full', 'the server cannot store now') : outcome;

function roomsOf(batch: readonly Waiting[]): RoomId[] {
  return [...new Set(batch.map(({ append }) => (append.kind === 'create' ? append.genesis.room : append.frame.room)))];
}

function factsFor(batch: readonly Waiting[], rooms: readonly RoomId[]): FactsWanted {
  const accounts = new Set<AccountId>();
  const pairs = new Set<string>();
  const frames: { device: DeviceId; id: FrameId }[] = [];
  for (const { append } of batch) {
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
