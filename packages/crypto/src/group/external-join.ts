/**
 * GroupInfo, and the way back in for an own device: an external commit (RFC 9420 §12.4.3.2; checks K31–K34). The GroupInfo travels
 * sealed under a key only the account's own devices hold, so that the server can neither read nor replace it.
 */
import { createGroupInfoWithExternalPubAndRatchetTree, joinGroupExternal } from 'ts-mls';
import { encodeCbor, LABEL, LIMIT, type Bytes, type RoomId } from '@alcove/protocol';
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
import { isDevice, leafAt, leavesOf } from './roster.ts';
import { engineState, groupState, type GroupState } from './state.ts';

/** Of the state's epoch, with its tree; call it on `next` of a pending commit. */
export async function groupInfo(state: GroupState): Promise<Bytes> {
  const info = await createGroupInfoWithExternalPubAndRatchetTree(engineState(state), [], await suiteOf(state.suite));
  return encodeMessage({ version: 'mls10', wireformat: 'mls_group_info', groupInfo: info });
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

    const suite = await suiteOf(trust.policy.suite);
    const own = await generate(identity, suite, Math.floor(args.nowMs / 1_000), false);
    // Every leaf of the tree, this device's included, was judged above.
    const base = configWith(() => true);
    const config = {
      ...base,
      keyPackageEqualityConfig: {
        ...base.keyPackageEqualityConfig,
        compareKeyPackageToLeafNode: (_: unknown, node: Parameters<typeof leafAt>[1]) =>
          old !== undefined && isDevice(leafAt(0, node), identity),
      },
    };
    // Resync without an old leaf of one's own would never return: `old` decides, not the caller.
    const joined = await joinGroupExternal(
      info,
      own.publicPackage,
      own.privatePackage,
      old !== undefined,
      suite,
      undefined,
      config,
    );
    const after = joined.newState;
    const change = compareRosters(tree, after.ratchetTree, {
      addCount: 1,
      removes: old === undefined ? [] : [old.index],
    });
    if (isRefused(change)) return change;
    const refused =
      judgeTree(after.ratchetTree, trust.policy.suite) ?? judgeContext(info.groupContext, after.groupContext);
    if (refused !== undefined) return refused;
    return {
      kind: 'pending',
      commit: encodeMessage({
        version: 'mls10',
        wireformat: 'mls_public_message',
        publicMessage: joined.publicMessage,
      }),
      next: groupState(after),
    };
  });
}
