/** The signature under what a member says about a commit (checks K46, K47). What follows from it is protocol's settlement.ts. */
import {
  equalBytes,
  isOfRoom,
  LABEL,
  LIMIT,
  VerdictBody,
  type AccountId,
  type Bytes,
  type Policy,
} from '@alcove/protocol';
import type { DeviceIdentity } from '../identity/device-cert.ts';
import { readSignedFrame, signFrame, type SignedKind } from './signed-frame.ts';

const VERDICT: SignedKind<VerdictBody> = { label: LABEL.verdict, schema: VerdictBody, maxBytes: LIMIT.verdictBytes };

export type VerdictOutcome =
  | { readonly ok: true; readonly body: VerdictBody; readonly signer: AccountId }
  | {
      readonly ok: false;
      readonly code: 'verdict-malformed' | 'verdict-cert' | 'verdict-signature' | 'verdict-wrong-room';
    };

export function signVerdict(identity: DeviceIdentity, body: VerdictBody): Bytes {
  return signFrame(VERDICT, identity, body);
}

/** Whether a device of a member said this, about this room. */
export function judgeVerdict(server: string, policy: Policy, frame: Uint8Array): VerdictOutcome {
  const read = readSignedFrame(VERDICT, server, frame);
  if (!read.ok) return { ok: false, code: `verdict-${read.why}` };
  const { body, cert } = read;
  if (body.room !== policy.room) return { ok: false, code: 'verdict-wrong-room' };
  const aik = policy.members.get(cert.account);
  if (aik === undefined || !equalBytes(cert.aik, aik) || !isOfRoom(policy, cert))
    return { ok: false, code: 'verdict-cert' };
  return { ok: true, body, signer: cert.account };
}
