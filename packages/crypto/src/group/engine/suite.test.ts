import { getCiphersuiteFromName, getCiphersuiteImpl } from 'ts-mls';
import { expect, test } from 'vitest';
import { newKeyPair, randomBytes } from '../../primitives.ts';
import { CLASSIC, XWING } from '../../testing/world.ts';
import { suiteOf } from './suite.ts';

test.each([CLASSIC, XWING])('%s derives the keys that the library’s own provider derives', async (name) => {
  const ours = await suiteOf(name);
  const theirs = await getCiphersuiteImpl(getCiphersuiteFromName(name));
  expect(ours.kdf.size).toBe(theirs.kdf.size);
  for (const [salt, ikm] of [
    [randomBytes(ours.kdf.size), randomBytes(48)],
    [new Uint8Array(0), randomBytes(1)],
    [new Uint8Array(ours.kdf.size), new Uint8Array(64)],
  ] as const) {
    const prk = await ours.kdf.extract(salt, ikm);
    expect(prk).toEqual(await theirs.kdf.extract(salt, ikm));
    for (const length of [12, 16, 32, 64, 100]) {
      expect(await ours.kdf.expand(prk, ikm, length)).toEqual(await theirs.kdf.expand(prk, ikm, length));
    }
  }
});

test('signatures: honest ones of the library’s provider are taken, and a good one does not vouch for another', async () => {
  const { signature } = await suiteOf(CLASSIC);
  const { signature: theirs } = await getCiphersuiteImpl(getCiphersuiteFromName(CLASSIC));
  const message = randomBytes(100);
  const pair = newKeyPair();
  const sig = await signature.sign(pair.secret, message);
  expect(await theirs.verify(pair.public, message, sig)).toBe(true);
  expect(await signature.verify(pair.public, message, sig)).toBe(true);
  expect(await signature.verify(pair.public, message, sig)).toBe(true);
  expect(await signature.verify(pair.public, message.subarray(1), sig)).toBe(false);
  expect(await signature.verify(newKeyPair().public, message, sig)).toBe(false);
  expect(await signature.verify(pair.public, message, sig.with(3, (sig[3] ?? 0) ^ 1))).toBe(false);
  expect(await signature.verify(pair.public.subarray(1), message, sig)).toBe(false);
  const fresh = await signature.keygen();
  expect(await signature.verify(fresh.publicKey, message, await signature.sign(fresh.signKey, message))).toBe(true);
});

test('a small-order key signs nothing in a group either', async () => {
  const { signature } = await suiteOf(CLASSIC);
  const identity = new Uint8Array(32);
  identity[0] = 1;
  const sig = new Uint8Array(64);
  sig[0] = 1;
  expect(await signature.verify(identity, randomBytes(10), sig)).toBe(false);
});
