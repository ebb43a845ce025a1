/**
 * One entry of a room's log, and the hash chain over it.
 *
 * `core` is the canonical CBOR of everything the room agrees on about an entry except its place; its bytes are what the server
 * stores, hashes and fans out, untouched. `head_n = H(label ‖ head_{n-1} ‖ n ‖ H(core_n))`, `head_0` is 32 zero bytes.
 */
import { z } from 'zod';
import { bytesSchema, concatBytes, utf8, type Bytes } from './bytes.ts';
import { decodeCbor, encodeCbor } from './cbor.ts';
import { AccountId, DeviceId, FrameId } from './ids.ts';
import { LABEL } from './labels.ts';
import { LIMIT } from './limits.ts';

export const EntryKind = z.enum(['policy', 'commit', 'application', 'verdict']);
export type EntryKind = z.infer<typeof EntryKind>;

export const LogCore = z.strictObject({
  v: z.literal(1),
  kind: EntryKind,
  /** The MLS epoch the body was sealed in; for a policy frame, the room's epoch when it was accepted. */
  epoch: z.int().nonnegative(),
  account: AccountId,
  device: DeviceId,
  id: FrameId,
  /** Server time of acceptance, ms since 1970; part of the hash, so all clients judge expiry by the same clock. */
  at: z.int().nonnegative(),
  /** An MLS message, or a signed policy frame. */
  body: bytesSchema.refine((b) => b.length <= LIMIT.frameBytes),
});
export type LogCore = z.infer<typeof LogCore>;

/** An entry at its place. */
export interface LogEntry {
  readonly seq: number;
  readonly core: Bytes;
  /** By which the server knows it again. */
  readonly receipt?: Bytes | undefined;
}

export function encodeLogCore(core: LogCore): Bytes {
  return encodeCbor(core);
}

export function decodeLogCore(bytes: Uint8Array): LogCore {
  return decodeCbor(LogCore, bytes, 'log entry');
}

export type Sha256 = (bytes: Uint8Array) => Bytes;

export const EMPTY_HEAD: Bytes = new Uint8Array(32);

/** The head after entry `seq`, given the head before it. `sha256` is the platform's. */
export function nextHead(sha256: Sha256, head: Uint8Array, seq: number, core: Uint8Array): Bytes {
  const place = new Uint8Array(8);
  new DataView(place.buffer).setBigUint64(0, BigInt(seq));
  return sha256(concatBytes(utf8(LABEL.roomHead), head, place, sha256(core)));
}
