/**
 * What a commit may do (docs/checks.md: K04–K13). Proposals are read before the library acts on them, because some of
 * what it does not check is only safe to refuse early; the roster is compared old tree against new tree afterwards, because
 * a list of proposals can lie by omission.
 *
 * Allowed: adds, or removes, or neither, from a member; one external init, with at most one removal of the joiner's own device,
 * from a newcomer. Nothing else: no stand-alone or referenced proposals, no update proposals, PSKs, re-init, context extensions.
 */
import type { ClientState, CiphersuiteName } from 'ts-mls';
import type { Commit } from 'ts-mls/commit.js';
import type { KeyPackage } from 'ts-mls/keyPackage.js';
import { equalBytes, type AccountId, type DeviceId, type Suite } from '@alcove/protocol';
import { isSameDevice } from '../identity/renewal.ts';
import { judgeLeafNode, judgeLeafShape, judgeRemoval, type Trust } from './leaf-check.ts';
import { refuse, type Refused } from './outcome.ts';
import {
  certOf,
  deviceOf,
  identityOf,
  isDevice,
  leafAt,
  leafNodeAt,
  leavesOf,
  type Leaf,
  type LeafNode,
  type Tree,
} from './roster.ts';

export const MAX_ADDS = 256;
export const MAX_LEAVES = 4_096;

export interface CommitPlan {
  readonly adds: readonly KeyPackage[];
  /** Leaf indices, each of a leaf that exists. */
  readonly removes: readonly number[];
}

/** A member's commit, before processing. Who is added is judged by add-check.ts. */
export function planMemberCommit(commit: Commit, tree: Tree): CommitPlan | Refused {
  const adds: KeyPackage[] = [];
  const removes: number[] = [];
  for (const entry of commit.proposals) {
    if (entry.proposalOrRefType !== 'proposal') return refuse('proposal-not-allowed');
    const { proposal } = entry;
    if (proposal.proposalType === 'add') adds.push(proposal.add.keyPackage);
    else if (proposal.proposalType === 'remove') removes.push(proposal.remove.removed);
    else return refuse('proposal-not-allowed');
  }
  if (adds.length > 0 && removes.length > 0) return refuse('commit-add-and-remove');
  if (adds.length > MAX_ADDS || removes.length > MAX_LEAVES) return refuse('commit-too-many');
  if (removes.some((index) => leafNodeAt(tree, index) === undefined)) return refuse('remove-unknown');
  return { adds, removes };
}

/** A newcomer's own commit, before processing: its leaf comes from the update path (K04, K12). */
export function planExternalCommit(
  commit: Commit,
  tree: Tree,
  suite: Suite,
  trust: Trust,
  expect: { readonly account: AccountId; readonly device: DeviceId },
): { readonly removed: number | undefined; readonly joiner: LeafNode } | Refused {
  if (commit.path === undefined) return refuse('external-shape');
  const removes: number[] = [];
  let inits = 0;
  for (const entry of commit.proposals) {
    if (entry.proposalOrRefType !== 'proposal') return refuse('proposal-not-allowed');
    if (entry.proposal.proposalType === 'external_init') inits += 1;
    else if (entry.proposal.proposalType === 'remove') removes.push(entry.proposal.remove.removed);
    else return refuse('proposal-not-allowed');
  }
  if (inits !== 1 || removes.length > 1) return refuse('external-shape');

  const joiner = commit.path.leafNode;
  const refused = judgeLeafShape(joiner, suite) ?? judgeLeafNode(trust, joiner, 'added');
  if (refused !== undefined) return refused;
  const self = leafAt(0, joiner);
  if (!isDevice(self, expect)) return refuse('sender-mismatch');

  const removed = removes[0];
  if (removed === undefined) {
    const already = [...leavesOf(tree)].some(([index, node]) => isDevice(leafAt(index, node), self));
    return already ? refuse('external-already-member') : { removed, joiner };
  }
  const old = leafNodeAt(tree, removed);
  if (old === undefined) return refuse('remove-unknown');
  if (!isDevice(leafAt(removed, old), self)) return refuse('external-evicts-other');
  return isOlder(old, joiner) ? refuse('leaf-cert-older') : { removed, joiner };
}

export interface RosterChange {
  readonly added: readonly Leaf[];
  readonly removed: readonly Leaf[];
}

export interface RosterPlan {
  readonly addCount: number;
  readonly removes: readonly number[];
  /** The committer's leaf, which alone may carry another certificate than before; null for a newcomer's commit. */
  readonly committer: number | null;
}

