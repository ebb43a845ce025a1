/**
 * The cipher suites, as the MLS library wants them: its @noble provider, with two parts replaced.
 *
 * Signatures, because the library's own code switches between WebCrypto and @noble by what the runtime offers, and the two disagree
 * about crafted signatures: clients that disagree about one commit are in two different rooms from then on. And key derivation,
 * because thousands of small asynchronous WebCrypto calls cost more than the hashing: a commit is processed twice as fast without.
 */
import { expand, extract } from '@noble/hashes/hkdf.js';
import { sha256 as sha256Hash, sha512 } from '@noble/hashes/sha2.js';
import { getCiphersuiteFromName, nobleCryptoProvider, type CiphersuiteImpl } from 'ts-mls';
import { concatBytes, toBase64url, type Suite } from '@alcove/protocol';
import { newKeyPair, randomBytes, sha256, signRaw, verifyRaw } from '../../primitives.ts';

const HASH = {
  MLS_256_XWING_AES256GCM_SHA512_Ed25519: sha512,
  MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519: sha256Hash,
} as const satisfies Record<Suite, typeof sha512 | typeof sha256Hash>;

const loaded = new Map<Suite, Promise<CiphersuiteImpl>>();

export function suiteOf(name: Suite): Promise<CiphersuiteImpl> {
  const known = loaded.get(name);
  if (known !== undefined) return known;
  const loading = load(name);
  loaded.set(name, loading);
  return loading;
}

async function load(name: Suite): Promise<CiphersuiteImpl> {
  const provided = await nobleCryptoProvider.getCiphersuiteImpl(getCiphersuiteFromName(name));
  return { ...provided, kdf: kdfOf(name), signature, rng: { randomBytes } };
}

function kdfOf(name: Suite): CiphersuiteImpl['kdf'] {
  const hash = HASH[name];
  return {
    extract: (salt, ikm) => Promise.resolve(extract(hash, ikm, salt)),
    expand: (prk, info, length) => Promise.resolve(expand(hash, prk, info, length)),
    size: hash.outputLen,
  };
}

const signature: CiphersuiteImpl['signature'] = {
  sign: (secret, message) => Promise.resolve(signRaw(secret, message)),
  verify: (publicKey, message, sig) => Promise.resolve(verifyOnce(publicKey, message, sig)),
  keygen: () => {
    const pair = newKeyPair();
    return Promise.resolve({ signKey: pair.secret, publicKey: pair.public });
  },
};

/**
 * A signature found good stays good. A commit's is asked for twice (it is read before it is processed), a tree's leaves at every
 * join; a check costs a millisecond. Lengths are fixed, so one key cannot stand for two questions.
 */
const GOOD_MAX = 4_096;
const good = new Set<string>();

function verifyOnce(publicKey: Uint8Array, message: Uint8Array, sig: Uint8Array): boolean {
  if (publicKey.length !== 32 || sig.length !== 64) return false;
  const question = toBase64url(sha256(concatBytes(publicKey, sig, message)));
  if (good.has(question)) return true;
  if (!verifyRaw(publicKey, message, sig)) return false;
  if (good.size >= GOOD_MAX) good.clear();
  good.add(question);
  return true;
}
