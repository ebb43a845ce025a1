/**
 * What a failed command says: what happened, what is safe, one next step. A sentence with a waiting time is a function of seconds.
 * The keys are the stable codes of the client; the web's ui/failure-text.ts fails to compile when one is missing.
 */
import type { FailureSentence } from '../failure-sentence.ts';
import { minutesSeconds } from './plural.ts';

export const failures = {
  offline: 'Not connected. What you entered is kept. Try again when you are back online.',
  'username-taken': 'That handle is taken here. The rest is kept. Choose another.',
  'username-invalid':
    'That handle does not fit. The rest is kept. Use 2 to 32 lower-case letters and digits, with . _ or - between them.',
  'password-weak': 'That password is easy to guess. The rest is kept. Use 12 characters or more, or add another word.',
  'login-failed': 'Handle and password do not fit together. Nothing is locked. Check both and try again.',
  'unknown-person': 'Nobody here has that handle. Nothing was sent. Check the spelling with them.',
  self: 'That is your own handle. Nothing was sent. Enter the handle of someone else.',
  blocked: 'You blocked this person. Nothing was sent. Unblock them first to write to them.',
  'rate-limited': (seconds: number): string =>
    `Too many tries. Wait ${minutesSeconds(seconds)}, then try again. Your devices that are already in still work.`,
  'too-large': 'Not sent: it is longer than this server takes. Your text is kept. Send it in parts.',
  empty: 'There is nothing to send yet. Write something first.',
  'session-ended': 'This device was signed out. What you wrote is kept here. Log in again to go on.',
  'device-stale': 'This is an older copy of your device. What is here is kept. Log in: it comes in as a new device.',
  'device-cloned': 'This is an older copy of your device. What is here is kept. Log in: it comes in as a new device.',
  'maybe-sent':
    'Another copy of this device may have sent it already. Your text is kept. Try again: nobody sees it twice.',
  'not-member': 'You are not in this room any more. What you have stays readable. Ask a host to add you.',
  'not-allowed': 'Only a host of this room can do that. Nothing was changed. Ask a host.',
  conflict: 'Someone changed this a moment ago. Your change is kept here. Look at theirs and try again.',
  'room-busy': 'Many people are changing this room at once. Nothing of yours was changed. Try again in a minute.',
  'storage-full-server': 'The server has no space left. What you wrote is kept on this device. Tell whoever runs it.',
  'storage-full-device': 'This device has no space left. What was stored is kept. Free some space and try again.',
  'storage-lost':
    'This browser removed what was stored here. Your account is safe. Log in to set this device up again.',
  'newer-database':
    'What is stored here was written by a newer version. It is untouched. Load the page again to get that version.',
  'clock-wrong': 'The clock of this device is wrong. Nothing is lost. Set the right time and try again.',
  'server-garbage':
    'The server gave an answer that makes no sense. What you have is kept. Try again, or tell whoever runs it.',
  'server-unreachable': 'The server does not answer. What you entered is kept. Try again in a moment.',
  'unsupported-version':
    'This app and the server speak different versions. What you have is kept. Load the page again.',
  'second-factor': 'Your password is right, and nothing is locked. Enter the code your authenticator shows now.',
  'second-factor-wrong': 'That code is wrong, or it was used already. Nothing is locked. Enter the next one.',
  'passkey-closed':
    'This passkey is yours, but this browser cannot open your messages with it. Nothing was changed. Use your password.',
  'passkey-unknown': 'Nobody here has that passkey. Nothing was changed. Use your password.',
  'passkey-cancelled': 'No passkey was used. Nothing was changed. Try again, or use your password.',
  'mail-off': 'This server sends no letters. Nothing was changed. Use your recovery code.',
  'mail-failed': 'The letter could not be sent. Nothing was changed. Check the address, or try again later.',
  'link-expired': 'This link was used or has run out. Nothing was changed. Ask for a new one.',
  'email-invalid': 'That is not an e-mail address. Nothing was changed. Check it.',
  'password-wrong': 'That is not your password. Nothing was changed. Check it and try again.',
  'request-over': 'That request is over: a device of yours said no, or it ran out. Nothing has changed. Ask again.',
  'answer-lost':
    'The answer did not arrive. Your messages are safe. Try the new password or code first; if it does not work, the old one does.',
  'vault-rolled-back':
    'This server shows an older state of your account than this device has seen. Your messages are safe. Change nothing, and ask whoever runs it.',
  'vault-closed':
    'The password is right, but what the server keeps for you does not open. Nothing was changed. Tell whoever runs it.',
  'recovery-code-wrong': 'Those words do not open your account. Nothing was changed. Compare them with your card.',
  'password-needed': 'This device needs your password for that. Nothing was changed. Enter it and try again.',
  'approval-gone':
    'That request is over: it ran out, or another device answered it. Nothing was changed. Ask again there.',
  'approval-forged':
    'What the new device sent is not what it promised. It was not let in. Turn it away, and use your password on it.',
  'no-square': 'That square is not from Alcove. Nothing was changed. Scan the one the new device shows.',
  'identity-changed':
    'Their account was started anew. Sending is stopped and your text is kept. Ask them in person before you go on.',
  'device-list-forged':
    'The list of their devices is not signed by them. Sending is stopped and your text is kept. Tell whoever runs this server.',
  'no-key-package':
    'They have not been here for a while, so nothing can reach them yet. Nothing was sent. Try again later.',
  'lock-wrong': 'That does not open the lock. Nothing was changed. Check it and try again.',
  'lock-weak':
    'That PIN is too easy to guess. Nothing was changed. Use six characters or more, three of them different.',
  'lock-passkey':
    'None of your passkeys opens a lock in this browser. Nothing was changed. Add one under Passkeys, or stay with the PIN.',
  elsewhere: 'Alcove is open in another tab. Nothing is lost. Go on there, or choose “Use here”.',
  internal: 'Something went wrong in the app itself. What you wrote is kept. Load the page again.',
} as const satisfies Readonly<Record<string, FailureSentence>>;
