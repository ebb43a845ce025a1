/** What a malicious member could send: commits made with the library directly, past every check of ours. */
import { createCommit, type ClientState, type Proposal } from 'ts-mls';
import type { Commit } from 'ts-mls/commit.js';
import { createContentCommitSignature } from 'ts-mls/framedContent.js';
import { signKeyPackage, type KeyPackage } from 'ts-mls/keyPackage.js';
import { signLeafNodeKeyPackage, type LeafNode } from 'ts-mls/leafNode.js';
import { protect } from 'ts-mls/messageProtection.js';
import type { Bytes, Suite } from '@alcove/protocol';
import { configWith } from '../group/engine/config.ts';
import { suiteOf } from '../group/engine/suite.ts';
import { encodeMessage } from '../group/engine/wire.ts';
import { generate } from '../group/key-package.ts';
import { engineState, groupState, type GroupState } from '../group/state.ts';
import type { DeviceIdentity } from '../identity/device-cert.ts';
import type { Member } from './members.ts';
import { NOW } from './world.ts';

export interface Forged {
  readonly commit: Bytes;
  readonly welcome: Bytes | null;
  readonly next: GroupState;
}

/** A commit of any proposals; `tamper` changes what the member believes before it commits. */
export async function forgeCommit(
  member: Member,
  proposals: Proposal[],
  options: { tamper?: (state: ClientState) => ClientState; inTheOpen?: boolean; psk?: Uint8Array } = {},
): Promise<Forged> {
  const cipherSuite = await suiteOf(member.state.suite);
  const config = configWith(() => true);
  const permissive = {
    ...config,
    keyPackageEqualityConfig: { compareKeyPackages: () => false, compareKeyPackageToLeafNode: () => false },
  };
  const state = { ...engineState(member.state), clientConfig: permissive };
  const made = await createCommit(
    { state: options.tamper?.(state) ?? state, cipherSuite, pskIndex: { findPsk: () => options.psk } },
    { extraProposals: proposals, ratchetTreeExtension: true, wireAsPublicMessage: options.inTheOpen ?? false },
  );
  const { welcome } = made;
  return {
    commit: encodeMessage(made.commit),
    welcome: welcome === undefined ? null : encodeMessage({ version: 'mls10', wireformat: 'mls_welcome', welcome }),
    next: groupState(made.newState),
  };
}

/** A properly signed and sealed commit of things the library would not make; its confirmation tag is wrong. */
export async function forgeRawCommit(member: Member, commit: Commit): Promise<Bytes> {
  const suite = await suiteOf(member.state.suite);
  const state = engineState(member.state);
  const { leafIndex } = state.privatePath;
  const { signature, framedContent } = await createContentCommitSignature(
    state.groupContext,
    'mls_private_message',
    commit,
    { senderType: 'member', leafIndex },
    new Uint8Array(0),
    state.signaturePrivateKey,
    suite.signature,
  );
  const auth = { contentType: 'commit' as const, signature, confirmationTag: new Uint8Array(32) };
  const { privateMessage } = await protect(
    state.keySchedule.senderDataSecret,
    new Uint8Array(0),
    state.groupContext,
    state.secretTree,
    { ...framedContent, auth },
    leafIndex,
    state.clientConfig.paddingConfig,
    suite,
  );
  return encodeMessage({ version: 'mls10', wireformat: 'mls_private_message', privateMessage });
}

/** The member's own leaf replaced in its belief, so that its next commit carries it. */
export function withOwnLeaf(change: (leaf: LeafNode) => LeafNode): (state: ClientState) => ClientState {
  return (state) => {
    const at = state.privatePath.leafIndex * 2;
    return {
      ...state,
      ratchetTree: state.ratchetTree.map((node, i) =>
        i === at && node?.nodeType === 'leaf' ? { nodeType: 'leaf', leaf: change(node.leaf) } : node,
      ),
    };
  };
}

/** A key package with anything changed before it is signed by the device. */
export async function forgeKeyPackage(
  identity: DeviceIdentity,
  suite: Suite,
  change: { leaf?: (leaf: LeafNode) => LeafNode; whole?: (keyPackage: KeyPackage) => KeyPackage },
): Promise<KeyPackage> {
  const engine = await suiteOf(suite);
  const { publicPackage } = await generate(identity, engine, NOW, false);
  const leaf = (change.leaf?.(publicPackage.leafNode) ?? publicPackage.leafNode) as KeyPackage['leafNode'];
  const leafNode = await signLeafNodeKeyPackage(leaf, identity.key.secret, engine.signature);
  const whole = change.whole?.({ ...publicPackage, leafNode }) ?? { ...publicPackage, leafNode };
  return signKeyPackage(whole, identity.key.secret, engine.signature);
}

export const add = (keyPackage: KeyPackage): Proposal => ({ proposalType: 'add', add: { keyPackage } });
export const remove = (removed: number): Proposal => ({ proposalType: 'remove', remove: { removed } });
