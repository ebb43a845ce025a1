/**
 * Reads a signed frame (a policy, a verdict) and checks what it can prove alone: shape, certificate, signature, server. Whether the policy in force
 * allows it is judged at its place in the log (log/accept-frame.ts). Clients check all of it again.
 */
import {
  decodeCbor,
  decodeSigned,
  DeviceCert,
  LABEL,
  LIMIT,
  MalformedError,
  PolicyBody,
  PolicyFrame,
  policyFrameHash,
  roomIdOf,
  VerdictBody,
  type AccountId,
  type Bytes,
  type DeviceId,
  type Label,
  type RoomId,
} from '@alcove/protocol';
import type { z } from 'zod';
import { done, refuse, type Outcome } from '../outcome.ts';
import { sha256, verifySigned } from '../signature.ts';

/** A frame whose signature holds under the identity key that its certificate names. */
export interface SignedPolicy {
  readonly body: PolicyBody;
  readonly bytes: Bytes;
  readonly hash: Bytes;
  readonly signerAik: Bytes;
  /** The room it is about; for a genesis, the one it makes. */
  readonly room: RoomId;
}

/** What a device says about a commit; whether it counts is judged at its place in the log. */
export interface SignedVerdict {
  readonly body: VerdictBody;
  readonly signerAik: Bytes;
}

/** As wide as the clients' own tolerance: a clock a day off locks nobody out. */
const CLOCK_TOLERANCE_SECONDS = 86_400;

interface Signer {
  readonly account: AccountId;
  readonly device: DeviceId;
}
export type PolicyReader = (bytes: Bytes, signer: Signer) => Outcome<SignedPolicy>;
export type VerdictReader = (bytes: Bytes, signer: Signer) => Outcome<SignedVerdict>;

interface Kind<T> {
  readonly what: string;
  readonly label: Label;
  readonly schema: z.ZodType<T>;
  readonly maxBytes: number;
}
const POLICY: Kind<PolicyBody> = {
  what: 'policy frame',
  label: LABEL.policy,
  schema: PolicyBody,
  maxBytes: LIMIT.policyBytes,
};
const VERDICT: Kind<VerdictBody> = {
  what: 'verdict',
  label: LABEL.verdict,
  schema: VerdictBody,
  maxBytes: LIMIT.verdictBytes,
};

function policyReader(serverId: string, now: () => number): PolicyReader {
  const read = signedReader(serverId, now, POLICY);
  return (bytes, signer) => {
    const frame = read(bytes, signer);
    if (!frame.ok) return frame;
    const { body, signerAik } = frame.value;
    const room = body.type === 'genesis' ? roomIdOf(sha256, body) : body.room;
    return done({ body, bytes, hash: policyFrameHash(sha256, bytes), signerAik, room });
  };
}

function verdictReader(serverId: string, now: () => number): VerdictReader {
  return signedReader(serverId, now, VERDICT);
}

export function signedReaders(serverId: string, now: () => number) {
  return { readPolicy: policyReader(serverId, now), readVerdict: verdictReader(serverId, now) };
}

function signedReader<T>(
  serverId: string,
  now: () => number,
  kind: Kind<T>,
): (bytes: Bytes, signer: Signer) => Outcome<{ readonly body: T; readonly signerAik: Bytes }> {
  return (bytes, signer) => {
    if (bytes.length > kind.maxBytes) return refuse('too-large', kind.what);
    const read = decode(kind, bytes);
    if (read === undefined) return refuse('malformed', kind.what);
    const { frame, body, cert } = read;
    const value = cert.value;
    if (value.server !== serverId) return refuse('invalid-signature', 'certificate of another server');
    if (value.account !== signer.account || value.device !== signer.device) {
      return refuse('invalid-signature', 'certificate of another device');
    }
    const nowSeconds = now() / 1000;
    if (
      nowSeconds < value.notBefore - CLOCK_TOLERANCE_SECONDS ||
      nowSeconds > value.notAfter + CLOCK_TOLERANCE_SECONDS
    ) {
      return refuse('invalid-signature', 'certificate not valid now');
    }
    if (!verifySigned(LABEL.deviceCert, value.aik, cert.body, cert.sig)) {
      return refuse('invalid-signature', 'certificate signature');
    }
    if (!verifySigned(kind.label, value.deviceKey, frame.body, frame.sig)) {
      return refuse('invalid-signature', `signature of the ${kind.what}`);
    }
    return done({ body, signerAik: value.aik });
  };
}

/** One that stood in the log: it was verified when it came. Throws MalformedError. */
export function decodePolicy(bytes: Bytes): Omit<SignedPolicy, 'signerAik'> {
  const { body: signed } = decodeCbor(PolicyFrame, bytes, POLICY.what);
  const body = decodeCbor(PolicyBody, signed, POLICY.what);
  const room = body.type === 'genesis' ? roomIdOf(sha256, body) : body.room;
  return { body, bytes, hash: policyFrameHash(sha256, bytes), room };
}

/** As decodePolicy. */
export function decodeVerdict(bytes: Bytes): VerdictBody {
  return decodeCbor(VerdictBody, decodeCbor(PolicyFrame, bytes, VERDICT.what).body, VERDICT.what);
}

function decode<T>({ what, schema }: Kind<T>, bytes: Bytes) {
  try {
    const frame = decodeCbor(PolicyFrame, bytes, what);
    const body = decodeCbor(schema, frame.body, what);
    const cert = decodeSigned(DeviceCert, frame.cert, 'device certificate');
    return { frame, body, cert };
  } catch (error) {
    if (error instanceof MalformedError) return undefined;
    throw error;
  }
}
