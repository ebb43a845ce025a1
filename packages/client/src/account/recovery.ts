/**
 * The recovery code's life on this device: the words stay here, sealed, only until the person has kept them (putting it
 * off keeps them for the reminder), and the code can be tried at any time by opening the account's own vault with it.
 */
import { openVault, parseRecoveryCode } from '@alcove/crypto';
import { decodeCbor, encodeCbor } from '@alcove/protocol';
import type { SqlStatement, Store } from '@alcove/store';
import { z } from 'zod';
import { done, failed, type Outcome } from '../api/outcome.ts';
import type { KnownAccount } from './profile.ts';

const Recovery = z.strictObject({
  state: z.enum(['unknown', 'kept', 'put-off']),
  /** Null once they were kept, and on devices that never had them. */
  words: z.array(z.string()).nullable(),
});
export interface Recovery {
  readonly state: 'unknown' | 'kept' | 'put-off';
  readonly words: readonly string[] | null;
}

const SECRET = 'recovery';

export async function readRecovery(store: Store): Promise<Recovery> {
  const bytes = await store.secrets.get(SECRET);
  return bytes === null ? { state: 'unknown', words: null } : decodeCbor(Recovery, bytes, 'recovery');
}

export function putRecovery(store: Store, recovery: Recovery): SqlStatement[] {
  return store.secrets.put(SECRET, encodeCbor(recovery));
}

/** Proves that these words open the vault. The vault on this device is the one the server holds, or an older one of the same key. */
export function tryRecoveryCode(known: KnownAccount, typed: readonly string[]): Outcome {
  const parsed = parseRecoveryCode(typed);
  if (!parsed.ok) return failed('recovery-code-wrong', { detail: parsed.code });
  const opened = openVault({ account: known.account, stored: known.vault, kind: 'recovery', secret: parsed.secret });
  return opened.ok ? done : failed('recovery-code-wrong', { detail: opened.code });
}
