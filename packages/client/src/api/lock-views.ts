/** The app lock as a screen shows it. */
import type { Bytes } from '@alcove/protocol';

/** Minutes without input after which the device locks. */
export const LOCK_MINUTES = [1, 5, 15, 60] as const;
export type LockMinutes = (typeof LOCK_MINUTES)[number];
/** Characters; a shorter passphrase is `lock-weak`. */
export const LOCK_SHORTEST = 6;

export interface LockView {
  /** Known while it is open. */
  readonly minutes: LockMinutes;
  /** The passkey that opens it as well. */
  readonly passkey: string | null;
  /** Wrong passphrases before the first wait. */
  readonly triesLeft: number;
  /** ms since 1970: until then none is tried. */
  readonly waitsUntil: number | null;
  /** As in PersonView: whose portrait stands before the locked door. */
  readonly hue: number;
}

/** What opens it. `prf`: what the passkey gave for the lock, 32 bytes at least. */
export type LockKey =
  | { readonly with: 'passphrase'; readonly passphrase: string }
  | { readonly with: 'passkey'; readonly credential: string; readonly prf: Bytes };
