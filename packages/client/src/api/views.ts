/**
 * What a screen shows: immutable snapshots, plain data (they cross a worker border by structured clone). Views are made in
 * packages/client and nowhere else; web and terminal render the same ones.
 */
import type { PasswordView } from './access-views.ts';
import type { ShutView } from './contact-views.ts';
import type { EnrollingView } from './device-views.ts';
import type { SecretView } from './secret-views.ts';
import type { LockView } from './lock-views.ts';
import type { AccountId, DeviceId, FrameId, RoomId, RoomKind, Username } from '@alcove/protocol';
import type { StatusView } from './profile-views.ts';
import type { LostBy } from './security-views.ts';
import type { FailureCode } from './outcome.ts';
import type { Settings } from '../settings/settings.ts';

export type Phase =
  | 'starting'
  | 'signed-out'
  | 'enrolling' // logged in on a device that the account does not have: `enrolling` says how far it is
  | 'removed' // this device was removed from the account, and holds nothing of it any more
  | 'copied' // this is an older copy of its device, or another copy is in use: nothing goes out; `trouble` says which
  | 'recovery' // signed up; the recovery code is not confirmed or put off yet
  | 'ready'
  | 'locked' // somebody is in, and the app lock keeps the store shut: only `lock` is known
  | 'elsewhere' // another tab of this profile is open: offer "use here"
  | 'broken'; // the local store cannot be used; `trouble` says why

export interface AppView {
  readonly phase: Phase;
  readonly me: MeView | null;
  /** The last account used on this device, to greet at log-in. */
  readonly lastUsername: Username | null;
  readonly serverName: string;
  /** Whether the server sends letters. */
  readonly serverMails: boolean;
  readonly connection: ConnectionView;
  /** Set in phases broken and copied, and when the session ended (`session-ended`): the person must log in again, nothing is lost. */
  readonly trouble: FailureCode | null;
  /** Until kept, a lit notice stays. */
  readonly recovery: 'kept' | 'put-off' | 'unknown';
  /** ms since 1970 of the last check of the recovery card; and whether it is time for the next. */
  readonly recoveryCheck: { readonly lastAt: number | null; readonly due: boolean };
  readonly password: PasswordView;
  /** Set in phase enrolling. */
  readonly enrolling: EnrollingView | null;
  /** Set in phase removed: the account this device was part of. */
  readonly removedFrom: Username | null;
  /** The device's clock differs from the server's by more than a minute; messages show server time. */
  readonly clockSkewMs: number | null;
  readonly archive: ArchiveView;
  /** The app lock of this device; null where none is set. */
  readonly lock: LockView | null;
}

/** What this person chose, on whichever device. */
export interface SettingsView extends Settings {
  /** Chosen here, and not with the other devices yet. */
  readonly waits: boolean;
}

/** How the account's sealed history stands on this device. */
export interface ArchiveView {
  /** reading: older messages are arriving. writing: new ones are on their way into it. trouble: `code` says what is wrong. */
  readonly state: 'current' | 'reading' | 'writing' | 'trouble';
  /** Pieces still to come, of how many; 0 of 0 when nothing arrives. */
  readonly left: number;
  readonly total: number;
  readonly code: string | null;
}

/** How far back a room's past reaches on this device. */
export interface HistoryView {
  /** complete: everything since this person came in. arriving: more of it is on the way. incomplete: nobody has it for this device. */
  readonly state: 'complete' | 'arriving' | 'incomplete';
  /** ms since 1970 of the oldest message from which on nothing is missing; null when complete, or when there is none. */
  readonly reachesBackTo: number | null;
  /** Stretches of the log that are not here, in order, both ends included. */
  readonly gaps: readonly { readonly first: number; readonly last: number }[];
}

export interface MeView {
  readonly account: AccountId;
  readonly device: DeviceId;
  readonly username: Username;
  readonly displayName: string;
  /** As in PersonView. */
  readonly hue: number;
  readonly picture: number | null;
  readonly status: StatusView | null;
  readonly bio: string;
}

