/**
 * The signatures around a room's policy chain. The rules themselves are pure and live in @alcove/protocol; this file adds who
 * signed: a device key, certified by the identity key that the policy itself holds for the signer's account.
 *
 * A frame is judged by what stands in the log before it, so that every client, whenever it reads the log, reaches the same verdict. One
 * thing more is held against it by who can know: that the signing device was revoked before the server accepted the frame. An honest
 * server never accepts such a one, so clients differ about it only under a server that lies.
 */
import {
  applyPolicyChange,
  equalBytes,
  LABEL,
  LIMIT,
  PolicyBody,
  policyFrameHash,
  roomIdOf,
  startPolicy,
  type AccountId,
  type Bytes,
  type Policy,
  type PolicyRefusal,
  type PolicyVerdict,
  type RoomId,
} from '@alcove/protocol';
import { revokedBefore, type Trust } from '../group/leaf-check.ts';
import type { DeviceIdentity } from '../identity/device-cert.ts';
import { sha256 } from '../primitives.ts';
import { readSignedFrame, signFrame, type SignedKind, type SignedRead } from './signed-frame.ts';

export type PolicyOutcome =
  | { readonly ok: true; readonly policy: Policy; readonly signer: AccountId; readonly body: PolicyBody }
  | {
      readonly ok: false;
      readonly code: PolicyRefusal | 'policy-malformed' | 'policy-signature' | 'policy-cert' | 'policy-signer-revoked';
    };

const POLICY: SignedKind<PolicyBody> = { label: LABEL.policy, schema: PolicyBody, maxBytes: LIMIT.policyBytes };

export function signPolicy(identity: DeviceIdentity, body: PolicyBody): Bytes {
  return signFrame(POLICY, identity, body);
}

/** The first frame. `room` null: the room is new and its id is computed. */
export function judgeGenesis(server: string, room: RoomId | null, frame: Uint8Array): PolicyOutcome {
  const read = readFrame(server, frame);
  if (!read.ok) return read;
  const { body, cert } = read;
  if (body.type !== 'genesis') return { ok: false, code: 'policy-genesis-shape' };
  if (cert.account !== body.creator.account) return { ok: false, code: 'policy-signer-not-member' };
  if (!equalBytes(cert.aik, body.creator.aik)) return { ok: false, code: 'policy-cert' };
  const id = roomIdOf(sha256, body);
  if (room !== null && room !== id) return { ok: false, code: 'policy-wrong-room' };
  return outcome(startPolicy(id, body, cert, policyFrameHash(sha256, frame)), read);
}

/** A later frame, under the policy in force just before it. `known`: the device lists, when it is judged as it comes in the log. */
export function judgeChange(
  server: string,
  policy: Policy,
  frame: Uint8Array,
  known?: Pick<Trust, 'lists' | 'learnedAfter'>,
): PolicyOutcome {
  const read = readFrame(server, frame);
  if (!read.ok) return read;
  const { body, cert } = read;
  if (body.type !== 'change') return { ok: false, code: 'policy-out-of-order' };
  const aik = policy.members.get(cert.account);
  if (aik === undefined) return { ok: false, code: 'policy-signer-not-member' };
  if (!equalBytes(cert.aik, aik)) return { ok: false, code: 'policy-cert' };
  if (known !== undefined && revokedBefore(known, cert)) return { ok: false, code: 'policy-signer-revoked' };
  return outcome(applyPolicyChange(policy, body, cert, policyFrameHash(sha256, frame)), read);
}

type FrameRead = Extract<SignedRead<PolicyBody>, { ok: true }>;

function readFrame(
  server: string,
  bytes: Uint8Array,
): FrameRead | { readonly ok: false; readonly code: 'policy-malformed' | 'policy-cert' | 'policy-signature' } {
  const read = readSignedFrame(POLICY, server, bytes);
  return read.ok ? read : { ok: false, code: `policy-${read.why}` };
}

function outcome(verdict: PolicyVerdict, read: FrameRead): PolicyOutcome {
  return verdict.ok
    ? { ok: true, policy: verdict.policy, signer: read.cert.account, body: read.body }
    : { ok: false, code: verdict.why };
}
