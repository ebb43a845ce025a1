/** What a command ends with: done, or a stable reason a person gets a sentence for (packages/locales). Never an exception. */
export type Outcome<T = undefined> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: FailureCode; readonly retryAfterSeconds?: number; readonly detail?: string };

export const FAILURE_CODES = [
  'offline',
  'username-taken',
  'username-invalid',
  'password-weak',
  'login-failed',
  'unknown-person',
  'self', // a chat with oneself
  'blocked', // this person blocked whom it goes to
  'rate-limited',
  'too-large',
  'empty',
  'session-ended',
  'device-stale', // the server knows a newer state of this device than this copy of it
  'device-cloned', // another copy of this device wrote in one of its rooms
  'maybe-sent', // it waited in an older copy of this device: the newer one may have sent it
  'not-member',
  'not-allowed',
  'conflict',
  'room-busy', // others changed the room again and again before this could
  'storage-full-server',
  'storage-full-device',
  'storage-lost', // the browser threw the local store away
  'newer-database',
  'clock-wrong',
  'server-garbage', // the server answered what no Alcove server answers
  'server-unreachable',
  'unsupported-version',
  'second-factor', // the password is right; a code is asked for
  'second-factor-wrong',
  'passkey-closed', // it signed in, and cannot open the vault: the password can
  'passkey-unknown',
  'passkey-cancelled',
  'mail-off',
  'mail-failed',
  'link-expired',
  'email-invalid',
  'password-wrong', // entered again, and not the one of this account
  'request-over', // refused, used, or never made: it has to be asked for anew
  'answer-lost', // a change was sent and its answer never came: it holds or it does not
  'vault-rolled-back', // the server shows an older vault than this device saw, or one no device of the account made
  'vault-closed', // password right, vault does not open: wrong vault served
  'recovery-code-wrong',
  'password-needed', // this device cannot open the vault by itself: ask, and come again with it
  'approval-gone', // it ran out, or somebody answered it
  'approval-forged', // the keys are not those that were committed to
  'no-square', // what was scanned is no square of Alcove's
  'identity-changed', // a person's identity key is not the pinned one
  'device-list-forged',
  'no-key-package',
  'lock-wrong', // not the passphrase, or not the passkey, of this device's lock
  'lock-weak', // too short, or one character over and over
  'lock-passkey', // no passkey here that gives what a lock needs
  'elsewhere', // another tab holds the profile
  'internal',
] as const;
export type FailureCode = (typeof FAILURE_CODES)[number];

export const done: Outcome = { ok: true, value: undefined };
export function failed(
  code: FailureCode,
  extra: { retryAfterSeconds?: number; detail?: string } = {},
): {
  readonly ok: false;
  readonly code: FailureCode;
} {
  return { ok: false, code, ...extra };
}
