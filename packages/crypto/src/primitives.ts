/**
 * Hashes, keys, seals and signatures: the only primitives the rest of Alcove uses.
 *
 * All from @noble, so that every runtime computes, and above all refuses, the same. Signatures are Ed25519 under the strict
 * reading of RFC 8032 §5.1.7 (no non-canonical encodings, no small-order keys): two clients that disagreed about one signature
 * would disagree about a room from then on. A sealed value starts with a version byte.
 */
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { ed25519 } from '@noble/curves/ed25519.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 as sha256Hash } from '@noble/hashes/sha2.js';
import { concatBytes, utf8, type Bytes } from '@alcove/protocol';
import { CryptoError } from './error.ts';

const SEALED_V1 = 1;
const VERSION = new Uint8Array([SEALED_V1]);
const NONCE_BYTES = 24;
const TAG_BYTES = 16;

export function sha256(bytes: Uint8Array): Bytes {
  return sha256Hash(bytes);
}

export function randomBytes(n: number): Bytes {
  return crypto.getRandomValues(new Uint8Array(n));
}

export function hmacSha256(key: Uint8Array, bytes: Uint8Array): Bytes {
  return hmac(sha256Hash, key, bytes);
}

/** HKDF-SHA256 (RFC 5869) to 32 bytes. The zero byte keeps a label and its context apart. */
export function deriveKey(ikm: Uint8Array, label: string, context: Uint8Array = new Uint8Array(0)): Bytes {
  return hkdf(sha256Hash, ikm, undefined, concatBytes(utf8(label), new Uint8Array(1), context), 32);
}

/** XChaCha20-Poly1305 under a random 24-byte nonce: `version ‖ nonce ‖ ciphertext`. `aad` must be given again to open. */
export function sealBytes(key: Uint8Array, plain: Uint8Array, aad: Uint8Array): Bytes {
  const nonce = randomBytes(NONCE_BYTES);
  return concatBytes(VERSION, nonce, xchacha20poly1305(key, nonce, versioned(aad)).encrypt(plain));
}

/** Throws CryptoError `sealed-damaged` for a wrong key, other `aad`, or changed bytes: the three cannot be told apart. */
export function openBytes(key: Uint8Array, sealed: Uint8Array, aad: Uint8Array): Bytes {
  if (sealed.length < 1 + NONCE_BYTES + TAG_BYTES || sealed[0] !== SEALED_V1) throw new CryptoError('sealed-damaged');
  const nonce = sealed.subarray(1, 1 + NONCE_BYTES);
  try {
    return xchacha20poly1305(key, nonce, versioned(aad)).decrypt(sealed.subarray(1 + NONCE_BYTES)) as Bytes;
  } catch {
    throw new CryptoError('sealed-damaged');
  }
}

/** Ed25519: a 32-byte seed and a 32-byte public key. */
export interface KeyPair {
  readonly secret: Bytes;
  readonly public: Bytes;
}

export function newKeyPair(): KeyPair {
  return keyPairOf(randomBytes(32));
}

export function keyPairOf(secret: Bytes): KeyPair {
  return { secret, public: ed25519.getPublicKey(secret) as Bytes };
}

/** Signs utf8(label) ‖ message. */
export function sign(label: string, secret: Uint8Array, message: Uint8Array): Bytes {
  return signRaw(secret, concatBytes(utf8(label), message));
}

export function verify(label: string, publicKey: Uint8Array, message: Uint8Array, sig: Uint8Array): boolean {
  return verifyRaw(publicKey, concatBytes(utf8(label), message), sig);
}

/** Without a label: only for MLS, which brings its own (RFC 9420 §5.1.2). */
export function signRaw(secret: Uint8Array, message: Uint8Array): Bytes {
  return ed25519.sign(message, secret) as Bytes;
}

/** Never throws: wrong lengths are a false signature. */
export function verifyRaw(publicKey: Uint8Array, message: Uint8Array, sig: Uint8Array): boolean {
  if (publicKey.length !== 32 || sig.length !== 64) return false;
  return ed25519.verify(sig, message, publicKey, { zip215: false });
}

/** A point of the prime-order group in its one encoding. Asked once, when a key is certified. */
export function isSoundPublicKey(publicKey: Uint8Array): boolean {
  try {
    const point = ed25519.Point.fromBytes(publicKey, false);
    return !point.isSmallOrder() && point.isTorsionFree();
  } catch {
    return false;
  }
}

const versioned = (aad: Uint8Array): Bytes => concatBytes(VERSION, aad);
