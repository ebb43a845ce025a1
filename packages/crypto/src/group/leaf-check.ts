/**
 * Does this leaf belong here? The one answer every client must give alike (docs/checks.md: K06, K08, K24, K55).
 *
 * A leaf is a device: its credential is a certificate under the account's identity key, which the room's policy names; its
 * signature key is the certified device key; the device stands in the account's verified list and is not revoked.
 *
 * Device lists are not part of the log, so time matters: a list learned *after* an entry was accepted may revoke a device that was
 * in order when the entry was made. `Trust.learnedAfter` names the accounts for which that is so; for the others, a revoked
 * device was already revoked, and the entry is a violation. That a list was asked for again and is the same as before
 * (`Trust.upToDate`) excuses nobody: it only says that nothing newer is to be had.
 */
import type { Credential } from 'ts-mls';
import {
  equalBytes,
  isOfRoom,
  toBase64url,
  type AccountId,
  type Bytes,
  type DeviceCert,
  type Policy,
  type Suite,
} from '@alcove/protocol';
import { certValidAt, verifyDeviceCert, type CertVerdict } from '../identity/device-cert.ts';
import type { KnownList } from '../identity/device-list.ts';
import { sha256 } from '../primitives.ts';
import { refuse, type RefusalCode, type Refused } from './outcome.ts';
import { certOf, identityOf, leafAt, leavesOf, type Leaf, type LeafNode, type Tree } from './roster.ts';
import { engineState, type GroupState } from './state.ts';

export interface Trust {
  /** The server's id. */
  readonly server: string;
  /** The room's policy at the place in the log that is judged. */
  readonly policy: Policy;
  /** Verified device lists, the newest the client has. */
  readonly lists: ReadonlyMap<AccountId, KnownList>;
  /** Server time of the entry judged, ms. */
  readonly nowMs: number;
  /** Accounts whose version in `lists` this device may have learned after the server accepted what is judged. None when left out. */
  readonly learnedAfter?: ReadonlySet<AccountId>;
  /** Accounts whose newest list the server was asked for since then: what it does not show now, it withholds. None when left out. */
  readonly upToDate?: ReadonlySet<AccountId>;
}

/**
 * `added`: everything is checked. `standing`: a newcomer meets it in a room as it stands; its certificate may have run out, and it goes when that
 * is seen (K20). `present`: the leaf was judged when it came in; only what may have changed is checked.
 */
export type LeafRole = 'added' | 'standing' | 'present';

export type LeafVerdict =
  | { readonly ok: true; readonly cert: DeviceCert }
  | { readonly ok: false; readonly refused: Refused };

export function judgeLeaf(trust: Trust, identity: Bytes, signatureKey: Uint8Array, role: LeafRole): LeafVerdict {
  const verdict = verifiedCert(trust.server, identity);
  if (!verdict.ok) return { ok: false, refused: refuse(CERT_CODE[verdict.code]) };
  const { cert } = verdict;
  const refused = againstRoom(trust, cert, signatureKey, role) ?? againstList(trust, cert, role);
  return refused === undefined ? { ok: true, cert } : { ok: false, refused };
}

export function judgeLeafNode(trust: Trust, node: LeafNode, role: LeafRole): Refused | undefined {
  const verdict = judgeLeaf(trust, identityOf(node), node.signaturePublicKey, role);
  return verdict.ok ? undefined : verdict.refused;
}

function againstRoom(trust: Trust, cert: DeviceCert, signatureKey: Uint8Array, role: LeafRole): Refused | undefined {
  const { kind, members } = trust.policy;
  if (kind === 'direct' && members.size !== 2) return refuse('direct-not-two');
  if (!equalBytes(cert.deviceKey, signatureKey)) return refuse('leaf-key-mismatch');
  const aik = members.get(cert.account);
  if (aik === undefined) return refuse('leaf-not-in-policy');
  if (!equalBytes(aik, cert.aik)) return refuse('leaf-identity-key');
  // K55: of a secret room there are two devices, and no other belongs there, whoever brought it in.
  if (!isOfRoom(trust.policy, cert)) return refuse('leaf-other-device');
  if (role === 'added' && !certValidAt(cert, seconds(trust.nowMs))) return refuse('leaf-cert-expired');
  return undefined;
}

function againstList(trust: Trust, cert: DeviceCert, role: LeafRole): Refused | undefined {
  const known = trust.lists.get(cert.account)?.list;
  if (known === undefined || known.seq < cert.listSeq) {
    if (role === 'present') return undefined;
    return trust.upToDate?.has(cert.account) === true
      ? refuse('leaf-list-withheld')
      : { kind: 'needs-list', account: cert.account, seq: cert.listSeq };
  }
  if (!equalBytes(known.aik, cert.aik)) return refuse('leaf-identity-key');
  if (isRevoked(trust, cert)) return revokedBefore(trust, cert) ? refuse('leaf-revoked') : undefined;
  const listed = known.devices.find((d) => d.device === cert.device);
  return listed !== undefined && listed.kind === cert.kind && equalBytes(listed.deviceKey, cert.deviceKey)
    ? undefined
    : refuse('leaf-not-in-list');
}