export interface ConnectionView {
  readonly state: 'online' | 'connecting' | 'offline';
  /** What ended the last connection, or the last attempt at one; null while one stands. */
  readonly lostBy: LostBy | null;
  /** ms since 1970 of the last change. */
  readonly since: number;
  /** Messages waiting in the outbox, all rooms. */
  readonly waiting: number;
}

export interface PersonView {
  readonly account: AccountId;
  readonly username: Username;
  /** What they call themselves, else the user name. */
  readonly name: string;
  /** 1 to 12, by hash of the account id: hue-N and ground-N of the tokens. */
  readonly hue: number;
  /** This person compared numbers with them, and they are who they were then. */
  readonly verified: boolean;
  /** What this person decided about them. */
  readonly standing: 'contact' | 'blocked' | 'none';
  /** Which of their pictures there is to ask for; null: none. */
  readonly picture: number | null;
  readonly status: StatusView | null;
}

export interface RoomSummary {
  readonly id: RoomId;
  readonly kind: RoomKind;
  readonly title: string;
  /** The other person of a chat of two. */
  readonly peer: PersonView | null;
  readonly lastLine: { readonly who: string; readonly text: string } | null;
  /** ms since 1970; orders the list, newest first. */
  readonly lastAt: number;
  readonly unread: number;
  /** Unread that is for this person: all of a direct chat, mentions and replies to one in a group. */
  readonly lit: number;
  /** Somebody who is no contact brought this person in, and waits to be accepted. Nothing goes out from here until then. */
  readonly request: PersonView | null;
  readonly draft: boolean;
  readonly waiting: number;
  /** Not a member any more: history stays readable. */
  readonly left: boolean;
}

export interface MemberView extends PersonView {
  readonly isMe: boolean;
  readonly isHost: boolean;
  /** What they say of themselves; may be empty. */
  readonly bio: string;
  readonly devices: readonly { readonly device: DeviceId; readonly kind: string; readonly isThis: boolean }[];
}

export interface RoomView {
  readonly id: RoomId;
  readonly kind: RoomKind;
  readonly title: string;
  readonly peer: PersonView | null;
  /** The peer's account has no device any more: it was deleted, and nobody reads what is written here. */
  readonly peerGone: boolean;
  /** Of a secret chat alone. */
  readonly secret: SecretView | null;
  readonly members: readonly MemberView[];
  readonly epoch: number;
  readonly suite: string;
  readonly left: boolean;
  readonly canRename: boolean;
  readonly canAdd: boolean;
  readonly canRemove: boolean;
  /** Names of people writing now, this person excluded. */
  readonly typing: readonly PersonView[];
  readonly draft: string;
  /** Grows whenever the draft came from another device of this person. */
  readonly draftArrival: number;
  /** Codes of what is wrong with this room's encryption now, worst first; empty when in order. */
  readonly alarms: readonly AlarmView[];
  /** Nothing goes out from here: somebody asks and waits, was declined, or the chat is with somebody blocked. */
  readonly shut: ShutView | null;
  /** The server asked to slow down: what waits goes on then, ms since 1970 by this device's clock. */
  readonly slowedUntil: number | null;
  /** People here whom the server tells to be somebody else than this device knows. */
  readonly changed: readonly ChangedPerson[];
  /** How many entries could not be opened, ever; part of the security panel. */
  readonly unopened: number;
  readonly history: HistoryView;
}

export interface ChangedPerson {
  readonly person: PersonView;
  /** ms since 1970. */
  readonly at: number;
  /** They were verified: nothing is sent here until this person accepts the change or compares again. */
  readonly blocks: boolean;
}

export interface AlarmView {
  readonly code: string;
  /** ms since 1970. */
  readonly at: number;
  readonly repair: 'trying' | 'none' | 'done';
  /** The step under way or tried last; null when none was begun, or all is mended. */
  readonly step: RepairStep | null;
}

