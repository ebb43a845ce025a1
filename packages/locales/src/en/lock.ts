/** The app lock: setting it, the locked door, and the ways past a forgotten passphrase. */
import { minutesSeconds, plural } from './plural.ts';

export const lock = {
  title: 'App lock',
  lead: 'Keeps this device’s messages and keys behind a PIN of their own. It is set for this account on this device alone.',
  off: 'No lock is set. Whoever opens this browser opens Alcove.',
  on: (minutes: number): string =>
    `Set. Locks after ${plural(minutes, 'a minute', `${String(minutes)} minutes`)} without a touch, and when the page is loaded again.`,
  set: 'Set a lock',
  setTitle: 'Set a lock for this device',
  setLead:
    'From then on the key to what is stored here is sealed with your PIN. Nobody can tell you the PIN, but your password opens this device as well.',
  setGo: 'Set it',
  working: 'Sealing',
  change: 'Change the PIN',
  remove: 'Remove the lock',
  removeTitle: 'Remove the lock?',
  removeLead: 'This device then opens by itself again. What is stored on it stays sealed as before.',
  removed: 'The lock is gone',
  isSet: 'The lock is set',
  changed: 'PIN changed',
  now: 'Lock now',
  after: 'Lock after',
  afterMinutes: (minutes: number): string => (minutes === 60 ? '1 hour' : `${String(minutes)} min`),

  passphrase: 'PIN of this device',
  current: 'PIN now',
  fresh: 'New PIN',
  missing: 'Enter the PIN.',
  hint: 'Six characters or more, letters too. A short sentence holds longest.',
  tooShort: (more: number): string => plural(more, '1 more character', `${String(more)} more characters`),
  tooSame: 'Use at least three different characters.',
  fair: 'Holds back whoever finds this device. Whoever copies its disk can guess it in days.',
  good: 'Good, also against whoever copies the disk.',

  passkeyOff: 'A passkey of your account can open the lock as well.',
  passkeyOn: 'One of your passkeys opens the lock as well.',
  passkeyAdd: 'Open with a passkey too',
  passkeyAddLead: 'Enter the PIN, then your browser asks for the passkey.',
  passkeyAddGo: 'Go on',
  passkeyAdded: 'The passkey opens this lock',
  passkeyRemove: 'Without the passkey',
  passkeyRemoveTitle: 'Open without the passkey?',
  passkeyRemoveLead: 'The PIN alone opens the lock then. The passkey stays with your account.',

  locked: 'Locked',
  lockedLead: (handle: string): string => `@${handle}, on this device`,
  wrong: (left: number): string =>
    left === 0 ? 'That is not it.' : `That is not it. ${plural(left, '1 try left', `${String(left)} tries left`)}.`,
  waiting: (seconds: number): string => `Too many tries. The next one counts in ${minutesSeconds(seconds)}.`,
  tooMany: 'Too many tries for now.',
  wait: (seconds: number): string => `Wait ${minutesSeconds(seconds)}`,
  unlock: 'Unlock',
  unlocking: 'Unlocking',
  byPasskey: 'Use the passkey',
  notThatPasskey: 'That passkey does not open this lock. Use your PIN.',
  back: 'Back to the PIN',

  forgot: 'I forgot the PIN',
  forgotTitle: 'A way in without the PIN',
  forgotLead:
    'Log in with your password, or with your recovery card. Everything on this device stays, and the lock goes.',
  forgotLogIn: 'Log in',
  forgotErase: 'Erase this device',
  eraseTitle: 'Erase what is on this device?',
  eraseLead: (handle: string): string =>
    `Everything of @${handle} that is stored here goes, and nobody can bring it back from here. Your account and your other devices stay.`,
  eraseLost:
    'Messages that were not sent yet are lost. While it is locked, nobody can see whether there are any. Logging in keeps them.',
  eraseNext: 'Afterwards you log in here as on a new device.',
  eraseGo: 'Erase it',

  goesWithLogOut: 'The lock of this device goes with it. Set it anew when you are back.',
  key: 'Lock, or set a lock',
} as const;
