/**
 * Showing the server that one has the recovery code, without the password and without the code: an Ed25519 key derived from the code,
 * whose public half lies beside the code's wrap. The code has 128 random bits, so the public half helps nobody to guess it.
 */
import { LABEL, utf8, type Bytes } from '@alcove/protocol';
import { deriveKey, keyPairOf, sign } from '../primitives.ts';

const keyOf = (secret: Uint8Array): ReturnType<typeof keyPairOf> => keyPairOf(deriveKey(secret, LABEL.recoveryKey));

export function recoveryProofKey(secret: Uint8Array): Bytes {
  return keyOf(secret).public;
}

/** Over the number the server drew for this attempt. */
export function proveRecovery(secret: Uint8Array, challenge: string): Bytes {
  return sign(LABEL.recoveryProof, keyOf(secret).secret, utf8(challenge));
}
