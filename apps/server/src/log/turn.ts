/**
 * One batch of appends while it is being judged: the facts it started from, the rooms as they stand after what was accepted so far,
 * and everything there will be to write and to deliver. Nothing here is true until the store has written it.
 */
import {
  encodeLogCore,
  nextHead,
  type AccountId,
  type Bytes,
  type DeviceId,
  type EntryKind,
  type FrameId,
  type Policy,
  settle,
  type RoomId,
  type VerdictBody,
} from '@alcove/protocol';
import { sha256 } from '../signature.ts';
import type { CommitLine } from './commit-line.ts';
import {
  frameKey,
  type Facts,
  type GroupInfoChange,
  type LogWrites,
  type MemberChange,
  type NewEntry,
  type NewWelcome,
  type Placed,
  type RoomState,
} from './log-store.ts';
import type { Receipts } from './receipts.ts';

export interface Author {
  readonly account: AccountId;
  readonly device: DeviceId;
}

/** Whose connections get an entry: those of these accounts, or of each only the device named. */
export interface Recipients {
  readonly accounts: ReadonlySet<AccountId>;
  readonly devices: Policy['devices'];
}

/** An entry and who gets it. Entries with the same audience share one object. */
export interface Delivery {
  readonly seq: number;
  readonly core: Bytes;
  readonly receipt: Bytes;
  readonly audience: Recipients;
}

export interface AddEntry {
  readonly room: RoomId;
  readonly kind: EntryKind;
  readonly author: Author;
  readonly id: FrameId;
  readonly epoch: number;
  readonly body: Bytes;
  /** What a verdict says. */
  readonly verdict?: VerdictBody;
  /** The time it had, for an entry that returns. */
  readonly at?: number;
}

/** Policies outlast turns: a large room's members are copied once per policy, not once per batch. */
const audiences = new WeakMap<Policy, Recipients>();

export class Turn {
  readonly facts: Facts;
  readonly receipts: Receipts;
  /** The data went back, and clients put it right first: nothing new is taken. */
  readonly isPaused: boolean;
  readonly line: CommitLine;
  /** Something in it had stood here before. */
  restored = false;
  readonly deliveries = new Map<RoomId, Delivery[]>();
  readonly now: number;
  readonly #states = new Map<RoomId, RoomState>();
  readonly #seqBefore = new Map<RoomId, number>();
  readonly #frames = new Map<string, Placed>();
  readonly #pairs = new Map<string, RoomId>();
  readonly #created: { room: RoomId; kind: Policy['kind']; pair: string | null }[] = [];
  readonly #entries: NewEntry[] = [];
  readonly #members: MemberChange[] = [];
  readonly #groupInfos: GroupInfoChange[] = [];
  readonly #voids: { room: RoomId; after: number; until: number }[] = [];
  #welcomes: NewWelcome[] = [];

  constructor(facts: Facts, now: number, receipts: Receipts, isPaused: boolean, line: CommitLine) {
    this.facts = facts;
    this.now = now;
    this.receipts = receipts;
    this.isPaused = isPaused;
    this.line = line;
  }

  state(room: RoomId): RoomState | undefined {
    return this.#states.get(room) ?? this.facts.rooms.get(room);
  }

  /** Where this device's frame of that id already stands. */
  placed(device: DeviceId, id: FrameId): Placed | undefined {
    const key = frameKey(device, id);
    const placed = this.#frames.get(key) ?? this.facts.frames.get(key);
    return placed !== undefined && this.#isVoid(placed) ? undefined : placed;
  }

  directRoom(pair: string): RoomId | undefined {
    return this.#pairs.get(pair) ?? this.facts.pairs.get(pair);
  }

  /** The room does not exist yet: its first entry follows. */
  create(state: RoomState, pair: string | null): void {
    const { room, kind } = state.policy;
    this.#created.push({ room, kind, pair });
    if (pair !== null) this.#pairs.set(pair, room);
    this.#seqBefore.set(room, 0);
    this.#states.set(room, state);
  }

  /** The time an entry would get now: it never goes back. */
  timeIn(before: RoomState): number {
    return Math.max(this.now, before.at);
  }

