/** What everything that works for one logged-in account shares. Made once by account/runtime.ts; no logic of its own. */
import type { DeviceIdentity } from '@alcove/crypto';
import type { AccountId, Bytes, DeviceId, FrameId, RoomId } from '@alcove/protocol';
import type { EventRow, MarkRow, Store } from '@alcove/store';
import type { ReasonCode } from '../api/reasons.ts';
import type { FailureCode, Outcome } from '../api/outcome.ts';
import type { AlarmView } from '../api/views.ts';
import type { KnownLists } from '../devices/known-lists.ts';
import type { Company } from '../gossip/company.ts';
import type { Incarnations } from '../gossip/incarnation.ts';
import type { People } from '../people/people.ts';
import type { Abouts } from '../profile/abouts.ts';
import type { Ledger } from '../profile/ledger.ts';
import type { Ties } from '../people/ties.ts';
import type { Ports } from '../ports.ts';
import type { OwnRecords } from '../records/own-records.ts';
import type { JoinedAlone } from '../rooms/join-alone.ts';
import type { Room } from '../rooms/room.ts';
import type { RoomRegistry } from '../rooms/registry.ts';
import type { Placed } from '../rooms/working.ts';
import type { ServerCalls } from '../session/server-calls.ts';
import type { OwnSettings } from '../settings/own-settings.ts';
import type { Gateway } from '../sync/gateway.ts';
import type { LogNews } from '../sync/merge.ts';
import type { VaultDoor } from './vault-door.ts';

/** Tells the views what is no longer as they show it. Cheap to call; views look again once per tick. */
export interface Changes {
  app(): void;
  /** Anything but its messages. */
  room(room: RoomId): void;
  events(room: RoomId, news: EventNews): void;
  /** Own messages are shown that are not on disk yet, or the disk refused them. */
  ahead(room: RoomId, news: Pick<EventNews, 'rows' | 'dropped'>): void;
  /** What was written in its field became a message. */
  draftSaid(room: RoomId): void;
  /** Another device of the account wrote in its field, or sent what stood there. */
  draftElsewhere(room: RoomId, text: string): void;
  /** Another device of the account read on, or turned back. */
  readElsewhere(room: RoomId, seq: number, back: boolean): void;
  /** Its events moved, or some are gone: whatever was read of them is read again. */
  rebuilt(room: RoomId): void;
  /** The send state of own messages or the marks of others moved. */
  marks(room: RoomId): void;
  mark(room: RoomId, mark: MarkRow): void;
  /** What this person chose, here or on another device. */
  settings(): void;
  /** Somebody is called something else now, or says something else of themselves. */
  people(): void;
  /** Somebody came, or went. */
  present(): void;
  /** The account's devices, or one that wants in. */
  devices(): void;
  trouble(code: FailureCode): void;
  /** Something of the account itself may have changed: with every connection, and when the server says so. */
  account(what: 'vault' | 'security'): void;
}

/** What is on disk now. */
export interface EventNews {
  readonly rows: readonly EventRow[];
  /** Own messages that got their place in the log. */
  readonly placed: readonly Placed[];
  /** Waiting messages that were taken back. */
  readonly dropped: readonly FrameId[];
  /** What stands after this place was taken back with the commit there. */
  readonly undone: number | null;
}

export interface AccountContext {
  readonly ports: Ports;
  readonly calls: ServerCalls;
  readonly store: Store;
  readonly serverId: string;
  readonly me: AccountId;
  readonly device: DeviceId;
  /** As it is now: its certificate is renewed. */
  readonly identity: DeviceIdentity;
  /** Resolves when this device's certificate holds, or cannot be renewed now. */
  certified(): Promise<void>;
  readonly recordKey: Bytes;
  /** Opens the account's vault for the moment it is needed. */
  readonly vault: VaultDoor;
  readonly people: People;
  /** What people tell of themselves, and whom this device has to tell it of its own. */
  readonly abouts: Abouts;
  readonly ledgers: { readonly about: Ledger; readonly picture: Ledger };
  /** What this person decided about others. */
  readonly ties: Ties;
  readonly lists: KnownLists;
  readonly rooms: RoomRegistry;
  /** Who is in which of them. */
  readonly company: Company;
  readonly incarnations: Incarnations;
  readonly gateway: Gateway;
  readonly changes: Changes;
  /** Server time, as far as this device knows it. */
  now(): number;
  /** Joins of this device alone that are under way. */
  readonly joins: Map<RoomId, Promise<JoinedAlone>>;
  /** Rooms founded here that are on their way to the server. */
  readonly posts: Map<RoomId, Promise<Outcome<RoomId>>>;
  /** What this person chose for all their devices. */
  readonly settings: OwnSettings;
  readonly records: OwnRecords;
  nextOrd(): number;
  sleep(ms: number): Promise<void>;
  /** Resolves when connected, the server has the room, and its log is here and opened; also when the account was closed. */
  connected(room: Room): Promise<void>;
  /** Resolves at the next loss of the connection. */
  disconnected(): Promise<void>;
  take(room: Room, news: LogNews): void;
  /** The server spoke of an entry of this room. */
  noteKnown(room: Room, seq: number): void;
  caughtUp(room: Room): Promise<void>;
  /** Something waits that may not be sealed yet: whatever stands in the way is to be dealt with. */
  unsealable(room: Room): void;
  /** People came into a room that this device is in. */
  newcomers(room: Room): void;
  /** Somebody is in this room now who may not have heard what this person says of themselves. */
  owe(room: Room): void;
  /** What was said there of this person was taken back with a commit. */
  unsaid(room: Room): void;
  /** Commits stand that somebody could not follow. */
  contested(room: Room): void;
  alarm(room: Room, code: ReasonCode): void;
  /** The server tells another log than this device processed. */
  forked(room: Room): void;
  /** What others say of the log fits again. */
  agreed(room: Room): void;
  /** Somebody said, elsewhere, what they have seen of its log. */
  heard(room: Room): void;
  /** What a device sealed does not open here: the server is asked once whether this is the log. */
  doubted(room: Room, by: DeviceId): void;
  /** An alarm of this kind is over, whatever became of others. */
  mended(room: Room, code: ReasonCode): void;
  setRepair(room: Room, repair: AlarmView['repair'], step: AlarmView['step']): Promise<void>;
  /** Another copy of this device wrote: from here on nothing goes out. */
  copied(): void;
  /** A broken store or a bug: shown as trouble, reported, never swallowed. */
  fault(where: string, error: unknown): void;
  /** False once the account was closed: nothing is to be written any more. */
  readonly open: boolean;
}
