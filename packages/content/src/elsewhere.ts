/**
 * How far the sender has seen the log of another room, in which everybody here is too. Two people who are told different stories about a
 * room find out in any other chat they share (docs/protocol.md §7, check K61).
 */
import { bytesSchema, RoomId, type Bytes } from '@alcove/protocol';
import { z } from 'zod';
import { bytes32, logSeq } from './fields.ts';

const short: z.ZodType<Bytes> = bytesSchema.refine((b) => b.length === 16, '16 bytes');

export const Elsewhere = z.strictObject({
  room: RoomId,
  /** The last place of its log that the sender has opened, and the chain's head there. */
  seq: logSeq,
  head: bytes32,
  /** The epoch at that place, and a mark that only those can make who hold its keys. Left out where they were not at hand. */
  lock: z.strictObject({ epoch: z.int().nonnegative(), mark: short }).optional(),
  /** Which incarnation of the server it was told by. */
  under: short,
});
export type Elsewhere = z.infer<typeof Elsewhere>;
