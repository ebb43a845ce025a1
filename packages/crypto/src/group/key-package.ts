/**
 * Key packages: what lets others add a device while it is away (RFC 9420 §10), and the checks on those of others (K07).
 *
 * The private half holds the two HPKE keys and not the device key, which lives in one place only. A last-resort package, handed out
 * again and again when the others are used up, is marked by the extension of that name (draft-ietf-mls-extensions).
 */
import { generateKeyPackageWithKey, type CiphersuiteImpl, type PrivateKeyPackage } from 'ts-mls';
import { makeKeyPackageRef, type KeyPackage } from 'ts-mls/keyPackage.js';
import { z } from 'zod';
import {
  bytesSchema,
  decodeCbor,
  encodeCbor,
  equalBytes,
  LIMIT,
  toBase64url,
  type Bytes,
  type Suite,
} from '@alcove/protocol';
import { CLOCK_TOLERANCE_SECONDS, type DeviceIdentity } from '../identity/device-cert.ts';
import { KEY_PACKAGE_MAX_DAYS } from './engine/config.ts';
import { suiteOf } from './engine/suite.ts';
import { decodeMessageOf, encodeMessage } from './engine/wire.ts';
import { judgeLeafShape } from './leaf-check.ts';
import { refuse, type Refused } from './outcome.ts';

const LIFETIME_DAYS = 30;
const LAST_RESORT_EXTENSION = 0x000a;

export interface KeyPackageMade {
  /** base64url of the MLS KeyPackageRef. */
  readonly ref: string;
  readonly public: Bytes;
  readonly private: Bytes;
  /** Seconds since 1970. */
  readonly notAfter: number;
  readonly lastResort: boolean;
}

const PrivateHalf = z.strictObject({ v: z.literal(1), init: bytesSchema, leaf: bytesSchema });

export async function makeKeyPackage(
  identity: DeviceIdentity,
  suite: Suite,
  nowSeconds: number,
  lastResort: boolean,
): Promise<KeyPackageMade> {
  const engine = await suiteOf(suite);
  const made = await generate(identity, engine, nowSeconds, lastResort);
  return {
    ref: toBase64url(await makeKeyPackageRef(made.publicPackage, engine.hash)),
    public: encodeMessage({ version: 'mls10', wireformat: 'mls_key_package', keyPackage: made.publicPackage }),
    private: encodeCbor({ v: 1, init: made.privatePackage.initPrivateKey, leaf: made.privatePackage.hpkePrivateKey }),
    notAfter: lifetime(nowSeconds).notAfter,
    lastResort,
  };
}

/** Both halves in the library's form, for a leaf that goes into a tree at once. */
export function generate(
  identity: DeviceIdentity,
  engine: CiphersuiteImpl,
  nowSeconds: number,
  lastResort: boolean,
): Promise<{ publicPackage: KeyPackage; privatePackage: PrivateKeyPackage }> {
  const { notBefore, notAfter } = lifetime(nowSeconds);
  return generateKeyPackageWithKey(
    { credentialType: 'basic', identity: identity.cert },
    { versions: ['mls10'], ciphersuites: [engine.name], extensions: [], proposals: [], credentials: ['basic'] },
    { notBefore: BigInt(notBefore), notAfter: BigInt(notAfter) },
    lastResort ? [{ extensionType: LAST_RESORT_EXTENSION, extensionData: new Uint8Array(0) }] : [],
    { signKey: identity.key.secret, publicKey: identity.key.public },
    engine,
  );
}

/** Undefined when the bytes are not one key package. */
export function decodeKeyPackage(bytes: Uint8Array): KeyPackage | undefined {
  return decodeMessageOf('mls_key_package', bytes, LIMIT.keyPackageBytes)?.keyPackage;
}

/** Throws MalformedError. */
export function decodePrivateHalf(identity: DeviceIdentity, bytes: Uint8Array): PrivateKeyPackage {
  const { init, leaf } = decodeCbor(PrivateHalf, bytes, 'key package');
  return { initPrivateKey: init, hpkePrivateKey: leaf, signaturePrivateKey: identity.key.secret };
}

/** Whether it says of itself that it is handed out again and again. */
export function isLastResort(keyPackage: KeyPackage): boolean {
  return keyPackage.extensions.some(({ extensionType }) => extensionType === LAST_RESORT_EXTENSION);
}

/** K07. The leaf's certificate is judged by leaf-check.ts, the signatures by the library. */
export function judgeKeyPackage(keyPackage: KeyPackage, suite: Suite, nowMs: number): Refused | undefined {
  const { leafNode } = keyPackage;
  if (keyPackage.version !== 'mls10' || keyPackage.cipherSuite !== suite) return refuse('key-package-suite');
  // Whoever learns the init key, which a Welcome uses up, would hold the leaf's as well (RFC 9420 §10.1).
  if (equalBytes(keyPackage.initKey, leafNode.hpkePublicKey)) return refuse('key-reused');
  if (!keyPackage.extensions.every((e) => e.extensionType === LAST_RESORT_EXTENSION))
    return refuse('leaf-capabilities');
  const now = BigInt(Math.floor(nowMs / 1_000));
  const tolerance = BigInt(CLOCK_TOLERANCE_SECONDS);
  const { notBefore, notAfter } = leafNode.lifetime;
  const inTime = notBefore <= now + tolerance && notAfter + tolerance >= now && notAfter > notBefore;
  const short = notAfter - notBefore <= BigInt(KEY_PACKAGE_MAX_DAYS * 86_400);
  if (!inTime || !short) return refuse('key-package-lifetime');
  return judgeLeafShape(leafNode, suite);
}

/** Starts a day early: a member whose clock is a day behind can still add this device. */
function lifetime(nowSeconds: number): { notBefore: number; notAfter: number } {
  return {
    notBefore: Math.max(0, nowSeconds - CLOCK_TOLERANCE_SECONDS),
    notAfter: nowSeconds + LIFETIME_DAYS * 86_400,
  };
}
