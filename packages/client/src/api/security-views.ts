/** What the page of security shows: what happened to the account, and how things stand. Immutable snapshots, like those of views.ts. */
import type { DeviceId, RoomId, SecurityKind } from '@alcove/protocol';
import type { AlarmView, PersonView } from './views.ts';

/** What happened to the account, newest first. */
export interface SecurityView {
  readonly events: readonly {
    readonly at: number;
    readonly kind: SecurityKind;
    readonly device: DeviceId | null;
    readonly count: number;
    /** The network it came from: this one, one that was used before, or a new one. */
    readonly where: 'here' | 'known' | 'new' | null;
  }[];
}

/**
 * What ended a connection: this device lost its network, the server did not answer, it closed the line, it said something that is no
 * answer; or this device ended it itself.
 */
export type LostBy = 'network' | 'silence' | 'closed' | 'nonsense' | 'here';

export interface ConnectionsView {
  /** How long the server took for the last sign of life, ms; null while it is not known. */
  readonly delayMs: number | null;
  /** Since the account was opened here, the newest first, twenty at most; ms since 1970. `until` is null for the one that stands. */
  readonly connections: readonly {
    readonly from: number;
    readonly until: number | null;
    readonly lostBy: LostBy | null;
  }[];
}

/** How one room is sealed, as this device has it. */
export interface RoomStanding {
  readonly room: RoomId;
  readonly title: string;
  /** Of the keys it is sealed with. */
  readonly epoch: number;
  /** waiting: this device cannot read or write there yet. alarmed: something there is not mended. */
  readonly state: 'sealed' | 'waiting' | 'alarmed';
  /** Messages that could not be opened. */
  readonly unopened: number;
}

/** What this device knows of how safe things stand, made when asked for. Where there is no connection it is what was known last. */
export interface StandingView {
  /** ms since 1970. */
  readonly at: number;
  /** Those this person is in, by name. */
  readonly rooms: readonly RoomStanding[];
  /** What is not mended in any room, the newest first. */
  readonly alarms: readonly { readonly room: RoomId; readonly title: string; readonly alarm: AlarmView }[];
  /** People whom this person compared with, and who are who they were then. */
  readonly verified: readonly PersonView[];
  readonly line: ConnectionsView;
  /** Days with messages: how many days after the moment asked for, what was opened, and what could not be. */
  readonly days: readonly { readonly day: number; readonly opened: number; readonly unopened: number }[];
}
