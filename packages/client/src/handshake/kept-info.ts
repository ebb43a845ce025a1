/**
 * The GroupInfo that the server keeps sealed for a room's devices, and beside it the hash of the commit that made its epoch: whoever opens it
 * knows that somebody with the room's keys made that very commit (repair/vouch.ts).
 */
import { openGroupInfo, sealGroupInfo, sha256 } from '@alcove/crypto';
import { bytesSchema, decodeCbor, encodeCbor, type Bytes, type RoomId } from '@alcove/protocol';
import { z } from 'zod';

const Kept = z.strictObject({
  v: z.literal(1),
  info: bytesSchema,
  /** SHA-256 of the commit's bytes; null: whoever put it there again no longer knew. */
  commit: bytesSchema.nullable(),
});
export type KeptInfo = Pick<z.infer<typeof Kept>, 'info' | 'commit'>;

export function sealInfo(key: Uint8Array, room: RoomId, epoch: number, { info, commit }: KeptInfo): Bytes {
  return sealGroupInfo(key, room, epoch, encodeCbor({ v: 1, info, commit } satisfies z.input<typeof Kept>));
}

export const hashOfCommit = (commit: Uint8Array): Bytes => sha256(commit);

/** Throws CryptoError `sealed-damaged` or MalformedError. */
export function openInfo(key: Uint8Array, room: RoomId, epoch: number, sealed: Uint8Array): KeptInfo {
  return decodeCbor(Kept, openGroupInfo(key, room, epoch, sealed), 'kept group info');
}
