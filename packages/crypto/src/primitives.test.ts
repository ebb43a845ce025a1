import { ed25519 } from '@noble/curves/ed25519.js';
import { expect, test } from 'vitest';
import { utf8 } from '@alcove/protocol';
import { CryptoError } from './error.ts';
import {
  deriveKey,
  hmacSha256,
  isSoundPublicKey,
  newKeyPair,
  openBytes,
  randomBytes,
  sealBytes,
  sha256,
  sign,
  verify,
  verifyRaw,
} from './primitives.ts';
import { CRAFTED_SIGNATURES, craftedVerdicts } from './testing/crafted-signatures.ts';

const { Point } = ed25519;
const L = Point.Fn.ORDER;
const message = utf8('message');

/** A point of order eight, in its canonical encoding. */
const TORSION = Point.fromHex('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05');

test('sealing: what comes out opens under the same key and context alone', () => {
  const key = randomBytes(32);
  const sealed = sealBytes(key, message, utf8('a'));
  expect(openBytes(key, sealed, utf8('a'))).toEqual(message);
  expect(sealBytes(key, message, utf8('a'))).not.toEqual(sealed);
  for (let at = 0; at < sealed.length; at++) {
    const bytes = sealed.slice();
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    expect(() => openBytes(key, bytes, utf8('a'))).toThrow(CryptoError);
  }
  expect(() => openBytes(key, sealed, utf8('b'))).toThrow(CryptoError);
  expect(() => openBytes(randomBytes(32), sealed, utf8('a'))).toThrow(CryptoError);
  expect(() => openBytes(key, sealed.subarray(0, 20), utf8('a'))).toThrow(CryptoError);
});

test('known answers: SHA-256, HMAC-SHA-256 (RFC 4231), Ed25519 (RFC 8032 §7.1, test 2)', () => {
  expect(sha256(utf8('abc')).toHex()).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(hmacSha256(utf8('Jefe'), utf8('what do ya want for nothing?')).toHex()).toBe(
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  );
  const publicKey = Uint8Array.fromHex('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c');
  const sig = Uint8Array.fromHex(
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  );
  expect(verifyRaw(publicKey, new Uint8Array([0x72]), sig)).toBe(true);
});

test('derived keys differ by secret, label and context, and a label cannot run into its context', () => {
  const ikm = randomBytes(32);
  const keys = [
    deriveKey(ikm, 'a'),
    deriveKey(ikm, 'ab'),
    deriveKey(ikm, 'a', utf8('b')),
    deriveKey(ikm, '', utf8('ab')),
    deriveKey(randomBytes(32), 'a'),
  ];
  expect(new Set(keys.map((k) => k.toHex())).size).toBe(keys.length);
});

test('a signature holds for its key, label and message alone', () => {
  const pair = newKeyPair();
  const sig = sign('alcove/v1/test', pair.secret, message);
  expect(verify('alcove/v1/test', pair.public, message, sig)).toBe(true);
  expect(verify('alcove/v1/tess', pair.public, message, sig)).toBe(false);
  expect(verify('alcove/v1/test', pair.public, utf8('other'), sig)).toBe(false);
  expect(verify('alcove/v1/test', newKeyPair().public, message, sig)).toBe(false);
  expect(verify('alcove/v1/test', pair.public, message, sig.subarray(1))).toBe(false);
  expect(verify('alcove/v1/test', pair.public.subarray(1), message, sig)).toBe(false);
});

test('crafted: a small-order key that would sign everything', () => {
  const identity = Point.ZERO.toBytes();
  const sig = new Uint8Array(64);
  sig.set(identity);
  expect(ed25519.verify(sig, message, identity, { zip215: true })).toBe(true);
  expect(verifyRaw(identity, message, sig)).toBe(false);
  const order8 = TORSION.toBytes();
  expect(verifyRaw(order8, message, sig)).toBe(false);
  for (const key of [identity, order8]) expect(isSoundPublicKey(key)).toBe(false);
});

test('crafted: an encoding of a point beyond the field’s prime', () => {
  const beyond = new Uint8Array(32).fill(0xff);
  beyond[0] = 0xee;
  beyond[31] = 0x7f;
  const sig = new Uint8Array(64);
  sig.set(Point.ZERO.toBytes());
  expect(ed25519.verify(sig, message, beyond, { zip215: true })).toBe(true);
  expect(verifyRaw(beyond, message, sig)).toBe(false);
  expect(isSoundPublicKey(beyond)).toBe(false);
});

test('crafted: a second scalar for the same signature', () => {
  const pair = newKeyPair();
  const sig = sign('', pair.secret, message);
  const s = BigInt(`0x${sig.slice(32).toReversed().toHex()}`) + L;
  const other = sig.slice();
  other.set(Uint8Array.fromHex(s.toString(16).padStart(64, '0')).toReversed(), 32);
  expect(verifyRaw(pair.public, message, sig)).toBe(true);
  expect(verifyRaw(pair.public, message, other)).toBe(false);
});

test('crafted: a key with a torsion part, about whose signatures runtimes disagree, is never certified', () => {
  const pair = newKeyPair();
  const mixed = Point.fromBytes(pair.public).add(TORSION).toBytes();
  expect(isSoundPublicKey(pair.public)).toBe(true);
  expect(isSoundPublicKey(mixed)).toBe(false);
  expect(isSoundPublicKey(new Uint8Array(31))).toBe(false);
});

test('crafted signatures get the verdicts that are written down; the browser’s are held against the same', () => {
  const written = Object.fromEntries(CRAFTED_SIGNATURES.map(({ name, holds }) => [name, holds]));
  expect(craftedVerdicts()).toEqual(written);
  expect(new Set(Object.values(written))).toEqual(new Set([true, false]));
});
