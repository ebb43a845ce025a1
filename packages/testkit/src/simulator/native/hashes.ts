/**
 * What packages/crypto and ts-mls use of `@noble/hashes` (sha2.js, hmac.js, hkdf.js), on OpenSSL. Buffers become plain bytes: what is made
 * here is compared and encoded as such.
 */
import { createHmac, hash } from 'node:crypto';

export interface Hash {
  (bytes: Uint8Array): Uint8Array;
  readonly called: string;
  readonly outputLen: number;
}

function hashOf(called: string, outputLen: number): Hash {
  const run = (bytes: Uint8Array): Uint8Array => new Uint8Array(hash(called, bytes, 'buffer'));
  return Object.assign(run, { called, outputLen });
}

export const sha256 = hashOf('sha256', 32);
export const sha384 = hashOf('sha384', 48);
export const sha512 = hashOf('sha512', 64);

export function hmac(by: Hash, key: Uint8Array, bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHmac(by.called, key).update(bytes).digest());
}

export function hkdf(
  by: Hash,
  ikm: Uint8Array,
  salt: Uint8Array | undefined,
  info: Uint8Array | undefined,
  length: number,
): Uint8Array {
  return expand(by, extract(by, ikm, salt), info, length);
}

/** RFC 5869 §2.2. */
export function extract(by: Hash, ikm: Uint8Array, salt: Uint8Array = new Uint8Array(by.outputLen)): Uint8Array {
  return hmac(by, salt, ikm);
}

/** RFC 5869 §2.3. */
export function expand(by: Hash, prk: Uint8Array, info: Uint8Array = new Uint8Array(0), length = 32): Uint8Array {
  const out = new Uint8Array(length);
  let block: Uint8Array = new Uint8Array(0);
  for (let at = 0, n = 1; at < length; at += by.outputLen, n++) {
    block = hmac(by, prk, Buffer.concat([block, info, new Uint8Array([n])]));
    out.set(block.subarray(0, length - at), at);
  }
  return out;
}
