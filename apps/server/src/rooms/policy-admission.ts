/**
 * Reads a signed policy frame and checks what it can prove alone: shape, certificate, signature, server. Whether the policy in force
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
  type AccountId,
  type Bytes,
  type DeviceId,
  type RoomId,
} from '@alcove/protocol';
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

/** As wide as the clients' own tolerance: a clock a day off locks nobody out. */
const CLOCK_TOLERANCE_SECONDS = 86_400;

export type PolicyReader = (
  bytes: Bytes,
  signer: { readonly account: AccountId; readonly device: DeviceId },
) => Outcome<SignedPolicy>;

export function policyReader(serverId: string, now: () => number): PolicyReader {
  return (bytes, signer) => {
    if (bytes.length > LIMIT.policyBytes) return refuse('too-large', 'policy frame');
    const read = decode(bytes);
    if (read === undefined) return refuse('malformed', 'policy frame');
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
    if (!verifySigned(LABEL.policy, value.deviceKey, frame.body, frame.sig)) {
      return refuse('invalid-signature', 'policy signature');
    }
    const room = body.type === 'genesis' ? roomIdOf(sha256, body) : body.room;
    return done({ body, bytes, hash: policyFrameHash(sha256, bytes), signerAik: value.aik, room });
  };
}

function decode(bytes: Bytes) {
  try {
    const frame = decodeCbor(PolicyFrame, bytes, 'policy frame');
    const body = decodeCbor(PolicyBody, frame.body, 'policy body');
    const cert = decodeSigned(DeviceCert, frame.cert, 'device certificate');
    return { frame, body, cert };
  } catch (error) {
    if (error instanceof MalformedError) return undefined;
    throw error;
  }
}
