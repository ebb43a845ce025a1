/**
 * One room as this device holds it in memory. The light part is there for every room from the start; the heavy part (keys and
 * policy) is loaded when the room is first worked on. Everything here changes only inside the room's lane, except `log` and
 * `arrived`, which take frames as they come, `unstored` and `rest`.
 */
import type { SendableEvent } from '@alcove/content';
import type { GroupParts, GroupState } from '@alcove/crypto';
import type { AppendFrame, Bytes, DeviceId, FrameId, Policy, RoomId, Settlement } from '@alcove/protocol';
import type { OutboxRow, RoomRow, SqlStatement, WaitingRow } from '@alcove/store';
import type { ReasonCode } from '../api/reasons.ts';
import { followedFrom, type History } from '../archive/history.ts';
import type { FailureCode } from '../api/outcome.ts';
import type { AlarmView } from '../api/views.ts';
import { startLog, type LogPlace, type LogState, type OrderedEntry } from '../sync/merge.ts';
import type { Told } from '../gossip/tell.ts';
import type { Intent } from '../handshake/intent.ts';
import { createLane, type Lane } from './lane.ts';

export interface RoomKeys {
  /** Null while the room's first entry has not been judged. */
  readonly policy: Policy | null;
  /** Null before joining, and after being removed. */
  readonly group: GroupState | null;
  /** What the database holds of `group`. */
  readonly parts: GroupParts | null;
  readonly court: Court;
}

/** The newest commits and what this device has to say about them. */
export interface Court {
  readonly settlement: Settlement;
  /** Null: it cannot judge them. */
  readonly mine: Verdict | null;
}
export type Verdict = { readonly type: 'accept' } | { readonly type: 'reject'; readonly code: string };

/** How long this device's leaf in the group has had its key, and what was sealed meanwhile. */
export interface LeafAge {
  /** ms since 1970; 0: longer than is known. */
  readonly since: number;
  /** Own messages. */
  readonly sealed: number;
}

/** An own message on its way. `frame` null: it could not be sealed yet. */
export interface Outgoing {
  readonly id: FrameId;
  readonly ord: number;
  readonly epoch: number;
  readonly frame: AppendFrame | null;
  readonly event: SendableEvent;
  readonly sentAt: number;
  readonly state: OutboxRow['state'];
  readonly reason: string | null;
  /** The server has it; its own entry is on the way. Not stored: after a restart it is asked for again. */
  readonly acknowledged: boolean;
}

/** Why what waits in a room does not go out while the connection stands. */
export interface Rest {
  readonly code: FailureCode;
  /** By the device's clock, when the server said how long; null: it did not. */
  readonly until: number | null;
}

/** An own commit or policy change the server has not answered yet. */
export interface Handshake {
  readonly id: FrameId;
  readonly intent: Intent;
  /** The epoch it was made in. */
  readonly epoch: number;
  readonly frame: AppendFrame;
  /** The state to adopt when the entry stands in the log; null for a policy change alone. */
  readonly next: GroupState | null;
  /** The room's new GroupInfo key, when the commit makes one. */
  readonly groupInfoKey: Bytes | null;
  /** Called by the inbox when the own entry arrived in the log and was adopted: ends `settled`. */
  readonly adopted: () => void;
  readonly settled: Promise<void>;
  readonly policyVersion: number;
}

/** What was wanted when its commit lost the race and the device was closed before it could be made anew. */
export interface LostIntent {
  /** Its row in the outbox. */
  readonly id: FrameId;
  readonly intent: Intent;
}

/** An entry that was processed and did not open. */
export interface Shut {
  readonly seq: number;
  /** Somebody said something there which others of this account may have opened: the archive is still to be asked. */
  readonly wanted: boolean;
}

export interface Founding {
  readonly id: FrameId;
  readonly genesis: Bytes;
}

export interface Room {
  readonly id: RoomId;
  readonly lane: Lane;
  /** Handshakes wait for the server, so they queue apart from what only touches this device. */
  readonly handshakes: Lane;
  row: RoomRow;
  keys: RoomKeys | null;
  leaf: LeafAge;
  /** What of its log is on this device. */
  history: History;
  /** The last entry processed and stored. */
  place: LogPlace;
  log: LogState;
  arrived: OrderedEntry[];
  /** The server's receipts for entries that are not stored yet, by place. */
  readonly receipts: Map<number, Bytes>;
  outgoing: readonly Outgoing[];
  /** Own messages that are shown and not on disk: being written, or refused by the disk. Changes outside the lane too. */
  readonly unstored: Map<FrameId, WaitingRow>;
  /** Null unless the server refused what waits, in a way that passes. Changes outside the lane too. */
  rest: Rest | null;
  handshake: Handshake | null;
  /** From before a restart. */
  lost: readonly LostIntent[];
  /** Resolves with the next change of the room's epoch; another one takes its place then. */
  moved: PromiseWithResolvers<void>;
  /** The room exists only here so far: its genesis waits to be posted. */
  founding: Founding | null;
  /** Known by name only: its keys are on the way (a Welcome, or an own join), and its log cannot be followed yet. */
  awaiting: boolean;
  /** A run over `arrived` is under way or waits in the lane. */
  opening: boolean;
  /** When the server last listed its rooms: place and epoch of the log's end, and the last place that this device wrote. */
  told: { readonly seq: number; readonly epoch: number; readonly own: number };
  /** The code of the entry after which nothing can be opened until the room is joined again. */
  broken: ReasonCode | null;
  /** The server, or what somebody signed as seen, tells another log than this device processed. */
  forked: boolean;
  /** A repair is under way. */
  repairing: boolean;
  /** What is here is what the server told on this connection. */
  current: boolean;
  /** What was last told in this room of others, by room. */
  readonly toldElsewhere: Map<RoomId, Told>;
  /** The first place that others spoke of elsewhere and that was not held against this log yet; Infinity: none. */
  unheardAt: number;
  /** Notes that such words fit: written with the next step. */
  fitting: readonly SqlStatement[];
  /** The devices that spoke, elsewhere, of another log than this one. */
  apart: ReadonlySet<DeviceId>;
  /** Such a word came, or the connection is new: the server is to be asked again. */
  doubted: boolean;
  /** When a device's word last made this one ask. */
  readonly askedFor: Map<DeviceId, number>;
  alarms: readonly AlarmView[];
  unopened: readonly Shut[];
  /** When it came to this device, for one in which nothing was said yet; 0 when it was here at the start. */
  touchedAt: number;
}

export function newRoom(row: RoomRow, place: LogPlace, touchedAt = 0): Room {
  return {
    id: row.room,
    lane: createLane(),
    handshakes: createLane(),
    row,
    keys: null,
    leaf: { since: touchedAt, sealed: 0 },
    history: followedFrom(row.joinSeq + 1),
    place,
    log: startLog(place),
    arrived: [],
    receipts: new Map(),
    outgoing: [],
    unstored: new Map(),
    rest: null,
    handshake: null,
    lost: [],
    moved: Promise.withResolvers(),
    founding: null,
    awaiting: false,
    opening: false,
    told: { seq: 0, epoch: 0, own: 0 },
    broken: null,
    forked: false,
    repairing: false,
    current: true,
    toldElsewhere: new Map(),
    unheardAt: Infinity,
    fitting: [],
    apart: new Set(),
    doubted: false,
    askedFor: new Map(),
    alarms: [],
    unopened: [],
    touchedAt,
  };
}

/** `adopted` ends the wait of whoever carries the handshake to the server. */
export function settling(): Pick<Handshake, 'adopted' | 'settled'> {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { adopted: resolve, settled: promise };
}
