/**
 * Everything an interface can ask of the client. The web talks to it across a worker (packages/platform-web), the terminal, bots
 * and tests in process. Methods resolve when the local effect is durable; the network follows by itself.
 */
import type { AccountId, DeviceId, FrameId, RoomId } from '@alcove/protocol';
import type { EmailView, PasskeyAnswer, PasskeyOptions, PasskeyView } from './access-views.ts';
import type { ContactsView } from './contact-views.ts';
import type { DevicesView } from './device-views.ts';
import type { LockKey, LockMinutes } from './lock-views.ts';
import type { Outcome } from './outcome.ts';
import type { TheirDevice } from './secret-views.ts';
import type { PictureView, StatusView } from './profile-views.ts';
import type { Settings } from '../settings/settings.ts';
import type { DayView, SearchScope, SearchView } from './search-views.ts';
import type { SecurityView, StandingView } from './security-views.ts';
import type {
  AppView,
  FoundPerson,
  PersonView,
  RoomSummary,
  RoomView,
  SafetyView,
  SettingsView,
  TimelineItem,
  TimelineView,
} from './views.ts';
export type VaultOpener =
  | { readonly with: 'password'; readonly password: string | null }
  | { readonly with: 'recovery'; readonly words: readonly string[] };

export interface Topics {
  readonly app: AppView;
  readonly rooms: readonly RoomSummary[];
  readonly room: RoomView | null;
  readonly timeline: TimelineView | null;
  readonly devices: DevicesView | null;
  /** Who is here now, as far as they tell. */
  readonly present: readonly AccountId[];
  /** Null while nobody is in. */
  readonly settings: SettingsView | null;
}
export type Topic = keyof Topics;

export interface ClientApi {
  /** Calls back with the current snapshot and again after each change; returns the way to stop. `key` is the room id for room and timeline. */
  subscribe<T extends Topic>(topic: T, key: RoomId | null, listener: (value: Topics[T]) => void): () => void;

  /* account */
  signUp(input: { username: string; password: string; displayName: string }): Promise<Outcome>;
  /** Twelve words, from sign-up until they are kept (also while that is put off); null afterwards and on other devices. */
  recoveryWords(): Promise<readonly string[] | null>;
  /** Ends phase recovery: kept after the words were read back (the interface asked for two), or put off to tomorrow. */
  settleRecovery(how: 'kept' | 'put-off'): Promise<Outcome>;
  /** Opens the vault with the typed code: proves that it still works. Words may be four-letter prefixes. */
  checkRecoveryCode(words: readonly string[]): Promise<Outcome>;
  /** "Is your card still there?" is asked again in a week. */
  putOffRecoveryCheck(): Promise<Outcome>;
  /** A new code; the old one stops working. Leads to phase recovery. */
  newRecoveryCode(password: string): Promise<Outcome>;
  /** Other devices stay in. */
  changePassword(input: { current: string; fresh: string }): Promise<Outcome>;
  /**
   * The old one is forgotten: every device of the account is told, and may refuse for a day; then this one can set another. `password-needed`: this
   * device cannot open the vault by itself, so it cannot.
   */
  askNewPassword(): Promise<Outcome>;
  /** Says no to the request there is, of whichever device. */
  refuseNewPassword(): Promise<Outcome>;
  /** `rate-limited` before its time, `request-over` when it was refused or ran out. */
  setNewPassword(fresh: string): Promise<Outcome>;
  /** That another device changed the password was read here. */
  readPasswordNews(): Promise<Outcome>;
  email(): Promise<Outcome<EmailView>>;
  /** Sends a letter there; the address counts once its link is opened. */
  setEmail(input: { address: string; password: string }): Promise<Outcome>;
  removeEmail(password: string): Promise<Outcome>;
  /** In which language this person reads, by its code: the server's letters are in it. */
  sayLanguage(language: string): Promise<Outcome>;
  /** The end of that link. Nobody needs to be logged in. */
  verifyEmail(token: string): Promise<Outcome>;

  secondFactor(): Promise<Outcome<{ readonly on: boolean; readonly backupCodes: number }>>;
  beginSecondFactor(password: string): Promise<Outcome<{ readonly secret: string; readonly uri: string }>>;
  /** Turns it on; the backup codes, this once. */
  confirmSecondFactor(code: string): Promise<Outcome<readonly string[]>>;
  stopSecondFactor(password: string): Promise<Outcome>;
  passkeys(): Promise<Outcome<readonly PasskeyView[]>>;
  passkeyCreation(): Promise<Outcome<PasskeyOptions>>;
  addPasskey(made: PasskeyAnswer & { name: string; password: string }): Promise<Outcome>;
  renamePasskey(id: string, name: string): Promise<Outcome>;
  removePasskey(id: string, password: string): Promise<Outcome>;
  securityEvents(): Promise<Outcome<SecurityView>>;
  /** How things stand on this device; what was opened is counted by days that begin at `since`, ms since 1970. */
  standing(since: number): Promise<Outcome<StandingView>>;

