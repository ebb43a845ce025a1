/**
 * Every label that separates one use of a key or hash from another. A key has one purpose, a label one meaning; labels.test.ts
 * asserts that no two are equal and none is a prefix of another.
 */
export const LABEL = {
  deviceCert: 'alcove/v1/device-cert',
  deviceList: 'alcove/v1/device-list',
  deviceListHash: 'alcove/v1/hash/device-list',
  deviceProof: 'alcove/v1/device-proof',
  roomId: 'alcove/v1/room-id',
  roomHead: 'alcove/v1/room-head',
  policy: 'alcove/v1/policy',
  policyHash: 'alcove/v1/hash/policy',
  verdict: 'alcove/v1/verdict',
  vault: 'alcove/v1/vault-content',
  vaultWrapPassword: 'alcove/v1/vault-wrap/password',
  vaultWrapRecovery: 'alcove/v1/vault-wrap/recovery',
  vaultWrapPasskey: 'alcove/v1/vault-wrap/passkey',
  vaultTag: 'alcove/v1/vault-tag',
  vaultDigest: 'alcove/v1/hash/vault',
  recoveryKey: 'alcove/v1/recovery-key',
  recoveryProof: 'alcove/v1/recovery-proof',
  recordKey: 'alcove/v1/record-key',
  record: 'alcove/v1/record-content',
  storeKey: 'alcove/v1/store-key',
  storeColumn: 'alcove/v1/store-column',
  groupInfo: 'alcove/v1/group-info',
  ephemeralKey: 'alcove/v1/ephemeral',
  ephemeralFrame: 'alcove/v1/whisper',
  franking: 'alcove/v1/franking',
  safetyNumber: 'alcove/v1/safety-number',
} as const;
export type Label = (typeof LABEL)[keyof typeof LABEL];
