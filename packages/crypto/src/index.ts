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
export {
  CLOCK_TOLERANCE_SECONDS,
  issueDeviceCert,
  proveDevice,
  proveRemovedDevice,
  verifyDeviceCert,
  type DeviceIdentity,
} from './identity/device-cert.ts';
export { followDeviceLists, signDeviceList, type FollowOutcome, type KnownList } from './identity/device-list.ts';
export { isRequestOf, signNewPassword, signPasswordRequest } from './identity/password-request.ts';
export { isRenewalDue, renewDeviceCert } from './identity/renewal.ts';
export { safetyNumber } from './identity/safety-number.ts';
export {
  createVault,
  moveArchiveOn,
  nextVault,
  openVault,
  openVaultWithKey,
  storeKeyWrap,
  vaultHash,
  type OpenedVault,
  type VaultContent,
  type VaultSecret,
} from './vault/vault.ts';
export { judgeVault, vaultDigest, type VaultVerdict } from './vault/vault-chain.ts';
export { proveRecovery } from './vault/recovery-proof.ts';
export { unwrapVaultKey, wrapVaultKey } from './vault/kept-vault-key.ts';
export {
  answerTo,
  askIn,
  grantTo,
  openGrant,
  readReveal,
  readScan,
  revealTo,
  type Answering,
  type Asking,
  type Granted,
  type Met,
  type Newcomer,
  type RevealMade,
} from './approval/approval.ts';
export { newRecoveryCode, parseRecoveryCode } from './vault/recovery-code.ts';
export { records } from './vault/records.ts';
export { firstArchiveKey, type ArchiveKey } from './archive/keys.ts';
export { openManifest, sealManifest, type Manifest, type SegmentNote } from './archive/manifest.ts';
export { openRoot, rootHash, sealRoot, type Leaf as ArchiveLeaf, type RootOutcome } from './archive/root.ts';
export { openSegment, paddedSize, sealSegment, segmentHash, type SegmentPlace } from './archive/segment.ts';
export { judgeChange, judgeGenesis, signPolicy, type PolicyOutcome } from './room/policy.ts';
export { judgeVerdict, signVerdict, type VerdictOutcome } from './room/verdict.ts';
export { checkFranking, frank } from './room/franking.ts';
export { openWhisper, sealWhisper, whisperEpoch, whisperKey, type Lane, type OpenedWhisper } from './room/whisper.ts';
export { assertMlsPatched } from './group/engine/patched.ts';
export {
  commitAdd,
  commitRemove,
  commitUpdate,
  createGroup,
  type Invited,
  type PendingCommit,
} from './group/commit.ts';
export {
  groupInfo,
  isGroupInfoOf,
  joinExternally,
  openGroupInfo,
  sealGroupInfo,
  type ExternalJoin,
  type PendingJoin,
} from './group/external-join.ts';
export { beginGroupAnew } from './group/begin-anew.ts';
export { joinByWelcome, type Joined, type WelcomeJoin } from './group/join.ts';
export { makeKeyPackage, type KeyPackageMade } from './group/key-package.ts';
export { leavesToRemove, type Trust } from './group/leaf-check.ts';
export { isOfCopy, open, type Expected, type Opened } from './group/open.ts';
export { type RefusalCode, type Refused } from './group/outcome.ts';
export { hasFreshLeaf, ownLeafCert, ownLeafKey, roster, type Leaf } from './group/roster.ts';
export { epochAuthenticator, epochMark, exportSecret, MAX_PAYLOAD_BYTES, paddedLength, seal } from './group/seal.ts';
export { loadGroup, storeGroup, withPast, type GroupParts, type GroupState } from './group/state.ts';