  /* a forgotten password */
  /** With the code everything comes back; all other sessions end. */
  recover(input: { username: string; words: readonly string[]; password: string }): Promise<Outcome>;
  /** A letter to whoever that handle or address is, if anybody: the outcome does not tell. */
  askReset(who: string): Promise<Outcome>;
  /** Whose name a letter's link is about. */
  resetName(token: string): Promise<Outcome<string>>;
  /** The name with a new account behind it: old messages stay closed, people who knew the old one are told. */
  startAnew(input: { token: string; password: string }): Promise<Outcome>;
  /**
   * On a device that the account does not have: `open` opens the vault with this password, `ask` ends in phase enrolling. `code` after
   * `second-factor`: what the authenticator shows, or a backup code.
   */
  logIn(input: { username: string; password: string; newDevice?: 'open' | 'ask'; code?: string }): Promise<Outcome>;
  passkeyRequest(): Promise<Outcome<PasskeyOptions>>;
  logInByPasskey(answer: PasskeyAnswer): Promise<Outcome>;
  /** Ends the session and locks the local store; logging in again on this device opens it where one was. */
  logOut(): Promise<Outcome>;
  /**
   * Takes this device out of the account and erases everything here. May answer `password-needed`. `untold`: also where the server cannot be
   * reached; the device then stays on the account's list until another one removes it. What was not sent is lost.
   */
  eraseDevice(how?: { password?: string; untold?: boolean }): Promise<Outcome>;
  /** Leaves every group, erases what the account kept on the server, and this device. Needs a connection. */
  deleteAccount(password: string): Promise<Outcome>;
  /** Takes the profile over from another tab. */
  useHere(): Promise<void>;
  setDisplayName(name: string): Promise<Outcome>;
  /** A few words about oneself; empty: none. Told, as the status is, in rooms where it may be told, by and by. */
  setBio(text: string): Promise<Outcome>;
  /** Null, or here without words: none. */
  setStatus(status: StatusView | null): Promise<Outcome>;
  /** A still WebP or JPEG of at most 256 pixels a side and 24 KiB, made without anything else in it; null: none any more. */
  setPicture(picture: Uint8Array | null): Promise<Outcome>;
  /** The picture that a PersonView names. */
  picture(account: AccountId): Promise<PictureView | null>;
  /** Holds on this device when it resolves, and on the others with the next connection. */
  changeSettings(change: Partial<Settings>): Promise<Outcome>;

  /* the app lock of this device */
  /** Sets one, or changes the one there is; `current` opens that. The passkey of the one before stays. */
  setLock(input: { passphrase: string; current: string | null; minutes: LockMinutes }): Promise<Outcome>;
  removeLock(passphrase: string): Promise<Outcome>;
  setLockMinutes(minutes: LockMinutes): Promise<Outcome>;
  /** One of the account's passkeys opens the lock as well; null: none does any more. */
  setLockPasskey(passphrase: string, passkey: Extract<LockKey, { with: 'passkey' }> | null): Promise<Outcome>;
  /** Stops everything and closes the store. What waits to be sent stays in it. Without a lock nothing happens. */
  lock(): Promise<void>;
  /** `rate-limited` while a wait lasts, `lock-wrong` otherwise. */
  unlock(by: LockKey): Promise<Outcome>;
  /** Somebody touched the device: the time until it locks begins anew, if it is not over. */
  stayOpen(): Promise<void>;
  /** Locks if the time is over. The device may have slept. */
  lockIfIdle(): Promise<void>;
  /** Locked and forgotten: nothing of the account stays on this device, without its key. What was not sent is lost. */
  eraseLocked(): Promise<Outcome>;

  /* this device, while it is not in yet */
  /** Opens the vault here instead of waiting for another device. A password of null is the one typed at log-in. */
  enrol(by: VaultOpener): Promise<Outcome>;
  /** Whether the other device shows the same code. */
  confirmCode(same: boolean): Promise<void>;
  askAgain(): Promise<void>;
  leaveEnrolment(): Promise<void>;
  /** The note that this device was removed has been read. */
  forgetRemoval(): Promise<void>;
  /** In phase copied: to the log-in, behind which this device comes in as a new one and the old one goes off the list. */
  comeInAgain(): Promise<void>;

