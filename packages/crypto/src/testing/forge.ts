/** What a malicious member could send: commits made with the library directly, past every check of ours. */
import { createCommit, type CiphersuiteImpl, type ClientState, type Proposal } from 'ts-mls';
import type { Commit } from 'ts-mls/commit.js';
import { createContentCommitSignature } from 'ts-mls/framedContent.js';
import { extractWelcomeSecret, signGroupInfo, type GroupInfo } from 'ts-mls/groupInfo.js';
import { makeKeyPackageRef, signKeyPackage, type KeyPackage } from 'ts-mls/keyPackage.js';
import { signLeafNodeKeyPackage, type LeafNode } from 'ts-mls/leafNode.js';
import { protect } from 'ts-mls/messageProtection.js';
import { decryptGroupInfo, decryptGroupSecrets, encryptGroupInfo, encryptGroupSecrets } from 'ts-mls/welcome.js';
import { equalBytes, type Bytes, type DeviceId, type Suite } from '@alcove/protocol';
import { configWith } from '../group/engine/config.ts';
import { suiteOf } from '../group/engine/suite.ts';
import { decodeMessageOf, encodeMessage } from '../group/engine/wire.ts';
import { decodeKeyPackage, decodePrivateHalf, generate, type KeyPackageMade } from '../group/key-package.ts';
import { leafAt, leavesOf } from '../group/roster.ts';
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
  member: Pick<Member, 'state'>,
  proposals: Proposal[],
  options: {
    tamper?: (state: ClientState) => ClientState;
    /** What the member computes with: one that seals wrongly, say. */
    wield?: (suite: CiphersuiteImpl) => CiphersuiteImpl;
    inTheOpen?: boolean;
    psk?: Uint8Array;
  } = {},
): Promise<Forged> {
  const suite = await suiteOf(member.state.suite);
  const cipherSuite = options.wield?.(suite) ?? suite;
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
export async function forgeRawCommit(member: Pick<Member, 'state'>, commit: Commit): Promise<Bytes> {
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

/**
 * A commit that is right in all that can be seen of it, and whose path secret is noise for some: those devices cannot follow it, the
 * others can, and nobody can prove which is the case.
 */
export function forgeBrokenPath(member: Pick<Member, 'state'>, victims: readonly DeviceId[]): Promise<Forged> {
  const tree = engineState(member.state).ratchetTree;
  const nodes = new Set<number>();
  for (const [index, node] of leavesOf(tree)) {
    if (!victims.includes(leafAt(index, node).device)) continue;
    // Whatever stands above a victim: which of these a secret is sealed to depends on what is blank.
    for (let span = 1; span <= tree.length + 1; span *= 2)
      nodes.add(Math.floor((index * 2) / (span * 2)) * span * 2 + span - 1);
  }
  const keys = [...nodes].flatMap((at) => keyOf(tree[at]));
  const spoilt = new WeakSet<object>();
  return forgeCommit(member, [], {
    wield: (suite) => ({
      ...suite,
      hpke: {
        ...suite.hpke,
        async importPublicKey(bytes) {
          const key = await suite.hpke.importPublicKey(bytes);
          if (keys.some((each) => equalBytes(each, bytes))) spoilt.add(key);
          return key;
        },
        seal: (key, plain, ...rest) =>
          suite.hpke.seal(key, spoilt.has(key) ? plain.map((byte) => byte ^ 1) : plain, ...rest),
      },
    }),
  });
}

type TreeNode = ClientState['ratchetTree'][number];

function keyOf(node: TreeNode): Uint8Array[] {
  if (node === undefined) return [];
  return [node.nodeType === 'leaf' ? node.leaf.hpkePublicKey : node.parent.hpkePublicKey];
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

/** A Welcome whose GroupInfo was changed and signed again by the one who sent it; made with the newcomer's own key, which tests hold. */
export async function forgeWelcome(
  from: Member,
  bytes: Bytes,
  to: { readonly identity: DeviceIdentity; readonly made: KeyPackageMade },
  change: (info: GroupInfo) => GroupInfo,
): Promise<Bytes> {
  const suite = await suiteOf(from.state.suite);
  const welcome = decodeMessageOf('mls_welcome', bytes.slice())?.welcome;
  const keyPackage = decodeKeyPackage(to.made.public);
  if (welcome === undefined || keyPackage === undefined) throw new Error('no Welcome');
  const secrets = decodePrivateHalf(to.identity, to.made.private);
  const ref = await makeKeyPackageRef(keyPackage, suite.hash);
  const own = await suite.hpke.importPrivateKey(secrets.initPrivateKey);
  const group = await decryptGroupSecrets(own, ref, welcome, suite.hpke);
  const noPsk = new Uint8Array(suite.kdf.size);
  const info = group === undefined ? undefined : await decryptGroupInfo(welcome, group.joinerSecret, noPsk, suite);
  if (group === undefined || info === undefined) throw new Error('it is not for this one');
  const signed = await signGroupInfo(change(info), from.identity.key.secret, suite.signature);
  const key = await extractWelcomeSecret(group.joinerSecret, noPsk, suite.kdf);
  const encryptedGroupInfo = await encryptGroupInfo(signed, key, suite);
  const init = await suite.hpke.importPublicKey(keyPackage.initKey);
  const sealed = await encryptGroupSecrets(init, encryptedGroupInfo, group, suite.hpke);
  const forSelf = { newMember: ref, encryptedGroupSecrets: { kemOutput: sealed.enc, ciphertext: sealed.ct } };
  return encodeMessage({
    version: 'mls10',
    wireformat: 'mls_welcome',
    welcome: { ...welcome, encryptedGroupInfo, secrets: [forSelf] },
  });
}

export const add = (keyPackage: KeyPackage): Proposal => ({ proposalType: 'add', add: { keyPackage } });
export const remove = (removed: number): Proposal => ({ proposalType: 'remove', remove: { removed } });
