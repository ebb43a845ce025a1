/**
 * One segment of a room's archive: a stretch of its log as one of the account's devices opened it. Sealed under a key of its own,
 * bound to everything that says where it belongs: another account, room, archive epoch, number, stretch, neighbour or writer, and
 * it does not open. Padded to a few sizes and never compressed, so that its length says little about what is in it.
 */
import {
  concatBytes,
  encodeCbor,
  LABEL,
  LIMIT,
  utf8,
  type AccountId,
  type Bytes,
  type DeviceId,
  type RoomId,
} from '@alcove/protocol';
import { CryptoError } from '../error.ts';
import { deriveKey, openBytes, sealBytes, sha256 } from '../primitives.ts';
import type { ArchiveKey } from './keys.ts';

/** Where a segment belongs. */
export interface SegmentPlace {
  readonly account: AccountId;
  readonly room: RoomId;
  /** Never used twice in a room: a segment that is rewritten gets a new one. */
  readonly number: number;
  /** The hash of the sealed segment before it when it was written; zeros for the first. */
  readonly previous: Bytes;
  /** The stretch of the log it covers, both ends included. */
  readonly first: number;
  readonly last: number;
  readonly writer: DeviceId;
}

const KIB = 1_024;
const SIZES = [4 * KIB, 16 * KIB, 64 * KIB, 256 * KIB] as const;
const STEP = 1_024 * KIB;
const LENGTH_BYTES = 4;

/** What a plaintext of this length is padded to. */
export function paddedSize(length: number): number {
  const whole = length + LENGTH_BYTES;
  return SIZES.find((size) => whole <= size) ?? Math.ceil(whole / STEP) * STEP;
}

/** Throws CryptoError `too-large`. */
export function sealSegment({ epoch, key }: ArchiveKey, place: SegmentPlace, plain: Uint8Array): Bytes {
  const size = paddedSize(plain.length);
  if (size > LIMIT.archiveSegmentBytes) throw new CryptoError('too-large');
  const padded = new Uint8Array(size);
  new DataView(padded.buffer).setUint32(0, plain.length);
  padded.set(plain, LENGTH_BYTES);
  return sealBytes(keyOf(key, place), padded, contextOf(epoch, place));
}

/** Throws CryptoError `sealed-damaged`: not sealed under this key for this place. */
export function openSegment({ epoch, key }: ArchiveKey, place: SegmentPlace, sealed: Uint8Array): Bytes {
  const padded = openBytes(keyOf(key, place), sealed, contextOf(epoch, place));
  const length = padded.length < LENGTH_BYTES ? Infinity : new DataView(padded.buffer, padded.byteOffset).getUint32(0);
  if (length > padded.length - LENGTH_BYTES) throw new CryptoError('sealed-damaged');
  return padded.subarray(LENGTH_BYTES, LENGTH_BYTES + length);
}

/** What a manifest names a segment by. */
export function segmentHash(sealed: Uint8Array): Bytes {
  return sha256(concatBytes(utf8(LABEL.archiveSegmentHash), sealed));
}

function keyOf(key: Uint8Array, { room, number }: SegmentPlace): Bytes {
  return deriveKey(key, LABEL.archiveSegment, encodeCbor([room, number]));
}

function contextOf(epoch: number, { account, room, number, previous, first, last, writer }: SegmentPlace): Bytes {
  return encodeCbor([LABEL.archiveSegment, account, epoch, room, number, previous, first, last, writer]);
}
