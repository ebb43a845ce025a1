/**
 * What a member says about a commit that somebody cannot follow: signed by a device (in the
 * frame that carries policies, PolicyFrame, under a label of its own), for one commit at one place of one history. What
 * follows from it is settlement.ts. The chain's head names the commit and all that stands before it, so that a verdict means
 * nothing in another room, at another place, or in a history that a server made up.
 */
import { z } from 'zod';
import { bytesSchema } from './bytes.ts';
import { RoomId } from './ids.ts';

export const VerdictBody = z.strictObject({
  v: z.literal(1),
  /** `close`: the time for verdicts is over, count them. */
  type: z.enum(['reject', 'accept', 'close']),
  room: RoomId,
  /** Place of the commit, of the first one when several of one account stand on each other. */
  seq: z.int().positive(),
  /** The epoch it was made in. */
  epoch: z.int().nonnegative(),
  /** The chain's head after that entry. */
  head: bytesSchema.refine((b) => b.length === 32),
  /** Why it was refused, for people; empty otherwise. */
  code: z.string().max(64),
});
export type VerdictBody = z.infer<typeof VerdictBody>;
