/**
 * The recovery code's life on this device: the words stay here, sealed, only until the person has kept them (putting it
 * off keeps them for the reminder), and the code can be tried at any time by opening the account's own vault with it.
 *
 * A new code's words are written here before the server hears of it. Until it is known whether the server took it, both the old code
 * and these words are kept: whichever the vault names is the one that counts.
 */
import { openVault, parseRecoveryCode, vaultDigest } from '@alcove/crypto';
import { bytesSchema, decodeCbor, encodeCbor, equalBytes, type Bytes, type StoredVault } from '@alcove/protocol';
import type { SqlStatement, Store } from '@alcove/store';
import { z } from 'zod';
import { done, failed, type Outcome } from '../api/outcome.ts';
import type { KnownAccount } from './profile.ts';

const Recovery = z.strictObject({
  state: z.enum(['unknown', 'kept', 'put-off']),
  /** Null once they were kept, and on devices that never had them. */
  words: z.array(z.string()).nullable(),
  /** A new code that the server may or may not have taken; `digest` is of the vault that it opens. */
  next: z
    .strictObject({ words: z.array(z.string()), digest: bytesSchema })
    .nullable()
    .default(null),
  /** The last time somebody showed that the card exists, ms; and when to ask again. */
  checkedAt: z.int().nullable().default(null),
  askAt: z.int().nullable().default(null),
});
export interface Recovery {
  readonly state: 'unknown' | 'kept' | 'put-off';
  readonly words: readonly string[] | null;
  readonly next: { readonly words: readonly string[]; readonly digest: Bytes } | null;
  readonly checkedAt: number | null;
  readonly askAt: number | null;
}

/** As it is on a device that never had the words. */
export const NO_WORDS: Recovery = { state: 'kept', words: null, next: null, checkedAt: null, askAt: null };

const SECRET = 'recovery';

export async function readRecovery(store: Store): Promise<Recovery> {
  const bytes = await store.secrets.get(SECRET);
  return bytes === null ? { ...NO_WORDS, state: 'unknown' } : decodeCbor(Recovery, bytes, 'recovery');
}

export function putRecovery(store: Store, recovery: Recovery): SqlStatement[] {
  return store.secrets.put(SECRET, encodeCbor(recovery));
}

/** What a newer vault means for the words that are here. */
export function recoveryAfter(recovery: Recovery, known: KnownAccount, vault: StoredVault): Recovery {
  const { next } = recovery;
  if (next !== null && equalBytes(next.digest, vaultDigest(known.account, vault)))
    return { ...NO_WORDS, state: 'put-off', words: next.words };
  // Made anew on another device: whoever did that has the card, and the words that wait here open nothing any more.
  return codeOf(vault) === codeOf(known.vault) ? recovery : NO_WORDS;
}

const codeOf = ({ wraps }: StoredVault): string | undefined => wraps.find((wrap) => wrap.kind === 'recovery')?.sealed;

/** Proves that these words open the vault. The vault on this device is the one the server holds, or an older one of the same key. */
export function tryRecoveryCode(known: KnownAccount, typed: readonly string[]): Outcome {
  const parsed = parseRecoveryCode(typed);
  if (!parsed.ok) return failed('recovery-code-wrong', { detail: parsed.code });
  const opened = openVault({ account: known.account, stored: known.vault, kind: 'recovery', secret: parsed.secret });
  return opened.ok ? done : failed('recovery-code-wrong', { detail: opened.code });
}
