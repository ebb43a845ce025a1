/**
 * Records: an account's small synced values (settings, drafts, room keys), sealed under a key derived from the vault key.
 *
 * The server sees an opaque name, a version and one of a few sizes. A record's name and version are part of what is authenticated, so
 * the server can neither swap two records nor serve an old value under a new version.
 */
import { encodeCbor, LABEL, LIMIT, toBase64url, utf8, type Bytes } from '@alcove/protocol';
import { CryptoError } from '../error.ts';
import { deriveKey, hmacSha256, openBytes, sealBytes } from '../primitives.ts';

const sealKey = (recordKey: Uint8Array): Bytes => deriveKey(recordKey, LABEL.record, utf8('seal'));
const nameKey = (recordKey: Uint8Array): Bytes => deriveKey(recordKey, LABEL.record, utf8('name'));
const context = (name: string, version: number): Bytes => encodeCbor([LABEL.record, name, version, 'padded']);
/** As records were sealed before they were padded. */
const contextBefore = (name: string, version: number): Bytes => encodeCbor([LABEL.record, name, version]);

const LENGTH_BYTES = 4;
const SMALLEST = 512;
/** Nonce, tag, and some to spare: what is sealed must fit LIMIT.recordBytes. */
const LARGEST = LIMIT.recordBytes - 64;

export const records = {
  /** The longest value that can be sealed, in bytes. */
  mostBytes: LARGEST - LENGTH_BYTES,

  key(vaultKey: Uint8Array): Bytes {
    return deriveKey(vaultKey, LABEL.recordKey);
  },
  /** What the server calls the record: a keyed hash of its meaning. */
  name(recordKey: Uint8Array, meaning: string): string {
    return toBase64url(hmacSha256(nameKey(recordKey), utf8(meaning)));
  },
  /** Padded to 512 bytes or the next doubling of them. Throws CryptoError `too-large`. */
  seal(recordKey: Uint8Array, name: string, version: number, plain: Uint8Array): Bytes {
    return sealBytes(sealKey(recordKey), padded(plain), context(name, version));
  },
  /** Throws CryptoError `sealed-damaged`. */
  open(recordKey: Uint8Array, name: string, version: number, sealed: Uint8Array): Bytes {
    const key = sealKey(recordKey);
    let whole: Bytes;
    try {
      whole = openBytes(key, sealed, context(name, version));
    } catch {
      return openBytes(key, sealed, contextBefore(name, version));
    }
    const length = whole.length < LENGTH_BYTES ? Infinity : new DataView(whole.buffer, whole.byteOffset).getUint32(0);
    if (length > whole.length - LENGTH_BYTES) throw new CryptoError('sealed-damaged');
    return whole.slice(LENGTH_BYTES, LENGTH_BYTES + length);
  },
} as const;

function padded(plain: Uint8Array): Bytes {
  if (plain.length > records.mostBytes) throw new CryptoError('too-large');
  let size = SMALLEST;
  while (size < plain.length + LENGTH_BYTES) size *= 2;
  const whole = new Uint8Array(Math.min(size, LARGEST));
  new DataView(whole.buffer).setUint32(0, plain.length);
  whole.set(plain, LENGTH_BYTES);
  return whole;
}
