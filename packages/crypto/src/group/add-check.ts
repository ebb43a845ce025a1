/**
 * Added leaves are judged to the end before the MLS library sees any of them. It judges them too, but side by side: given two that it
 * refuses, one of its refusals is a promise that nobody waits for, and a Node process ends with it.
 */
import type { CiphersuiteImpl } from 'ts-mls';
import { verifyKeyPackage, type KeyPackage } from 'ts-mls/keyPackage.js';
import { verifyLeafNodeSignatureKeyPackage } from 'ts-mls/leafNode.js';
import { judgeKeyPackage } from './key-package.ts';
import { judgeLeafNode, type Trust } from './leaf-check.ts';
import { refuse, type Refused } from './outcome.ts';

export async function judgeAdds(
  adds: readonly KeyPackage[],
  trust: Trust,
  suite: CiphersuiteImpl,
): Promise<Refused | undefined> {
  for (const keyPackage of adds) {
    const refused =
      judgeKeyPackage(keyPackage, trust.policy.suite, trust.nowMs) ??
      judgeLeafNode(trust, keyPackage.leafNode, 'added') ??
      (await judgeBytes(keyPackage, suite));
    if (refused !== undefined) return refused;
  }
  return undefined;
}

/** What the library holds against a key package, besides its credential and its lifetime. */
async function judgeBytes(keyPackage: KeyPackage, suite: CiphersuiteImpl): Promise<Refused | undefined> {
  const signed =
    (await verifyLeafNodeSignatureKeyPackage(keyPackage.leafNode, suite.signature)) &&
    (await verifyKeyPackage(keyPackage, suite.signature));
  return signed ? undefined : refuse('damaged');
}

/** The sender's library holds lifetimes against the clock of this device, right or wrong, and nothing can be done about it. */
export function isInOwnTime({ leafNode }: KeyPackage): boolean {
  const now = BigInt(Math.floor(Date.now() / 1_000));
  return leafNode.lifetime.notBefore <= now && now <= leafNode.lifetime.notAfter;
}