/** What was done, after processing: the two trees are compared, and every difference must be one the plan names. */
export function compareRosters(before: Tree, after: Tree, plan: RosterPlan): RosterChange | Refused {
  const old = leavesOf(before);
  const now = leavesOf(after);
  const gone = new Set(plan.removes);
  for (const [index, node] of old) {
    if (gone.has(index)) continue;
    const same = now.get(index);
    if (same === undefined) return refuse('commit-roster');
    if (!isRenewed(node, same)) continue;
    const refused = index === plan.committer ? judgeRenewal(node, same) : refuse('commit-identity-change');
    if (refused !== undefined) return refused;
  }
  const fresh = [...now].filter(([index]) => !old.has(index) || gone.has(index));
  if (fresh.length !== plan.addCount) return refuse('commit-roster');
  if (now.size > MAX_LEAVES) return refuse('group-too-large');
  const removed = [...old].filter(([index]) => gone.has(index));
  return {
    added: fresh.map(([index, node]) => leafAt(index, node)),
    removed: removed.map(([index, node]) => leafAt(index, node)),
  };
}

/** One leaf per device, and no key in two places: what every later joiner's validation will demand of this tree. */
export function judgeTree(tree: Tree, suite: Suite): Refused | undefined {
  const devices = new Set<string>();
  const keys = new Set<string>();
  let leaves = 0;
  let nodes = 0;
  for (const [i, node] of tree.entries()) {
    if (node === undefined) continue;
    nodes += 1;
    keys.add((node.nodeType === 'leaf' ? node.leaf : node.parent).hpkePublicKey.toHex());
    if (node.nodeType !== 'leaf') continue;
    const refused = judgeLeafShape(node.leaf, suite);
    if (refused !== undefined) return refused;
    leaves += 1;
    devices.add(deviceOf(leafAt(i / 2, node.leaf)));
    devices.add(node.leaf.signaturePublicKey.toHex());
  }
  if (devices.size !== leaves * 2) return refuse('device-twice');
  return keys.size === nodes ? undefined : refuse('key-reused');
}

/** Every leaf that came must belong, every leaf that went must have had to go (K06, K08). */
export function judgeChange(
  trust: Trust,
  before: Tree,
  after: Tree,
  change: RosterChange,
  by: AccountId,
): Refused | undefined {
  for (const leaf of change.added) {
    const node = leafNodeAt(after, leaf.index);
    const refused = node === undefined ? refuse('commit-roster') : judgeLeafNode(trust, node, 'added');
    if (refused !== undefined) return refused;
  }
  for (const leaf of change.removed) {
    const node = leafNodeAt(before, leaf.index);
    const refused = node === undefined ? refuse('commit-roster') : judgeRemoval(trust, node, by);
    if (refused !== undefined) return refused;
  }
  return undefined;
}

type Context = ClientState['groupContext'];

/** The group's own settings never change, and there are no extensions: nothing may be smuggled into them (K10). */
export function judgeContext(before: Context, after: Context): Refused | undefined {
  const same =
    after.version === before.version &&
    (after.cipherSuite satisfies CiphersuiteName) === before.cipherSuite &&
    equalBytes(after.groupId, before.groupId) &&
    after.epoch === before.epoch + 1n;
  return same && after.extensions.length === 0 ? undefined : refuse('group-context-changed');
}

/** It carries another certificate, or another key. */
function isRenewed(before: LeafNode, after: LeafNode): boolean {
  if (before === after) return false;
  const isSame = equalBytes(identityOf(before), identityOf(after));
  return !isSame || !equalBytes(before.signaturePublicKey, after.signaturePublicKey);
}

/** K64, K65. That the account signed the new one, and that it holds now, is judged as the library asks for it (K66, leaf-check.ts). */
function judgeRenewal(before: LeafNode, after: LeafNode): Refused | undefined {
  const isSameKey = equalBytes(before.signaturePublicKey, after.signaturePublicKey);
  if (!isSameKey || !isSameDevice(certOf(before), certOf(after))) return refuse('commit-identity-change');
  return isOlder(before, after) ? refuse('leaf-cert-older') : undefined;
}

/** Also of a device that comes back, whose old leaf goes. */
function isOlder(before: LeafNode, after: LeafNode): boolean {
  return !equalBytes(identityOf(before), identityOf(after)) && certOf(after).notAfter <= certOf(before).notAfter;
}
