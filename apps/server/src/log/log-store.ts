/**
 * What the room log needs from a database, in two steps with a pure decision between them: `facts` reads everything a batch is judged
 * by, `write` stores the verdicts in one durable transaction. An embedded and a networked database implement the same two.
 */
import type {
  AccountId,
  Bytes,
  DeviceId,
  EntryKind,
  FrameId,
  Policy,
  PolicyGenesis,
  RoomId,
  RoomKind,
  Settlement,
} from '@alcove/protocol';

/** A room as it stands at the end of its log. Immutable. */
export interface RoomState {
  readonly policy: Policy;
  readonly seq: number;
  readonly head: Bytes;
  /** Time of the last entry, ms. */
  readonly at: number;
  /** Which commits can still be taken back. Its epoch is the room's. */
  readonly settlement: Settlement;
}

export interface Placed {
  readonly room: RoomId;
  readonly seq: number;
  readonly at: number;
  readonly kind: EntryKind;
}

export interface FactsWanted {
  readonly rooms: readonly RoomId[];
  readonly frames: readonly { readonly device: DeviceId; readonly id: FrameId }[];
  /** Whose identity key and active devices are needed. */
  readonly accounts: readonly AccountId[];
  readonly pairs: readonly string[];
}

export interface Facts {
  readonly rooms: ReadonlyMap<RoomId, RoomState>;
  /** By frameKey(): appends that were accepted before. */
  readonly frames: ReadonlyMap<string, Placed>;
  readonly people: ReadonlyMap<AccountId, { readonly aik: Bytes; readonly devices: ReadonlySet<DeviceId> }>;
  readonly pairs: ReadonlyMap<string, RoomId>;
}

/** Both accounts of a direct room under one name, whoever of them asks. Of secret rooms two people may have many. */
export function pairOf(genesis: PolicyGenesis): string | null {
  return genesis.kind !== 'direct' || genesis.peer === null
    ? null
    : [genesis.creator.account, genesis.peer.account].toSorted().join(' ');
}

export const frameKey = (device: DeviceId, id: FrameId): string => `${device}${id}`;

export interface NewEntry {
  readonly room: RoomId;
  readonly seq: number;
  readonly kind: EntryKind;
  readonly epoch: number;
  readonly device: DeviceId;
  readonly id: FrameId;
  readonly at: number;
  readonly core: Bytes;
  readonly head: Bytes;
}

export type MemberChange =
  | {
      readonly room: RoomId;
      readonly account: AccountId;
      readonly aik: Bytes;
      /** The only one of the account that has a part in the room; null: all have. */
      readonly device: DeviceId | null;
      readonly fromSeq: number;
    }
  | { readonly room: RoomId; readonly account: AccountId; readonly untilSeq: number };

export interface NewWelcome {
  readonly room: RoomId;
  readonly seq: number;
  readonly epoch: number;
  readonly from: { readonly account: AccountId; readonly device: DeviceId };
  readonly to: readonly DeviceId[];
  readonly body: Bytes;
}

export type GroupInfoChange =
  | { readonly kind: 'put'; readonly room: RoomId; readonly epoch: number; readonly seq: number; readonly body: Bytes }
  | { readonly kind: 'keep' | 'back'; readonly room: RoomId };

export interface LogWrites {
  readonly created: readonly { readonly room: RoomId; readonly kind: RoomKind; readonly pair: string | null }[];
  /** Compare-and-set: the room must still end at `seqBefore` (0 for one just created). */
  readonly rooms: readonly { readonly room: RoomId; readonly seqBefore: number; readonly state: RoomState }[];
  readonly entries: readonly NewEntry[];
  readonly members: readonly MemberChange[];
  /** In order. `keep` lays the present one aside before commits that may be taken back, `back` puts it in its place again. */
  readonly groupInfos: readonly GroupInfoChange[];
  /** Messages after `after` and before `until` are void: what stands under their ids may be said again. */
  readonly voids: readonly { readonly room: RoomId; readonly after: number; readonly until: number }[];
  readonly welcomes: readonly NewWelcome[];
}

export type WriteOutcome =
  /** On disk. `welcomeIds` in the order of `welcomes`. */
  | { readonly kind: 'written'; readonly welcomeIds: readonly number[] }
  /** Somebody else moved one of the rooms: read the facts again. */
  | { readonly kind: 'lost-race' }
  | { readonly kind: 'storage-full' };

export interface RoomLogStore {
  facts(wanted: FactsWanted): Promise<Facts>;
  write(writes: LogWrites): Promise<WriteOutcome>;
}
