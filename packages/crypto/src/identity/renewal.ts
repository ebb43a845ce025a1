/**
 * A certificate that follows another: made by the device when the old one has served long enough, and judged where a leaf carries another one
 * than before (docs/checks.md: K64, K65). The two are about one device and its same keys, and the later one stands: an old one, shown again,
 * would end before the new one and take the device out with it.
 */
import { DeviceCert, decodeSigned, equalBytes, type Bytes } from '@alcove/protocol';
import { CryptoError } from '../error.ts';
import type { KeyPair } from '../primitives.ts';
import { livingFrom, signCert } from './device-cert.ts';

/** Whoever is away for three months from then on still comes back in time. */
const RENEW_AFTER_DAYS = 300;

/** For 400 days more. Throws MalformedError where `cert` is none. */
export function renewDeviceCert(aik: KeyPair, cert: Bytes, nowSeconds: number): Bytes {
  const before = read(cert);
  if (!equalBytes(before.aik, aik.public)) throw new CryptoError('renewal-of-another');
  return signCert(aik, { ...before, ...livingFrom(nowSeconds) });
}

/** Throws MalformedError where `cert` is none. */
export function isRenewalDue(cert: Bytes, nowSeconds: number): boolean {
  return nowSeconds >= read(cert).notBefore + RENEW_AFTER_DAYS * 86_400;
}

/** All but the time is as it was. */
export function isSameDevice(before: DeviceCert, after: DeviceCert): boolean {
  return (
    equalBytes(before.deviceKey, after.deviceKey) &&
    equalBytes(before.aik, after.aik) &&
    before.server === after.server &&
    before.account === after.account &&
    before.device === after.device &&
    before.kind === after.kind &&
    before.listSeq === after.listSeq
  );
}

const read = (cert: Bytes): DeviceCert => decodeSigned(DeviceCert, cert, 'device certificate').value;