/** What a repair tries, in this order. `ask-devices` cannot be done yet: a repair that comes so far has found no other way. */
export type RepairStep = 'fetch' | 'drain' | 'rejoin' | 'ask-devices';

export type SendState = 'waiting' | 'sent' | 'delivered' | 'read' | 'failed';

export interface ReactionView {
  readonly emoji: string;
  readonly count: number;
  readonly mine: boolean;
  readonly names: readonly string[];
}

export interface QuoteView {
  readonly id: FrameId;
  readonly author: PersonView | null;
  /** First line, plain; empty when the original is not here or deleted. */
  readonly text: string;
  readonly deleted: boolean;
}

interface ItemBase {
  /** Stable over the item's life: the frame id of the event that made it. */
  readonly id: FrameId;
  /** Place in the log; null while waiting in the outbox. Items are in log order, waiting ones last. */
  readonly seq: number | null;
  /** Server time, ms; the device's own while waiting. */
  readonly at: number;
}

export interface MessageItem extends ItemBase {
  readonly kind: 'message';
  readonly author: PersonView;
  readonly mine: boolean;
  /** Markdown source. */
  readonly text: string;
  readonly edited: boolean;
  /** Earlier versions, oldest first, without the current one. */
  readonly versions: readonly { readonly text: string; readonly at: number }[];
  readonly deleted: boolean;
  readonly replyTo: QuoteView | null;
  readonly reactions: readonly ReactionView[];
  readonly mentionsMe: boolean;
  /** Own messages only. `reason`: why it failed, or what keeps it waiting; null while nothing is known to. */
  readonly send: { readonly state: SendState; readonly readBy: number; readonly reason: FailureCode | null } | null;
  /** The event's type is newer than this client: `text` is its fallback. */
  readonly unknownType: boolean;
}

/** Written by the room itself; cannot be hidden. */
export interface LineItem extends ItemBase {
  readonly kind: 'line';
  readonly line:
    | { readonly what: 'created'; readonly by: PersonView }
    | { readonly what: 'added'; readonly by: PersonView; readonly people: readonly PersonView[] }
    | { readonly what: 'removed'; readonly by: PersonView; readonly people: readonly PersonView[] }
    | { readonly what: 'left'; readonly by: PersonView }
    | { readonly what: 'host'; readonly by: PersonView; readonly to: PersonView }
    | { readonly what: 'renamed'; readonly by: PersonView; readonly title: string }
    | { readonly what: 'device-added'; readonly by: PersonView; readonly deviceKind: string }
    | { readonly what: 'device-removed'; readonly by: PersonView }
    | { readonly what: 'taken-back'; readonly by: PersonView };
}

/** An entry that could not be opened (yet). */
export interface UnopenedItem extends ItemBase {
  readonly kind: 'unopened';
  readonly author: PersonView | null;
  readonly code: string;
  readonly repairing: boolean;
}

export type TimelineItem = MessageItem | LineItem | UnopenedItem;

/** A contiguous stretch of the room, oldest first. It grows at either end; items keep their identity (===) while unchanged. */
export interface TimelineView {
  readonly room: RoomId;
  readonly items: readonly TimelineItem[];
  readonly hasOlder: boolean;
  readonly loadingOlder: boolean;
  /** Fixed when the room was opened: the first item after what was read then, and when that was. */
  readonly unreadFrom: { readonly id: FrameId; readonly since: number } | null;
  readonly history: HistoryView;
}

export interface FoundPerson {
  readonly person: PersonView;
  /** A direct chat with them that exists already. */
  readonly room: RoomId | null;
}

export interface SafetyView {
  readonly person: PersonView;
  /** 60 digits in groups of five. */
  readonly digits: readonly string[];
  /** The number of the identity the server tells of now, which is another than the one that was known. */
  readonly changed: boolean;
}
