/**
 * What a user name and a password must be, judged before anything leaves the device: with OPAQUE the server never sees a
 * password and cannot judge it. Length and variety count, not kinds of characters (ASVS 5.0 §6.2.5).
 */
import { Username } from '@alcove/protocol';
import type { FailureCode } from '../api/outcome.ts';

export const PASSWORD_MIN_CHARACTERS = 10;
const PASSWORD_MAX_CHARACTERS = 1_024;
const FEWEST_DIFFERENT_CHARACTERS = 5;

export type CheckedName = { readonly ok: true; readonly username: Username } | { readonly ok: false };

/** Case and surrounding space are the person's business, not the account's. */
export function checkUsername(typed: string): CheckedName {
  const parsed = Username.safeParse(typed.trim().toLowerCase());
  return parsed.success ? { ok: true, username: parsed.data } : { ok: false };
}

/** The same password typed on two keyboards must be the same bytes. */
export function normalPassword(typed: string): string {
  return typed.normalize('NFC');
}

export function passwordFault(username: Username, password: string): FailureCode | null {
  const characters = [...password];
  if (characters.length < PASSWORD_MIN_CHARACTERS || characters.length > PASSWORD_MAX_CHARACTERS)
    return 'password-weak';
  if (new Set(characters).size < FEWEST_DIFFERENT_CHARACTERS) return 'password-weak';
  const plain = password.toLowerCase();
  return plain.replaceAll(username, '').length < PASSWORD_MIN_CHARACTERS / 2 ? 'password-weak' : null;
}
