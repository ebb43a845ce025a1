/**
 * Records: an account's small synced values (settings, room keys), sealed under a key derived from the vault key.
 *
 * The server sees an opaque name, a version and a size. A record's name and version are part of what is authenticated, so the
 * server can neither swap two records nor serve an old value under a new version.
 */
import { encodeCbor, LABEL, toBase64url, utf8, type Bytes } from '@alcove/protocol';
import { deriveKey, hmacSha256, openBytes, sealBytes } from '../primitives.ts';

const sealKey = (recordKey: Uint8Array): Bytes => deriveKey(recordKey, LABEL.record, utf8('seal'));
const nameKey = (recordKey: Uint8Array): Bytes => deriveKey(recordKey, LABEL.record, utf8('name'));
const context = (name: string, version: number): Bytes => encodeCbor([LABEL.record, name, version]);

export const records = {
  key(vaultKey: Uint8Array): Bytes {
    return deriveKey(vaultKey, LABEL.recordKey);
  },
  /** What the server calls the record: a keyed hash of its meaning. */
  name(recordKey: Uint8Array, meaning: string): string {
    return toBase64url(hmacSha256(nameKey(recordKey), utf8(meaning)));
  },
  seal(recordKey: Uint8Array, name: string, version: number, plain: Uint8Array): Bytes {
    return sealBytes(sealKey(recordKey), plain, context(name, version));
  },
  /** Throws CryptoError `sealed-damaged`. */
  open(recordKey: Uint8Array, name: string, version: number, sealed: Uint8Array): Bytes {
    return openBytes(sealKey(recordKey), sealed, context(name, version));
  },
} as const;
