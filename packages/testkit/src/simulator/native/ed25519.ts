/** What packages/crypto uses of `@noble/curves/ed25519.js`, on OpenSSL. */
import { createPrivateKey, createPublicKey, sign, type KeyObject } from 'node:crypto';
import { verifyOnce } from './verify-once.ts';

const KEYS_KEPT = 512;

/** Making a key of OpenSSL's costs as much as using it. */
function keeping(make: (bytes: Uint8Array) => KeyObject): (bytes: Uint8Array) => KeyObject {
  const kept = new Map<string, KeyObject>();
  return (bytes) => {
    const name = Buffer.from(bytes).toString('base64');
    const known = kept.get(name);
    if (known !== undefined) return known;
    if (kept.size >= KEYS_KEPT) kept.clear();
    const made = make(bytes);
    kept.set(name, made);
    return made;
  };
}

const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');
const privateKey = keeping((secret) =>
  createPrivateKey({ key: Buffer.concat([PKCS8, secret]), format: 'der', type: 'pkcs8' }),
);
const publicKey = keeping((bytes) =>
  createPublicKey({ key: Buffer.concat([SPKI, bytes]), format: 'der', type: 'spki' }),
);

export const ed25519 = {
  getPublicKey(secret: Uint8Array): Uint8Array {
    const der = createPublicKey(privateKey(secret)).export({ format: 'der', type: 'spki' });
    return new Uint8Array(der.subarray(SPKI.length));
  },
  sign: (message: Uint8Array, secret: Uint8Array): Uint8Array =>
    new Uint8Array(sign(null, message, privateKey(secret))),
  verify(sig: Uint8Array, message: Uint8Array, key: Uint8Array): boolean {
    return verifyOnce(key, message, sig, () => publicKey(key));
  },
  Point: {
    fromBytes: () => ({ isSmallOrder: () => false, isTorsionFree: () => true }),
  },
};
