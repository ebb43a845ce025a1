/**
 * One step of work on a room: everything that changes is gathered here, written in one transaction, and only then adopted in
 * memory and shown. A step that fails leaves the room as it was. Runs inside the room's lane.
 */
import {
  judgeChange,
  judgeGenesis,
  loadGroup,
  ownLeafKey,
  storeGroup,
  type GroupState,
  type PolicyOutcome,
} from '@alcove/crypto';
import { equalBytes, type Bytes, type FrameId, type Policy } from '@alcove/protocol';
import type { EventRow, RoomRow, SqlStatement } from '@alcove/store';
import type { ReasonCode } from '../api/reasons.ts';
import type { History } from '../archive/history.ts';
import type { AccountContext } from '../account/context.ts';
import { alarmStatements, raise } from '../repair/alarms.ts';
import type { LogPlace } from '../sync/merge.ts';
import type { Court, Founding, Handshake, LeafAge, Outgoing, Room, RoomKeys } from './room.ts';
import { bytesOfBase, bytesOfCourt, courtOf, groupOfBase, type Base } from './stored-court.ts';

/** Where an own message ended up. */
export interface Placed {
  readonly id: FrameId;
  readonly seq: number;
  readonly at: number;
}

export interface Working {
  readonly room: Room;
  row: RoomRow;
  policy: Policy | null;
  group: GroupState | null;
  court: Court;
  /** The state before the newest commits, to go back to; undefined: as it is on disk. */
  base: Base | null | undefined;
  history: History;
  place: LogPlace;
  outgoing: readonly Outgoing[];
  handshake: Handshake | null;
  founding: Founding | null;
  broken: ReasonCode | null;
  unopened: Room['unopened'];
  /** Own messages sealed in this step. */
  sealed: number;
  /** The Welcome of the own commit that was just adopted. */
  ownWelcome: Bytes | null;
  readonly alarms: ReasonCode[];
  readonly statements: SqlStatement[];
  readonly events: EventRow[];
  /** Own messages that got their place in this step. */
  readonly arrivedOwn: Placed[];
  /** Heads of entries opened in this step, by place: not on disk yet. */
  readonly heads: Map<number, Bytes>;
  readonly dropped: FrameId[];
  /** Messages after this place were taken back. */
  undone: number | null;
  /** Run after the step is on disk and adopted. */
  readonly afterwards: (() => void)[];
}

export async function beginWork(context: AccountContext, room: Room): Promise<Working> {
  const keys = (room.keys ??= await loadKeys(context, room));
  return {
    room,
    row: room.row,
    policy: keys.policy,
    group: keys.group,
    court: keys.court,
    base: undefined,
    history: room.history,
    place: room.place,
    outgoing: room.outgoing,
    handshake: room.handshake,
    founding: room.founding,
    broken: room.broken,
    unopened: room.unopened,
    sealed: 0,
    ownWelcome: null,
    alarms: [],
    statements: [],
    events: [],
    arrivedOwn: [],
    heads: new Map(),
    dropped: [],
    undone: null,
    afterwards: [],
  };
}

/** The state before the newest commits, as this step leaves it. */
export async function baseOf({ store }: AccountContext, { base, room }: Working): Promise<Base | null> {
  if (base !== undefined) return base;
  const stored = await store.settlements.base(room.id);
  return stored === null ? null : groupOfBase(stored);
}

export async function finishWork(context: AccountContext, work: Working): Promise<void> {
  const { room } = work;
  const { store } = context;
  const before = room.keys;
  const parts = partsOf(work, before);
  const leaf = leafOf(context, work, before);
  const at = context.now();
  const alarms = work.alarms.reduce((all, code) => raise(all, code, at), room.alarms);
  await store.write(
    room.fitting,
    work.statements,
    work.row === room.row ? [] : store.rooms.put(work.row),
    work.court === before?.court ? [] : store.settlements.put(room.id, bytesOfCourt(work.court)),
    work.base === undefined ? [] : store.settlements.putBase(room.id, work.base && bytesOfBase(work.base)),
    work.history === room.history ? [] : store.histories.put({ room: room.id, ...work.history }),
    work.place === room.place && parts === before?.parts ? [] : putPlace(context, work, leaf),
    parts === before?.parts
      ? []
      : parts === null
        ? store.groups.drop(room.id)
        : store.groups.put(room.id, parts, before?.parts ?? null),
    alarmStatements(store, room.id, alarms, room.alarms),
  );
  const moved = before?.court.settlement.epoch !== work.court.settlement.epoch;
  room.keys = { policy: work.policy, group: work.group, parts, court: work.court };
  room.leaf = leaf;
  room.fitting = [];
  room.row = work.row;
  room.history = work.history;
  room.place = work.place;
  room.outgoing = work.outgoing;
  room.handshake = work.handshake;
  room.founding = work.founding;
  room.broken = work.broken;
  room.unopened = work.unopened;
  room.alarms = alarms;
  if (work.alarms.includes('history-forked')) room.forked = true;
  if (work.events.length + work.dropped.length + work.arrivedOwn.length > 0 || work.undone !== null) {
    const { events: rows, arrivedOwn: placed, dropped, undone } = work;
    context.changes.events(room.id, { rows, placed, dropped, undone });
  }
  context.changes.room(room.id);
  if (moved) {
    room.moved.resolve();
    room.moved = Promise.withResolvers();
  }
  for (const run of work.afterwards) run();
}

function partsOf(work: Working, before: RoomKeys | null): RoomKeys['parts'] {
  if (work.group === (before?.group ?? null)) return before?.parts ?? null;
  return work.group === null ? null : storeGroup(work.group);
}

/** A commit of this device's own gives its leaf another key, whatever the commit was for. */
function leafOf(context: AccountContext, { room, group, sealed }: Working, before: RoomKeys | null): LeafAge {
  const had = before?.group ?? null;
  if (group === null || group === had) return room.leaf;
  if (had === null || (group.epoch !== had.epoch && !equalBytes(ownLeafKey(group), ownLeafKey(had))))
    return { since: context.now(), sealed };
  return sealed === 0 ? room.leaf : { ...room.leaf, sealed: room.leaf.sealed + sealed };
}

function putPlace({ store }: AccountContext, { room, group, place }: Working, leaf: LeafAge): SqlStatement[] {
  return store.rooms.putPlace({
    room: room.id,
    epoch: group?.epoch ?? 0,
    cursor: place.seq,
    head: place.head,
    leafSince: leaf.since,
    leafSealed: leaf.sealed,
  });
}

async function loadKeys({ store, serverId }: AccountContext, room: Room): Promise<RoomKeys> {
  const [frames, parts, court] = await Promise.all([
    store.policies.frames(room.id),
    store.groups.get(room.id),
    store.settlements.get(room.id),
  ]);
  const group = parts === null ? null : loadGroup(parts);
  return { policy: foldPolicy(serverId, room, frames), group, parts, court: courtOf(court, group?.epoch ?? 0) };
}

/** The policy in force after these frames, which were judged when they were stored. */
export function foldPolicy(server: string, room: Room, frames: readonly Bytes[]): Policy | null {
  let policy: Policy | null = null;
  for (const frame of frames) {
    const judged: PolicyOutcome =
      policy === null ? judgeGenesis(server, room.id, frame) : judgeChange(server, policy, frame);
    if (!judged.ok) throw new Error(`a stored policy frame is refused: ${judged.code}`);
    policy = judged.policy;
  }
  return policy;
}
