/** Alcove's cryptography. Sans-I/O: values in, values out; nothing is stored or sent here. OPAQUE is a subpath of its own. */
export { CryptoError } from './error.ts';
export {
  deriveKey,
  hmacSha256,
  newKeyPair,
  openBytes,
  randomBytes,
  sealBytes,
  sha256,
  sign,
  verify,
  type KeyPair,
} from './primitives.ts';
export { issueDeviceCert, proveDevice, type DeviceIdentity } from './identity/device-cert.ts';
export { followDeviceLists, signDeviceList, type FollowOutcome, type KnownList } from './identity/device-list.ts';
export { safetyNumber } from './identity/safety-number.ts';
export { createVault, openVault, storeKeyWrap, vaultHash, type VaultContent } from './vault/vault.ts';
export { newRecoveryCode, parseRecoveryCode } from './vault/recovery-code.ts';
export { records } from './vault/records.ts';
export { judgeChange, judgeGenesis, signPolicy, type PolicyOutcome } from './room/policy.ts';
export { checkFranking, frank } from './room/franking.ts';