/**
 * May this leaf be removed by a device of `by`? Its account left the room, its device is revoked, its certificate ran out, or it
 * is one of the remover's own. Otherwise a newer device list may hold the reason: `needs-list`, until the list was fetched.
 */
export function judgeRemoval(trust: Trust, node: LeafNode, by: AccountId): Refused | undefined {
  const cert = certOf(node);
  if (cert.account === by || isDue(trust, cert)) return undefined;
  if (trust.upToDate?.has(cert.account) === true) return refuse('removal-not-allowed');
  return { kind: 'needs-list', account: cert.account, seq: (trust.lists.get(cert.account)?.list.seq ?? 0) + 1 };
}

/** Leaves that any member must remove before it seals another message: their device is revoked or its account has left. */
export function leavesToRemove(state: GroupState, trust: Trust): readonly Leaf[] {
  return [...leavesOf(engineState(state).ratchetTree)]
    .filter(([, node]) => isDue(trust, certOf(node)))
    .map(([index, node]) => leafAt(index, node));
}

function isDue(trust: Trust, cert: DeviceCert): boolean {
  const aik = trust.policy.members.get(cert.account);
  if (aik === undefined || !equalBytes(aik, cert.aik)) return true;
  if (!certValidAt(cert, seconds(trust.nowMs))) return true;
  return isRevoked(trust, cert);
}

type Revocations = Pick<Trust, 'lists' | 'learnedAfter'>;

function isRevoked({ lists }: Revocations, cert: DeviceCert): boolean {
  return lists.get(cert.account)?.list.revoked.some((r) => r.device === cert.device) === true;
}

/** This device knew of the revocation when the server accepted what is judged, so the server, which tells it, did too. */
export function revokedBefore(trust: Revocations, cert: DeviceCert): boolean {
  return isRevoked(trust, cert) && trust.learnedAfter?.has(cert.account) !== true;
}

/**
 * What the library asks while it works, answered by the same judgement; the first refusal is kept, since the library's own error
 * does not say why. Leaves already in `before` are `present`; one that carries another certificate than before is not (K66).
 */
export interface CredentialJudge {
  readonly accept: (credential: Credential, signatureKey: Uint8Array) => boolean;
  readonly noted: () => Refused | undefined;
}

export function credentialJudge(trust: Trust, before: Tree): CredentialJudge {
  let present: ReadonlySet<string> | undefined;
  let noted: Refused | undefined;
  const accept: CredentialJudge['accept'] = (credential, key) => {
    const identity = credential.credentialType === 'basic' ? (credential.identity as Bytes) : new Uint8Array(0);
    present ??= new Set([...leavesOf(before).values()].map((node) => toBase64url(identityOf(node))));
    const verdict = judgeLeaf(trust, identity, key, present.has(toBase64url(identity)) ? 'present' : 'added');
    if (!verdict.ok) noted ??= verdict.refused;
    return verdict.ok;
  };
  return { accept, noted: () => noted };
}

/** A leaf that others could not build on, or that claims more than Alcove uses, would make the room unjoinable (K07, K10). */
export function judgeLeafShape(node: LeafNode, suite: Suite): Refused | undefined {
  const { versions, ciphersuites, credentials } = node.capabilities;
  const capable = versions.includes('mls10') && ciphersuites.includes(suite) && credentials.includes('basic');
  return capable && node.extensions.length === 0 && node.credential.credentialType === 'basic'
    ? undefined
    : refuse('leaf-capabilities');
}

const CERT_CODE = {
  'cert-malformed': 'leaf-cert-malformed',
  'cert-signature': 'leaf-cert-signature',
  'cert-key': 'leaf-cert-signature',
  'cert-server': 'leaf-cert-server',
  'cert-lifetime': 'leaf-cert-expired',
} as const satisfies Record<Extract<CertVerdict, { ok: false }>['code'], RefusalCode>;

const seconds = (ms: number): number => Math.floor(ms / 1_000);

/** A verified signature stays verified: the library asks N+1 times per join, and one check costs a millisecond. */
const VERIFIED_MAX = 8_192;
const verified = new Map<string, DeviceCert>();

function verifiedCert(server: string, identity: Bytes): CertVerdict {
  const key = `${server} ${toBase64url(sha256(identity))}`;
  const cert = verified.get(key);
  if (cert !== undefined) return { ok: true, cert };
  const verdict = verifyDeviceCert(server, identity);
  if (verdict.ok) {
    if (verified.size >= VERIFIED_MAX) verified.clear();
    verified.set(key, verdict.cert);
  }
  return verdict;
}
