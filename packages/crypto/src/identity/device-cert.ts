/**
 * Device certificates: the account identity key (AIK) vouches for one device key (DK). The signed bytes are the identity in the
 * device's MLS credential, and stand beside every policy frame.
 *
 * Owns issuing, and the checks that need nothing but the certificate. Whether the device is still in the account's list, and
 * whether the account belongs in the room, is judged in group/leaf-check.ts. Source: docs/protocol.md, accounts and devices.
 */
import {
  DeviceCert,
  decodeSigned,
  encodeCbor,
  encodeSigned,
  equalBytes,
  LABEL,
  MalformedError,
  utf8,
  type AccountId,
  type Bytes,
  type DeviceId,
  type DeviceKind,
} from '@alcove/protocol';
import { isSoundPublicKey, sign, verify, type KeyPair } from '../primitives.ts';

export const CERT_DAYS = 400;
/** Clocks that are up to a day wrong, on either side, do not lock anybody out. */
export const CLOCK_TOLERANCE_SECONDS = 86_400;
/** A certificate is about 330 bytes; anything far beyond is not one. */
const CERT_MAX_BYTES = 1_024;

export interface DeviceIdentity {
  readonly account: AccountId;
  readonly device: DeviceId;
  readonly kind: DeviceKind;
  readonly key: KeyPair;
  /** Signed DeviceCert bytes. */
  readonly cert: Bytes;
}

export interface CertFields {
  readonly server: string;
  readonly account: AccountId;
  readonly device: DeviceId;
  readonly deviceKey: Bytes;
  readonly kind: DeviceKind;
  readonly listSeq: number;
  readonly nowSeconds: number;
}

/** Valid from an hour ago (for clocks that run behind) for 400 days. */
export function issueDeviceCert(aik: KeyPair, fields: CertFields): Bytes {
  const { nowSeconds, ...rest } = fields;
  return signCert(aik, { v: 1, ...rest, aik: aik.public, ...livingFrom(nowSeconds) });
}

/** From an hour ago on. */
export function livingFrom(nowSeconds: number): Pick<DeviceCert, 'notBefore' | 'notAfter'> {
  return { notBefore: Math.max(0, nowSeconds - 3_600), notAfter: nowSeconds + CERT_DAYS * 86_400 };
}

export function signCert(aik: KeyPair, cert: DeviceCert): Bytes {
  const body = encodeCbor(DeviceCert.parse(cert));
  return encodeSigned(body, sign(LABEL.deviceCert, aik.secret, body));
}

export type CertVerdict =
  | { readonly ok: true; readonly cert: DeviceCert }
  | {
      readonly ok: false;
      readonly code: 'cert-malformed' | 'cert-signature' | 'cert-key' | 'cert-server' | 'cert-lifetime';
    };

/**
 * Decodes and verifies under the AIK the certificate itself names: the caller compares that AIK with the one it trusts. Time is
 * judged separately, because a policy frame keeps meaning what it meant when it was accepted.
 */
export function verifyDeviceCert(server: string, bytes: Uint8Array): CertVerdict {
  if (bytes.length > CERT_MAX_BYTES) return { ok: false, code: 'cert-malformed' };
  let parts;
  try {
    parts = decodeSigned(DeviceCert, bytes, 'device certificate');
  } catch (error) {
    if (error instanceof MalformedError) return { ok: false, code: 'cert-malformed' };
    throw error;
  }
  const cert = parts.value;
  if (!verify(LABEL.deviceCert, cert.aik, parts.body, parts.sig)) return { ok: false, code: 'cert-signature' };
  if (!isSoundPublicKey(cert.deviceKey) || equalBytes(cert.deviceKey, cert.aik)) return { ok: false, code: 'cert-key' };
  if (cert.server !== server) return { ok: false, code: 'cert-server' };
  if (cert.notAfter <= cert.notBefore || cert.notAfter - cert.notBefore > (CERT_DAYS + 1) * 86_400) {
    return { ok: false, code: 'cert-lifetime' };
  }
  return { ok: true, cert };
}

export function certValidAt(cert: DeviceCert, nowSeconds: number): boolean {
  return (
    nowSeconds >= cert.notBefore - CLOCK_TOLERANCE_SECONDS && nowSeconds <= cert.notAfter + CLOCK_TOLERANCE_SECONDS
  );
}

/** Answers a login challenge: this session is this device. */
export function proveDevice(identity: DeviceIdentity, loginId: string): Bytes {
  return sign(LABEL.deviceProof, identity.key.secret, utf8(loginId));
}

/** Asks why this device's sessions ended. */
export function proveRemovedDevice(identity: DeviceIdentity): Bytes {
  return sign(LABEL.deviceRemoval, identity.key.secret, utf8(identity.device));
}
