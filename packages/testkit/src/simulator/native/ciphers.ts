/** What packages/crypto and ts-mls use of `@noble/ciphers` (aes.js, chacha.js), on OpenSSL. */
import { createCipheriv, createDecipheriv, type CipherGCMTypes } from 'node:crypto';

interface Sealing {
  encrypt(plain: Uint8Array): Uint8Array;
  decrypt(sealed: Uint8Array): Uint8Array;
}

const TAG_BYTES = 16;

export function gcm(key: Uint8Array, nonce: Uint8Array, aad?: Uint8Array): Sealing {
  return sealing(`aes-${String(key.length * 8)}-gcm` as CipherGCMTypes, key, nonce, aad);
}

/** draft-irtf-cfrg-xchacha-03 §2: ChaCha20-Poly1305 under a key made of the first 16 bytes of the nonce. */
export function xchacha20poly1305(key: Uint8Array, nonce: Uint8Array, aad?: Uint8Array): Sealing {
  const rest = new Uint8Array(12);
  rest.set(nonce.subarray(16), 4);
  // OpenSSL calls it as it calls GCM.
  return sealing('chacha20-poly1305' as CipherGCMTypes, subkeyOf(key, nonce.subarray(0, 16)), rest, aad);
}

function sealing(cipher: CipherGCMTypes, key: Uint8Array, nonce: Uint8Array, aad?: Uint8Array): Sealing {
  const options = { authTagLength: TAG_BYTES };
  return {
    encrypt(plain) {
      const sealer = createCipheriv(cipher, key, nonce, options);
      if (aad !== undefined) sealer.setAAD(aad);
      const out = new Uint8Array(plain.length + TAG_BYTES);
      out.set(sealer.update(plain));
      sealer.final();
      out.set(sealer.getAuthTag(), plain.length);
      return out;
    },
    decrypt(sealed) {
      const opener = createDecipheriv(cipher, key, nonce, options);
      const end = sealed.length - TAG_BYTES;
      if (aad !== undefined) opener.setAAD(aad);
      opener.setAuthTag(sealed.subarray(end));
      const plain = new Uint8Array(opener.update(sealed.subarray(0, end)));
      opener.final();
      return plain;
    },
  };
}

/** The constant of ChaCha20, "expand 32-byte k". */
const SIGMA = [0x61707865, 0x3320646e, 0x79622d32, 0x6b206574];
const COLUMNS_THEN_DIAGONALS = [
  [0, 4, 8, 12],
  [1, 5, 9, 13],
  [2, 6, 10, 14],
  [3, 7, 11, 15],
  [0, 5, 10, 15],
  [1, 6, 11, 12],
  [2, 7, 8, 13],
  [3, 4, 9, 14],
] as const;
const DOUBLE_ROUNDS = 10;

/** HChaCha20: the first and the last row of ChaCha20's state after its rounds. OpenSSL does not have it. */
function subkeyOf(key: Uint8Array, nonce: Uint8Array): Uint8Array {
  const state = new Uint32Array(16);
  state.set(SIGMA);
  state.set(words(key), 4);
  state.set(words(nonce), 12);
  for (let round = 0; round < DOUBLE_ROUNDS; round++)
    for (const [a, b, c, d] of COLUMNS_THEN_DIAGONALS) {
      add(state, a, b, d, 16);
      add(state, c, d, b, 12);
      add(state, a, b, d, 8);
      add(state, c, d, b, 7);
    }
  const out = new DataView(new ArrayBuffer(32));
  for (let n = 0; n < 4; n++) {
    out.setUint32(4 * n, state[n] ?? 0, true);
    out.setUint32(16 + 4 * n, state[12 + n] ?? 0, true);
  }
  return new Uint8Array(out.buffer);
}

/** A quarter of a quarter round: `to += by`, then `turned` takes the sum in and turns. */
function add(state: Uint32Array, to: number, by: number, turned: number, bits: number): void {
  const sum = ((state[to] ?? 0) + (state[by] ?? 0)) | 0;
  const mixed = (state[turned] ?? 0) ^ sum;
  state[to] = sum;
  state[turned] = (mixed << bits) | (mixed >>> (32 - bits));
}

function words(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.length / 4 }, (_, n) => view.getUint32(4 * n, true));
}