  /* the account's devices. A password is asked for when the answer is `password-needed` */
  /** Answers with the request whose square it was. */
  scanSquare(text: string): Promise<Outcome<string>>;
  /** Begins to look at a request: both screens will show the code. */
  meetDevice(id: string): Promise<Outcome>;
  letIn(id: string, password?: string): Promise<Outcome>;
  turnAway(id: string): Promise<Outcome>;
  renameDevice(device: DeviceId, name: string): Promise<Outcome>;
  removeDevices(devices: readonly DeviceId[], password?: string): Promise<Outcome>;
  /** All but this one, and every log-in that is no device. */
  removeOtherDevices(password?: string): Promise<Outcome>;
  /** Days and names are asked for again. */
  lookAtDevices(): Promise<void>;
  /** It was me. */
  keepDevice(device: DeviceId): Promise<Outcome>;

  /* people and rooms */
  findPerson(username: string): Promise<Outcome<FoundPerson>>;
  /** People this person shares a room with, for pickers and mentions. */
  knownPeople(): Promise<readonly PersonView[]>;
  /** Idempotent: an existing chat with them is returned. */
  startDirect(account: AccountId): Promise<Outcome<RoomId>>;
  /** Somebody's devices, the likeliest first. */
  devicesOf(account: AccountId): Promise<Outcome<readonly TheirDevice[]>>;
  /** A chat of this device and that one of theirs; a new one each time. `leave` ends it. Needs a connection. */
  startSecret(account: AccountId, device: DeviceId): Promise<Outcome<RoomId>>;
  createGroup(input: { title: string; people: readonly AccountId[] }): Promise<Outcome<RoomId>>;
  addPeople(room: RoomId, people: readonly AccountId[]): Promise<Outcome>;
  removePerson(room: RoomId, account: AccountId): Promise<Outcome>;
  rename(room: RoomId, title: string): Promise<Outcome>;
  leave(room: RoomId): Promise<Outcome>;
  /** The number to compare; after a change of identity that of the new one. */
  safety(account: AccountId): Promise<Outcome<SafetyView>>;
  /** They match: `digits` as they were shown. The mark follows the person into every room and to this person's other devices. */
  verify(account: AccountId, digits: readonly string[]): Promise<Outcome>;
  unverify(account: AccountId): Promise<Outcome>;
  /** Goes on with the identity the server tells of now, without having compared. */
  acceptIdentity(account: AccountId): Promise<Outcome>;
  /** A request becomes a room like any other, and whoever asked in a chat of two a contact. Brings back what was declined. */
  acceptRequest(room: RoomId): Promise<Outcome>;
  declineRequest(room: RoomId): Promise<Outcome>;
  /** What was declined is a request again: it waits in the list, and whoever asked hears nothing of either. */
  reopenRequest(room: RoomId): Promise<Outcome>;
  block(account: AccountId): Promise<Outcome>;
  unblock(account: AccountId): Promise<Outcome>;
  /** They may write, without asking first: a chat with them that asks is accepted. Refused for somebody blocked. */
  addContact(account: AccountId): Promise<Outcome>;
  removeContact(account: AccountId): Promise<Outcome>;
  contacts(): Promise<ContactsView>;

  /* messages */
  /** Stands in the timeline when this resolves: waiting, or failed with the reason where the disk refused it. */
  send(
    room: RoomId,
    input: { text: string; replyTo: FrameId | null; mentions: readonly AccountId[] },
  ): Promise<Outcome<FrameId>>;
  edit(room: RoomId, id: FrameId, text: string): Promise<Outcome>;
  deleteForEveryone(room: RoomId, id: FrameId): Promise<Outcome>;
  react(room: RoomId, id: FrameId, emoji: string, on: boolean): Promise<Outcome>;
  /** A failed send: try again, or take it out (its text comes back). */
  retry(room: RoomId, id: FrameId): Promise<Outcome>;
  discard(room: RoomId, id: FrameId): Promise<Outcome<string>>;
  saveDraft(room: RoomId, text: string): Promise<void>;
  setTyping(room: RoomId, on: boolean): void;
  /** Somebody looks at the app on this device, or does no longer. */
  setActive(on: boolean): void;
  /** The person has seen everything up to `seq`; only moves forward. */
  markRead(room: RoomId, seq: number): Promise<void>;
  /** U: unread from this message on. */
  markUnread(room: RoomId, id: FrameId): Promise<void>;
  /** Everything of the room that is on this device, oldest first: for taking it along. */
  wholeTimeline(room: RoomId): Promise<Outcome<readonly TimelineItem[]>>;
  /**
   * Messages of the listed conversations that hold every word, as words begin, or what stands in quotation marks; `from:`, `in:`, `has:`, `after:`
   * and `before:` narrow it, and so does `scope`. The newest `most` of them. Nothing typed and nobody chosen: how far back a search would reach.
   */
  search(typed: string, most: number, scope?: SearchScope): Promise<Outcome<SearchView>>;
  /** Of a conversation, what was said first at `from` (ms since 1970) or later. */
  findDay(room: RoomId, from: number): Promise<Outcome<DayView>>;
  /** Grows the subscribed timeline at its old end by about `count` items. */
  loadOlder(room: RoomId, count: number): Promise<void>;
}
