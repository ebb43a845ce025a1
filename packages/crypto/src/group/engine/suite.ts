/**
 * The cipher suites, as the MLS library wants them: its @noble provider, with signatures replaced by this package's one verifier.
 *
 * The library's own signature code switches between WebCrypto and @noble by what the runtime offers, and the two disagree about
 * crafted signatures. Clients that disagree about one commit are in two different rooms from then on.
 */
import { getCiphersuiteFromName, nobleCryptoProvider, type CiphersuiteImpl } from 'ts-mls';
import type { Suite } from '@alcove/protocol';
import { newKeyPair, randomBytes, signRaw, verifyRaw } from '../../primitives.ts';

const loaded = new Map<Suite, Promise<CiphersuiteImpl>>();

export function suiteOf(name: Suite): Promise<CiphersuiteImpl> {
  const known = loaded.get(name);
  if (known !== undefined) return known;
  const loading = load(name);
  loaded.set(name, loading);
  return loading;
}

async function load(name: Suite): Promise<CiphersuiteImpl> {
  const suite = await nobleCryptoProvider.getCiphersuiteImpl(getCiphersuiteFromName(name));
  return { ...suite, signature, rng: { randomBytes } };
}

const signature: CiphersuiteImpl['signature'] = {
  sign: (secret, message) => Promise.resolve(signRaw(secret, message)),
  verify: (publicKey, message, sig) => Promise.resolve(verifyRaw(publicKey, message, sig)),
  keygen: () => {
    const pair = newKeyPair();
    return Promise.resolve({ signKey: pair.secret, publicKey: pair.public });
  },
};
