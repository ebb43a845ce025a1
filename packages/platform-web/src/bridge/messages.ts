/**
 * What page and worker say to each other, checked on arrival on both sides. Requests carry a number that their answers repeat.
 * Values themselves are the ClientApi's own types: both sides are built from the same source at the same time.
 */
import type { ClientApi, Topic } from '@alcove/client';
import { AccountSlot, RoomId } from '@alcove/protocol';
import { z } from 'zod';

export type MethodName = Exclude<keyof ClientApi, 'subscribe'>;

/** A full Record: a new command does not compile until it crosses the border too. */
const METHODS: { readonly [M in MethodName]: M } = {
  signUp: 'signUp',
  recoveryWords: 'recoveryWords',
  settleRecovery: 'settleRecovery',
  checkRecoveryCode: 'checkRecoveryCode',
  putOffRecoveryCheck: 'putOffRecoveryCheck',
  newRecoveryCode: 'newRecoveryCode',
  changePassword: 'changePassword',
  askNewPassword: 'askNewPassword',
  refuseNewPassword: 'refuseNewPassword',
  setNewPassword: 'setNewPassword',
  readPasswordNews: 'readPasswordNews',
  email: 'email',
  setEmail: 'setEmail',
  removeEmail: 'removeEmail',
  sayLanguage: 'sayLanguage',
  verifyEmail: 'verifyEmail',
  recover: 'recover',
  askReset: 'askReset',
  resetName: 'resetName',
  startAnew: 'startAnew',
  logIn: 'logIn',
  passkeyRequest: 'passkeyRequest',
  logInByPasskey: 'logInByPasskey',
  secondFactor: 'secondFactor',
  beginSecondFactor: 'beginSecondFactor',
  confirmSecondFactor: 'confirmSecondFactor',
  stopSecondFactor: 'stopSecondFactor',
  passkeys: 'passkeys',
  passkeyCreation: 'passkeyCreation',
  addPasskey: 'addPasskey',
  renamePasskey: 'renamePasskey',
  removePasskey: 'removePasskey',
  securityEvents: 'securityEvents',
  standing: 'standing',
  logOut: 'logOut',
  eraseDevice: 'eraseDevice',
  deleteAccount: 'deleteAccount',
  wholeTimeline: 'wholeTimeline',
  useHere: 'useHere',
  setLock: 'setLock',
  removeLock: 'removeLock',
  setLockMinutes: 'setLockMinutes',
  setLockPasskey: 'setLockPasskey',
  lock: 'lock',
  unlock: 'unlock',
  stayOpen: 'stayOpen',
  lockIfIdle: 'lockIfIdle',
  eraseLocked: 'eraseLocked',
  enrol: 'enrol',
  confirmCode: 'confirmCode',
  askAgain: 'askAgain',
  leaveEnrolment: 'leaveEnrolment',
  forgetRemoval: 'forgetRemoval',
  comeInAgain: 'comeInAgain',
  scanSquare: 'scanSquare',
  meetDevice: 'meetDevice',
  letIn: 'letIn',
  turnAway: 'turnAway',
  renameDevice: 'renameDevice',
  removeDevices: 'removeDevices',
  removeOtherDevices: 'removeOtherDevices',
  keepDevice: 'keepDevice',
  lookAtDevices: 'lookAtDevices',
  setDisplayName: 'setDisplayName',
  setBio: 'setBio',
  setStatus: 'setStatus',
  setPicture: 'setPicture',
  picture: 'picture',
  changeSettings: 'changeSettings',
  findPerson: 'findPerson',
  knownPeople: 'knownPeople',
  startDirect: 'startDirect',
  devicesOf: 'devicesOf',
  startSecret: 'startSecret',
  createGroup: 'createGroup',
  addPeople: 'addPeople',
  removePerson: 'removePerson',
  rename: 'rename',
  leave: 'leave',
  safety: 'safety',
  verify: 'verify',
  unverify: 'unverify',
  acceptIdentity: 'acceptIdentity',
  acceptRequest: 'acceptRequest',
  declineRequest: 'declineRequest',
  reopenRequest: 'reopenRequest',
  block: 'block',
  unblock: 'unblock',
  addContact: 'addContact',
  removeContact: 'removeContact',
  contacts: 'contacts',
  send: 'send',
  edit: 'edit',
  deleteForEveryone: 'deleteForEveryone',
  react: 'react',
  retry: 'retry',
  discard: 'discard',
  saveDraft: 'saveDraft',
  setTyping: 'setTyping',
  setActive: 'setActive',
  markRead: 'markRead',
  markUnread: 'markUnread',
  search: 'search',
  findDay: 'findDay',
  loadOlder: 'loadOlder',
};
export const METHOD_NAMES: readonly MethodName[] = Object.values(METHODS);

const TOPICS: { readonly [T in Topic]: T } = {
  app: 'app',
  rooms: 'rooms',
  room: 'room',
  timeline: 'timeline',
  devices: 'devices',
  present: 'present',
  settings: 'settings',
};

const n = z.int().nonnegative();

export const ToWorker = z.discriminatedUnion('t', [
  z.strictObject({
    t: z.literal('call'),
    slot: AccountSlot,
    n,
    method: z.enum(METHODS),
    args: z.array(z.unknown()).max(8),
  }),
  z.strictObject({ t: z.literal('subscribe'), slot: AccountSlot, n, topic: z.enum(TOPICS), key: RoomId.nullable() }),
  z.strictObject({ t: z.literal('unsubscribe'), n }),
  /** Who is here: an AccountsView with each `value`. */
  z.strictObject({ t: z.literal('accounts'), n }),
  z.strictObject({ t: z.literal('show'), slot: AccountSlot }),
]);
export type ToWorker = z.infer<typeof ToWorker>;

export const ToPage = z.discriminatedUnion('t', [
  z.strictObject({ t: z.literal('value'), n, value: z.unknown() }),
  z.strictObject({ t: z.literal('done'), n, value: z.unknown() }),
  /** The command threw: a fault of ours. What it was stays in the worker's report. */
  z.strictObject({ t: z.literal('threw'), n }),
]);
export type ToPage = z.infer<typeof ToPage>;

/** One end of a Worker, of its global scope or of a MessageChannel. */
export interface MessageEnd {
  postMessage(message: unknown): void;
  onmessage: ((event: MessageEvent<unknown>) => void) | null;
}
