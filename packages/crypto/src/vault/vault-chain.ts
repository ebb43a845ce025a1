/**
 * The versions of a vault as a chain, for devices that cannot open it: they hold the record key, which only devices of the account have,
 * and remember the newest version they saw. A server cannot make a version up, mix two, or go back behind one that is remembered here.
 */
import { encodeCbor, LABEL, toBase64url, type AccountId, type Bytes, type StoredVault } from '@alcove/protocol';
import { deriveKey, hmacSha256, sha256 } from '../primitives.ts';

export type VaultVerdict = 'same' | 'newer' | 'rolled-back' | 'forged';

/** Everything a version consists of but its tag. */
export function vaultDigest(account: AccountId, { version, sealed, wraps, prev }: StoredVault): Bytes {
  const opened = wraps.map((w) => [w.kind, w.sealed, w.proofKey ?? null, w.credential ?? null]);
  return sha256(encodeCbor([LABEL.vaultDigest, account, version, prev, sealed, opened]));
}

export function tagOf(account: AccountId, stored: StoredVault, recordKey: Uint8Array): Bytes {
  return hmacSha256(deriveKey(recordKey, LABEL.vaultTag), vaultDigest(account, stored));
}

/** First versions from before there were tags have none; nothing can be taken back behind a first version. */
export function isTagged(account: AccountId, stored: StoredVault, recordKey: Uint8Array): boolean {
  if (stored.tag === null) return stored.version === 1 && stored.prev === null;
  return stored.tag === toBase64url(tagOf(account, stored, recordKey));
}

/** What to think of `shown`, by a device that remembers `known` as the newest version it saw. */
export function judgeVault(
  account: AccountId,
  known: StoredVault,
  shown: StoredVault,
  recordKey: Uint8Array,
): VaultVerdict {
  if (shown.version < known.version) return 'rolled-back';
  const before = toBase64url(vaultDigest(account, known));
  if (shown.version === known.version) return toBase64url(vaultDigest(account, shown)) === before ? 'same' : 'forged';
  if (!isTagged(account, shown, recordKey)) return 'forged';
  return shown.version === known.version + 1 && shown.prev !== before ? 'forged' : 'newer';
}
