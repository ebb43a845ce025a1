/** Who is in a group: one leaf per device, read from the tree. Pure; whether they should be there is judged in leaf-check.ts. */
import type { ClientState } from 'ts-mls';
import type { LeafNode } from 'ts-mls/leafNode.js';
import { DeviceCert, decodeSigned, type AccountId, type Bytes, type DeviceId, type DeviceKind } from '@alcove/protocol';
import { CryptoError } from '../error.ts';
import { engineState, type GroupState } from './state.ts';

export type Tree = ClientState['ratchetTree'];
export type { LeafNode };

export interface Leaf {
  readonly index: number;
  readonly account: AccountId;
  readonly device: DeviceId;
  readonly kind: DeviceKind;
}

export function roster(state: GroupState): readonly Leaf[] {
  return [...leavesOf(engineState(state).ratchetTree)].map(([index, node]) => leafAt(index, node));
}

/** Whether this device's leaf key was made by a commit of its own, and is not the one of the key package it came in by. */
export function hasFreshLeaf(state: GroupState): boolean {
  const { ratchetTree, privatePath } = engineState(state);
  return leafNodeAt(ratchetTree, privatePath.leafIndex)?.leafNodeSource === 'commit';
}

/** The encryption key of this device's own leaf: another one after every commit of its own. */
export function ownLeafKey(state: GroupState): Bytes {
  const { ratchetTree, privatePath } = engineState(state);
  const own = leafNodeAt(ratchetTree, privatePath.leafIndex);
  if (own === undefined) throw new CryptoError('state-damaged');
  return own.hpkePublicKey as Bytes;
}

/** The certificate that this device's own leaf carries. */
export function ownLeafCert(state: GroupState): Bytes {
  const { ratchetTree, privatePath } = engineState(state);
  const own = leafNodeAt(ratchetTree, privatePath.leafIndex);
  if (own === undefined) throw new CryptoError('state-damaged');
  return identityOf(own);
}

/** Leaf index (not node index) to leaf. */
export function leavesOf(tree: Tree): Map<number, LeafNode> {
  return new Map(tree.flatMap((node, i) => (node?.nodeType === 'leaf' ? [[i / 2, node.leaf] as const] : [])));
}

export function leafNodeAt(tree: Tree, index: number): LeafNode | undefined {
  const node = tree[index * 2];
  return node?.nodeType === 'leaf' ? node.leaf : undefined;
}

/** Decodes without verifying: for leaves that were judged when they came in. Throws MalformedError. */
export function leafAt(index: number, node: LeafNode): Leaf {
  const { account, device, kind } = certOf(node);
  return { index, account, device, kind };
}

export const deviceOf = (leaf: { account: AccountId; device: DeviceId }): string => `${leaf.account}/${leaf.device}`;

export function isDevice(leaf: Leaf, of: { readonly account: AccountId; readonly device: DeviceId }): boolean {
  return leaf.account === of.account && leaf.device === of.device;
}

const decoded = new WeakMap<LeafNode, DeviceCert>();

export function certOf(node: LeafNode): DeviceCert {
  const known = decoded.get(node);
  if (known !== undefined) return known;
  const cert = decodeSigned(DeviceCert, identityOf(node), 'device certificate').value;
  decoded.set(node, cert);
  return cert;
}

/** The certificate's bytes; empty for a credential of another type, which no certificate is. */
export function identityOf(node: LeafNode): Bytes {
  const { credential } = node;
  return credential.credentialType === 'basic' ? (credential.identity as Bytes) : new Uint8Array(0);
}
