/**
 * GroupInfo, and the way back in for an own device: an external commit (RFC 9420 §12.4.3.2; checks K31–K34). The GroupInfo travels
 * sealed under a key only the account's own devices hold, so that the server can neither read nor replace it.
 */
import { createGroupInfoWithExternalPubAndRatchetTree, joinGroupExternal } from 'ts-mls';
import { encodeGroupInfoTBS, verifyGroupInfoSignature, type GroupInfo } from 'ts-mls/groupInfo.js';
import { encodeCbor, equalBytes, LABEL, LIMIT, type Bytes, type RoomId } from '@alcove/protocol';
import type { DeviceIdentity } from '../identity/device-cert.ts';
import { deriveKey, openBytes, sealBytes } from '../primitives.ts';
import { compareRosters, judgeContext, judgeTree } from './commit-check.ts';
import { configWith } from './engine/config.ts';
import { suiteOf } from './engine/suite.ts';
import { decodeMessageOf, encodeMessage } from './engine/wire.ts';
import { judgeInfo } from './join.ts';
import { generate } from './key-package.ts';
import { judgeLeaf, type Trust } from './leaf-check.ts';
import { attempt, isRefused, refuse, type Refused } from './outcome.ts';
import { isDevice, leafAt, leavesOf, type Leaf, type LeafNode, type Tree } from './roster.ts';
import { engineState, groupState, type GroupState } from './state.ts';

/** Of the state's epoch, with its tree; call it on `next` of a pending commit. */
export async function groupInfo(state: GroupState): Promise<Bytes> {
  const info = await createGroupInfoWithExternalPubAndRatchetTree(engineState(state), [], await suiteOf(state.suite));
  return encodeMessage({ version: 'mls10', wireformat: 'mls_group_info', groupInfo: info });
}

/** Whether whoever joins by this GroupInfo comes to where this state is. */
export async function isGroupInfoOf(state: GroupState, bytes: Uint8Array): Promise<boolean> {
  const theirs = decodeMessageOf('mls_group_info', bytes.slice(), LIMIT.frameBytes)?.groupInfo;
  const ours = decodeMessageOf('mls_group_info', await groupInfo(state), LIMIT.frameBytes)?.groupInfo;
  if (theirs === undefined || ours === undefined) return false;
  const signer = leavesOf(engineState(state).ratchetTree).get(theirs.signer);
  if (signer === undefined) return false;
  // All that is signed, but for who signed it.
  const signed = encodeGroupInfoTBS({ ...theirs, signer: ours.signer });
  if (!equalBytes(signed, encodeGroupInfoTBS(ours))) return false;
  return verifyGroupInfoSignature(theirs, signer.signaturePublicKey, (await suiteOf(state.suite)).signature);
}

export function sealGroupInfo(key: Uint8Array, room: RoomId, epoch: number, info: Uint8Array): Bytes {
  return sealBytes(deriveKey(key, LABEL.groupInfo), info, encodeCbor([LABEL.groupInfo, room, epoch]));
}

/** Throws CryptoError `sealed-damaged`. */
export function openGroupInfo(key: Uint8Array, room: RoomId, epoch: number, sealed: Uint8Array): Bytes {
  return openBytes(deriveKey(key, LABEL.groupInfo), sealed, encodeCbor([LABEL.groupInfo, room, epoch]));
}

export interface ExternalJoin {
  readonly identity: DeviceIdentity;
  /** Opened GroupInfo bytes. */
  readonly info: Uint8Array;
  readonly room: RoomId;
  /** The epoch the server says is current. */
  readonly epoch: number;
  readonly trust: Trust;
  readonly nowMs: number;
}

export interface PendingJoin {
  readonly kind: 'pending';
  readonly commit: Bytes;
  /** Adopt only after the server's ack. */
  readonly next: GroupState;
}

/** Takes this device's place in the group anew: a fresh leaf, or, when it already has one, that leaf replaced. */
export function joinExternally(args: ExternalJoin): Promise<PendingJoin | Refused> {
  const { identity, room, epoch, trust } = args;
  return attempt(async (): Promise<PendingJoin | Refused> => {
    if (trust.policy.room !== room) return refuse('wrong-group');
    const info = decodeMessageOf('mls_group_info', args.info.slice(), LIMIT.frameBytes)?.groupInfo;
    if (info === undefined) return refuse('damaged');
    // An own old leaf may carry a certificate that has run out: replacing it is what this is for.
    const tree = judgeInfo(info, { room, epoch, trust, except: identity });
    if (isRefused(tree)) return tree;
    const self = judgeLeaf(trust, identity.cert, identity.key.public, 'added');
    if (!self.ok) return self.refused;
    const leaves = [...leavesOf(tree)].map(([index, node]) => leafAt(index, node));
    const old = leaves.find((leaf) => isDevice(leaf, identity));
    if (old !== undefined && leaves.length === 1) return refuse('external-alone');

    return enter(args, info, tree, old);
  });
}

async function enter(
  { identity, trust, nowMs }: ExternalJoin,
  info: GroupInfo,
  tree: Tree,
  old: Leaf | undefined,
): Promise<PendingJoin | Refused> {
  const suite = await suiteOf(trust.policy.suite);
  const own = await generate(identity, suite, Math.floor(nowMs / 1_000), false);
  // Every leaf of the tree was judged already, and so was this device.
  const base = configWith(() => true);
  const isOld = (_: unknown, node: LeafNode): boolean => old !== undefined && isDevice(leafAt(0, node), identity);
  const config = {
    ...base,
    keyPackageEqualityConfig: { ...base.keyPackageEqualityConfig, compareKeyPackageToLeafNode: isOld },
  };
  // Resync without an old leaf of one's own would never return: what the tree holds decides, not the caller.
  const { publicPackage, privatePackage } = own;
  const resync = old !== undefined;
  const joined = await joinGroupExternal(info, publicPackage, privatePackage, resync, suite, undefined, config);

  const after = joined.newState;
  const removes = old === undefined ? [] : [old.index];
  const change = compareRosters(tree, after.ratchetTree, { addCount: 1, removes, committer: null });
  if (isRefused(change)) return change;
  const refused =
    judgeTree(after.ratchetTree, trust.policy.suite) ?? judgeContext(info.groupContext, after.groupContext);
  if (refused !== undefined) return refused;
  const { publicMessage } = joined;
  return {
    kind: 'pending',
    commit: encodeMessage({ version: 'mls10', wireformat: 'mls_public_message', publicMessage }),
    next: groupState(after),
  };
}
