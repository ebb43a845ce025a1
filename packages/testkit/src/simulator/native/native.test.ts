import { deriveKey, hmacSha256, newKeyPair, openBytes, sealBytes, sha256, sign, verify } from '@alcove/crypto';
import { utf8 } from '@alcove/protocol';
import { expect, test } from 'vitest';
import { gcm, xchacha20poly1305 } from './ciphers.ts';
import { ed25519 } from './ed25519.ts';
import * as native from './hashes.ts';

const key = Uint8Array.from({ length: 32 }, (_, n) => 7 * n);
const nonce = Uint8Array.from({ length: 24 }, (_, n) => 200 - n);
const words = utf8(
  'words that fill more than one block of whatever they are sealed with, or hashed by, with some left over',
);

test('what simulations compute is what the product computes', () => {
  expect(native.sha256(words)).toEqual(sha256(words));
  expect(native.hmac(native.sha256, key, words)).toEqual(hmacSha256(key, words));
  const info = Uint8Array.of(...utf8('label'), 0, ...utf8('context'));
  expect(native.hkdf(native.sha256, key, undefined, info, 32)).toEqual(deriveKey(key, 'label', utf8('context')));
  const { secret, public: publicKey } = newKeyPair();
  expect(ed25519.getPublicKey(secret)).toEqual(publicKey);
  const sig = ed25519.sign(words, secret);
  expect(sig).toEqual(sign('', secret, words));
  expect(verify('', publicKey, words, sig) && ed25519.verify(sig, words, publicKey)).toBe(true);
  expect(ed25519.verify(sig, key, publicKey)).toBe(false);
  expect(ed25519.verify(sig, key, publicKey)).toBe(false);
});

test('what one seals the other opens', () => {
  const aad = Uint8Array.of(1, ...utf8('place'));
  const sealed = sealBytes(key, words, utf8('place'));
  expect(xchacha20poly1305(key, sealed.subarray(1, 25), aad).decrypt(sealed.subarray(25))).toEqual(words);
  const back = Uint8Array.of(1, ...nonce, ...xchacha20poly1305(key, nonce, aad).encrypt(words));
  expect(openBytes(key, back, utf8('place'))).toEqual(new Uint8Array(words));
  back[40] = (back[40] ?? 0) ^ 1;
  expect(() => xchacha20poly1305(key, nonce, aad).decrypt(back.subarray(25))).toThrow();
});

test('expands past one block, and seals under short keys, as WebCrypto does', async () => {
  const { subtle } = globalThis.crypto;
  const ikm = await subtle.importKey('raw', key, 'HKDF', false, ['deriveBits']);
  const theirs = await subtle.deriveBits({ name: 'HKDF', hash: 'SHA-512', salt: nonce, info: words }, ikm, 100 * 8);
  expect(native.hkdf(native.sha512, key, nonce, words, 100)).toEqual(new Uint8Array(theirs));
  const short = key.subarray(0, 16);
  const imported = await subtle.importKey('raw', short, 'AES-GCM', false, ['encrypt']);
  const iv = nonce.slice(0, 12);
  const sealed = new Uint8Array(await subtle.encrypt({ name: 'AES-GCM', iv, additionalData: key }, imported, words));
  expect(gcm(short, iv, key).encrypt(words)).toEqual(sealed);
  expect(gcm(short, iv, key).decrypt(sealed)).toEqual(new Uint8Array(words));
});
