/**
 * The app lock: the key of a device's local store, sealed under a passphrase of that device and, where there is one, under a passkey's
 * PRF output. While it is locked this record is all that the device keeps of the key. A passkey's output cannot be guessed; a
 * passphrase can, by whoever copies the record, at the price that vault/passphrase.ts makes them pay for every try.
 * A subpath of its own (`@alcove/crypto/app-lock`), for the WebAssembly in it.
 */
import { bytesSchema, encodeCbor, LABEL, type AccountId, type Bytes } from '@alcove/protocol';
import { z } from 'zod';
import { deriveKey, openBytes, sealBytes } from '../primitives.ts';
import { newPassphrase, PassphraseHalf, secretOf } from './passphrase.ts';

export const AppLockRecord = z.strictObject({
  v: z.literal(1),
  passphrase: z.strictObject({ half: PassphraseHalf, sealed: bytesSchema }),
  passkey: z.strictObject({ credential: z.string().min(1).max(2_000), sealed: bytesSchema }).nullable(),
});
export type AppLockRecord = z.infer<typeof AppLockRecord>;

/** What a passkey gave for the lock: at least 32 bytes of PRF output. */
export interface LockPasskey {
  readonly credential: string;
  readonly prf: Bytes;
}

/** A new record; a passkey is added afterwards. Takes about a second. */
export async function lockKey(account: AccountId, key: Bytes, passphrase: string): Promise<AppLockRecord> {
  const { half, secret } = await newPassphrase(passphrase);
  const sealed = sealBytes(passphraseKey(secret), key, byPassphrase(account));
  return { v: 1, passphrase: { half, sealed }, passkey: null };
}

/** Null: another passphrase, another account's record, or damaged. Takes about a second. */
export async function openLock(
  account: AccountId,
  { passphrase: { half, sealed } }: AppLockRecord,
  passphrase: string,
): Promise<Bytes | null> {
  const secret = await secretOf(half, passphrase);
  return secret === null ? null : opened(passphraseKey(secret), sealed, byPassphrase(account));
}

export function withLockPasskey(
  account: AccountId,
  record: AppLockRecord,
  key: Bytes,
  { credential, prf }: LockPasskey,
): AppLockRecord {
  const sealed = sealBytes(passkeyKey(prf), key, byPasskey(account, credential));
  return { ...record, passkey: { credential, sealed } };
}

/** Null: not the passkey of this lock, or there is none. */
export function openLockByPasskey(
  account: AccountId,
  { passkey }: AppLockRecord,
  { credential, prf }: LockPasskey,
): Bytes | null {
  return passkey === null ? null : opened(passkeyKey(prf), passkey.sealed, byPasskey(account, credential));
}

function opened(key: Bytes, sealed: Bytes, context: Bytes): Bytes | null {
  try {
    return openBytes(key, sealed, context);
  } catch {
    return null;
  } finally {
    key.fill(0);
  }
}

/** The secret is of no use afterwards. */
function passphraseKey(secret: Bytes): Bytes {
  const key = deriveKey(secret, LABEL.appLockPassphrase);
  secret.fill(0);
  return key;
}

const passkeyKey = (prf: Bytes): Bytes => deriveKey(prf, LABEL.appLockPasskey);
const byPassphrase = (account: AccountId): Bytes => encodeCbor([LABEL.appLockPassphrase, account]);
const byPasskey = (account: AccountId, credential: string): Bytes =>
  encodeCbor([LABEL.appLockPasskey, account, credential]);
