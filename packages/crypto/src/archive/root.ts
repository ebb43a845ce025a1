/**
 * The root of an account's archive: one signed statement about all manifests at once. Whoever leaves one out, hands out an older
 * one, or puts one room's in another's place tells a set that the root does not fit. Its signature is the writing device's, with
 * the certificate that makes it one of the account's. Each write replaces the root, so all rooms' versions move under one number.
 */
import {
  bytesSchema,
  concatBytes,
  decodeCbor,
  decodeSigned,
  DeviceId,
  encodeCbor,
  encodeSigned,
  equalBytes,
  LABEL,
  MalformedError,
  utf8,
  type AccountId,
  type Bytes,
  type RoomId,
} from '@alcove/protocol';
import { z } from 'zod';
import { CryptoError } from '../error.ts';
import { verifyDeviceCert, type DeviceIdentity } from '../identity/device-cert.ts';
import { deriveKey, openBytes, sealBytes, sha256, sign, verify } from '../primitives.ts';
import type { ArchiveKey } from './keys.ts';
import { manifestHash } from './manifest.ts';

const RootBody = z.strictObject({
  v: z.literal(1),
  version: z.int().positive(),
  epoch: z.int().positive(),
  writer: DeviceId,
  cert: bytesSchema,
  rooms: z.int().nonnegative(),
  hash: bytesSchema.refine((b) => b.length === 32),
});
const Sealed = z.strictObject({ signed: bytesSchema });

/** One room as the root sees it. */
export interface Leaf {
  readonly room: RoomId;
  readonly version: number;
  /** The sealed manifest. */
  readonly sealed: Uint8Array;
}

/** Over every manifest, in the order of the room ids. */
export function rootHash(leaves: Iterable<Leaf>): Bytes {
  const sorted = [...leaves].toSorted((a, b) => (a.room < b.room ? -1 : 1));
  const parts = sorted.map(({ room, version, sealed }) => [room, version, manifestHash(sealed)]);
  return sha256(concatBytes(utf8(LABEL.archiveRootHash), encodeCbor(parts)));
}

export interface RootPlace {
  readonly account: AccountId;
  readonly version: number;
}

export function sealRoot(
  { epoch, key }: ArchiveKey,
  identity: DeviceIdentity,
  at: RootPlace,
  { rooms, hash }: { readonly rooms: number; readonly hash: Bytes },
): Bytes {
  const { device, cert } = identity;
  const body = encodeCbor({ v: 1, version: at.version, epoch, writer: device, cert, rooms, hash } satisfies z.input<
    typeof RootBody
  >);
  const signed = encodeSigned(body, sign(LABEL.archiveRoot, identity.key.secret, body));
  return sealBytes(deriveKey(key, LABEL.archiveRoot), encodeCbor({ signed }), contextOf(epoch, at));
}

export type RootOutcome =
  | { readonly ok: true; readonly writer: DeviceId; readonly rooms: number; readonly hash: Bytes }
  | { readonly ok: false; readonly code: 'archive-root-damaged' | 'archive-root-forged' };

/** What a root says, once it is known to be this account's: sealed under its key, signed by a device its identity key certified. */
export function openRoot(
  archiveKey: ArchiveKey,
  at: RootPlace,
  trust: { readonly server: string; readonly aik: Uint8Array },
  sealed: Uint8Array,
): RootOutcome {
  try {
    const { epoch, key } = archiveKey;
    const plain = openBytes(deriveKey(key, LABEL.archiveRoot), sealed, contextOf(epoch, at));
    const { signed } = decodeCbor(Sealed, plain, 'archive root');
    const { value, body, sig } = decodeSigned(RootBody, signed, 'archive root');
    if (value.version !== at.version || value.epoch !== epoch) return { ok: false, code: 'archive-root-damaged' };
    const verdict = verifyDeviceCert(trust.server, value.cert);
    if (!verdict.ok || !equalBytes(verdict.cert.aik, trust.aik)) return { ok: false, code: 'archive-root-forged' };
    const { account, device, deviceKey } = verdict.cert;
    const isOwn = account === at.account && device === value.writer;
    if (!isOwn || !verify(LABEL.archiveRoot, deviceKey, body, sig)) return { ok: false, code: 'archive-root-forged' };
    return { ok: true, writer: value.writer, rooms: value.rooms, hash: value.hash };
  } catch (error) {
    if (error instanceof CryptoError || error instanceof MalformedError)
      return { ok: false, code: 'archive-root-damaged' };
    throw error;
  }
}

function contextOf(epoch: number, { account, version }: RootPlace): Bytes {
  return encodeCbor([LABEL.archiveRoot, account, epoch, version]);
}
