/**
 * Franking: a commitment to a message that travels in the open, and its key, which travels inside. Whoever reports a message shows
 * both, and anyone can check that exactly this was sent, without the server having been able to read anything else.
 */
import { concatBytes, LABEL, utf8, type Bytes } from '@alcove/protocol';
import { hmacSha256, randomBytes } from '../primitives.ts';

const KEY_BYTES = 32;

export function frank(plain: Uint8Array): { commitment: Bytes; key: Bytes } {
  const key = randomBytes(KEY_BYTES);
  return { commitment: commit(plain, key), key };
}

/** The key's length is fixed: HMAC pads short keys and hashes long ones, so other lengths could open one commitment twice. */
export function checkFranking(plain: Uint8Array, key: Uint8Array, commitment: Uint8Array): boolean {
  if (key.length !== KEY_BYTES) return false;
  const expected = commit(plain, key);
  if (commitment.length !== expected.length) return false;
  return expected.reduce((difference, byte, i) => difference | (byte ^ (commitment[i] ?? 0)), 0) === 0;
}

const commit = (plain: Uint8Array, key: Uint8Array): Bytes => hmacSha256(key, concatBytes(utf8(LABEL.franking), plain));