  /** Appends one entry; `policy` is what is in force after it, when it is a policy frame. */
  append(entry: AddEntry, policy?: Policy): Placed {
    const before = this.state(entry.room);
    if (before === undefined) throw new Error('append to a room without a state');
    const seq = before.seq + 1;
    const at = entry.at ?? this.timeIn(before);
    if (entry.at !== undefined) this.restored = true;
    const { kind, id, author, epoch, body, room } = entry;
    const core = encodeLogCore({ v: 1, kind, epoch, ...author, id, at, body });
    const head = nextHead(sha256, before.head, seq, core);
    if (!this.#seqBefore.has(room)) this.#seqBefore.set(room, before.seq);
    const inForce = policy ?? before.policy;
    const verdict = entry.verdict === undefined ? {} : { verdict: entry.verdict };
    const { settlement, decided } = settle(
      before.settlement,
      { seq, head, kind, epoch, ...author, at, ...verdict },
      inForce,
    );
    this.#states.set(room, { policy: inForce, seq, head, at, settlement });
    this.#entries.push({ room, seq, kind, epoch, device: author.device, id, at, core, head });
    const placed = { room, seq, at, kind };
    // Only the first of several commits that would go together: what was there before them all is kept.
    if (kind === 'commit' && settlement.trial?.seq === seq) this.#groupInfos.push({ kind: 'keep', room });
    if (decided?.what === 'void') this.#takeBack(room, decided.trial.seq, seq);
    this.#frames.set(frameKey(author.device, id), placed);
    const audience = policy === undefined ? this.#audience(before.policy) : this.#policyAudience(before, policy);
    this.#deliver(room, { seq, core, receipt: this.receipts.of(room, seq, head), audience });
    if (policy !== undefined) this.#changeMembers(before, policy, seq);
    return placed;
  }

  groupInfo(room: RoomId, epoch: number, seq: number, body: Bytes): void {
    this.#groupInfos.push({ kind: 'put', room, epoch, seq, body });
  }

  welcome(welcome: NewWelcome): void {
    this.#welcomes.push(welcome);
  }

  /** The rooms that moved, as they stand now. */
  moved(): ReadonlyMap<RoomId, RoomState> {
    return this.#states;
  }

  writes(): LogWrites {
    const rooms = [...this.#states].map(([room, state]) => ({
      room,
      state,
      seqBefore: this.#seqBefore.get(room) ?? 0,
    }));
    return {
      created: this.#created,
      rooms,
      entries: this.#entries,
      members: this.#members,
      groupInfos: this.#groupInfos,
      voids: this.#voids,
      welcomes: this.#welcomes,
    };
  }

  /** The room is as before the commit at `after`: its Welcomes lead nowhere, and messages after it are said again. */
  #takeBack(room: RoomId, after: number, until: number): void {
    this.#voids.push({ room, after, until });
    this.#groupInfos.push({ kind: 'back', room });
    this.#welcomes = this.#welcomes.filter((welcome) => welcome.room !== room || welcome.seq < after);
  }

  #isVoid({ room, seq, kind }: Placed): boolean {
    return (
      kind === 'application' && this.#voids.some((each) => each.room === room && seq > each.after && seq < each.until)
    );
  }

  #deliver(room: RoomId, delivery: Delivery): void {
    const list = this.deliveries.get(room);
    if (list === undefined) this.deliveries.set(room, [delivery]);
    else list.push(delivery);
  }

  #audience(policy: Policy): Recipients {
    let audience = audiences.get(policy);
    if (audience === undefined) {
      audience = { accounts: new Set(policy.members.keys()), devices: policy.devices };
      audiences.set(policy, audience);
    }
    return audience;
  }

  /** Whoever is removed still gets the frame that removes them; whoever is added gets the one that adds them. */
  #policyAudience(before: RoomState, after: Policy): Recipients {
    if (before.seq === 0) return this.#audience(after);
    const accounts = new Set([...before.policy.members.keys(), ...after.members.keys()]);
    return { accounts, devices: after.devices };
  }

  #changeMembers(before: RoomState, after: Policy, seq: number): void {
    const { room } = after;
    const was: Policy['members'] = before.seq === 0 ? new Map() : before.policy.members;
    for (const account of was.keys())
      if (!after.members.has(account)) this.#members.push({ room, account, untilSeq: seq });
    for (const [account, aik] of after.members) {
      const device = after.devices?.get(account) ?? null;
      if (!was.has(account)) this.#members.push({ room, account, aik, device, fromSeq: seq });
    }
  }
}
