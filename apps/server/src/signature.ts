/**
 * Ed25519 as admission control: the server refuses what no device of the account signed, so that nobody fills a log or a list with
 * noise. It proves nothing to anyone: clients verify everything again with their own verifier (docs/protocol.md, keys).
 */
import { createPublicKey, hash, verify } from 'node:crypto';
import { concatBytes, toBase64url, utf8, type Bytes, type Label } from '@alcove/protocol';

/** Verifies `sig` over label ‖ message. A key that is no Ed25519 key verifies nothing. */
export function verifySigned(label: Label, publicKey: Uint8Array, message: Uint8Array, sig: Uint8Array): boolean {
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: toBase64url(publicKey) }, format: 'jwk' });
    return verify(null, concatBytes(utf8(label), message), key, sig);
  } catch {
    return false;
  }
}

export function sha256(bytes: Uint8Array): Bytes {
  return new Uint8Array(hash('sha256', bytes, 'buffer'));
}
