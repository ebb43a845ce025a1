/**
 * A room's manifest: which segments there are, in the order of the log. It is sealed under the newest archive key and bound to
 * account, room and version; that no manifest is left out, old or somebody else's is what the root says (root.ts).
 */
import {
  bytesSchema,
  concatBytes,
  decodeCbor,
  DeviceId,
  encodeCbor,
  LABEL,
  MalformedError,
  utf8,
  type AccountId,
  type Bytes,
  type RoomId,
} from '@alcove/protocol';
import { z } from 'zod';
import { CryptoError } from '../error.ts';
import { deriveKey, openBytes, sealBytes, sha256 } from '../primitives.ts';
import type { ArchiveKey } from './keys.ts';

const bytes32 = bytesSchema.refine((b) => b.length === 32);
const place = z.int().positive();

const SegmentNote = z.strictObject({
  number: place,
  /** The archive key's epoch. */
  epoch: place,
  previous: bytes32,
  first: place,
  last: place,
  writer: DeviceId,
  /** Of the sealed bytes. */
  hash: bytes32,
  /** Of the plaintext, before padding. */
  size: z.int().nonnegative(),
  /** When its last event was said, ms: new devices read the newest first. */
  at: z.int().nonnegative(),
});
export type SegmentNote = z.infer<typeof SegmentNote>;

const Manifest = z
  .strictObject({
    v: z.literal(1),
    /** The highest number any segment of the room ever had. */
    numbered: z.int().nonnegative(),
    segments: z.array(SegmentNote).max(8_192),
    /** What the client says of the room; its own format. */
    about: bytesSchema,
  })
  .refine(({ numbered, segments }) => isOrdered(segments) && segments.every(({ number }) => number <= numbered));
export interface Manifest {
  readonly numbered: number;
  readonly segments: readonly SegmentNote[];
  readonly about: Bytes;
}

export interface ManifestPlace {
  readonly account: AccountId;
  readonly room: RoomId;
  readonly version: number;
}

/** Throws CryptoError `too-large` for a manifest no reader would take. */
export function sealManifest({ epoch, key }: ArchiveKey, at: ManifestPlace, manifest: Manifest): Bytes {
  const parsed = Manifest.safeParse({ v: 1, ...manifest });
  if (!parsed.success) throw new CryptoError('too-large');
  return sealBytes(deriveKey(key, LABEL.archiveManifest), encodeCbor(parsed.data), contextOf(epoch, at));
}

/** Null: not sealed under this key for this place, or not a manifest. */
export function openManifest({ epoch, key }: ArchiveKey, at: ManifestPlace, sealed: Uint8Array): Manifest | null {
  try {
    const plain = openBytes(deriveKey(key, LABEL.archiveManifest), sealed, contextOf(epoch, at));
    const { numbered, segments, about } = decodeCbor(Manifest, plain, 'archive manifest');
    return { numbered, segments, about };
  } catch (error) {
    if (error instanceof CryptoError || error instanceof MalformedError) return null;
    throw error;
  }
}

export function manifestHash(sealed: Uint8Array): Bytes {
  return sha256(concatBytes(utf8(LABEL.archiveManifestHash), sealed));
}

/** No stretch twice, none out of place, no number twice. */
function isOrdered(segments: readonly SegmentNote[]): boolean {
  const numbers = new Set(segments.map(({ number }) => number));
  const inOrder = segments.every(({ first, last }, at) => first <= last && first > (segments[at - 1]?.last ?? 0));
  return inOrder && numbers.size === segments.length;
}

function contextOf(epoch: number, { account, room, version }: ManifestPlace): Bytes {
  return encodeCbor([LABEL.archiveManifest, account, epoch, room, version]);
}
