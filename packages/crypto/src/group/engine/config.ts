/**
 * The settings every call of the MLS library is made with. Its defaults accept any credential for ever; ours accept nothing that
 * the caller did not judge.
 */
import type { ClientConfig, Credential } from 'ts-mls';
import { equalBytes } from '@alcove/protocol';

/** Longest life of a key package (K07); ours live 30 days. */
export const KEY_PACKAGE_MAX_DAYS = 90;
/** Epochs whose messages can still be read after the group moved on. */
export const RETAINED_EPOCHS = 4;

export const retention: ClientConfig['keyRetentionConfig'] = {
  retainKeysForGenerations: 64,
  retainKeysForEpochs: RETAINED_EPOCHS,
  maximumForwardRatchetSteps: 10_000,
};

export type AcceptCredential = (credential: Credential, signatureKey: Uint8Array) => boolean;

/** For operations in which no credential may have to be judged: if the library asks after all, the answer is no. */
export const acceptNobody: AcceptCredential = () => false;

export function configWith(accept: AcceptCredential): ClientConfig {
  return {
    authService: { validateCredential: (credential, key) => Promise.resolve(accept(credential, key)) },
    keyRetentionConfig: retention,
    // Trees hold leaves whose key package ran out long ago, rightly: lifetimes are checked when a leaf is added (key-package.ts).
    lifetimeConfig: { maximumTotalLifetime: BigInt(KEY_PACKAGE_MAX_DAYS * 86_400), validateLifetimeOnReceive: false },
    keyPackageEqualityConfig: {
      compareKeyPackages: (a, b) => equalBytes(a.leafNode.signaturePublicKey, b.leafNode.signaturePublicKey),
      compareKeyPackageToLeafNode: (a, b) => equalBytes(a.leafNode.signaturePublicKey, b.signaturePublicKey),
    },
    // Payloads are padded before they are sealed (padding.ts).
    paddingConfig: { kind: 'alwaysPad', paddingLength: 0 },
  };
}
