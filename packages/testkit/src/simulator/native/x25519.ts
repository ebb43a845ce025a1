/** What `@hpke/dhkem-x25519` uses of its own curve, on OpenSSL. */
import { createPrivateKey, createPublicKey, diffieHellman, type KeyObject } from 'node:crypto';

const PKCS8 = Buffer.from('302e020100300506032b656e04220420', 'hex');
const SPKI = Buffer.from('302a300506032b656e032100', 'hex');
const BASE = new Uint8Array(32).fill(9, 0, 1);

const privateKey = (secret: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PKCS8, secret]), format: 'der', type: 'pkcs8' });
const publicKey = (bytes: Uint8Array): KeyObject =>
  createPublicKey({ key: Buffer.concat([SPKI, bytes]), format: 'der', type: 'spki' });

function getSharedSecret(secret: Uint8Array, other: Uint8Array): Uint8Array {
  return new Uint8Array(diffieHellman({ privateKey: privateKey(secret), publicKey: publicKey(other) }));
}

export const x25519 = {
  getSharedSecret,
  getPublicKey: (secret: Uint8Array): Uint8Array => getSharedSecret(secret, BASE),
  utils: {
    randomSecretKey: (): Uint8Array => globalThis.crypto.getRandomValues(new Uint8Array(32)),
    randomPrivateKey: (): Uint8Array => globalThis.crypto.getRandomValues(new Uint8Array(32)),
  },
};
