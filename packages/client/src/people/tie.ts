/**
 * One decision of this person about somebody else, as it is kept in a sealed record of its own: two devices that decide different
 * things undo nothing of each other, and of two that decide the same thing the later one counts.
 */
import { AccountId, bytesSchema, decodeCbor, encodeCbor, MalformedError, RoomId, type Bytes } from '@alcove/protocol';
import { z } from 'zod';

const v = z.literal(1);
/** ms since 1970, of the device that decided. */
const at = z.int().nonnegative();
const identity = bytesSchema.refine((b) => b.length === 32);

export const Tie = z.discriminatedUnion('of', [
  /** The identity key this person stands by for the account, and whether the two of them compared it. */
  z.strictObject({ v, of: z.literal('identity'), account: AccountId, aik: identity, verified: z.boolean(), at }),
  /** A contact was accepted, written to first, or compared with, and may write; somebody blocked cannot reach this person. */
  z.strictObject({
    v,
    of: z.literal('person'),
    account: AccountId,
    standing: z.enum(['contact', 'blocked', 'none']),
    at,
  }),
  /** A room that somebody who is no contact brought this person into. Every device begins with `asking`, by itself. */
  z.strictObject({
    v,
    of: z.literal('request'),
    room: RoomId,
    by: AccountId,
    standing: z.enum(['asking', 'accepted', 'declined']),
    at,
  }),
]);
export type Tie = z.infer<typeof Tie>;
export type TieOf<K extends Tie['of']> = Extract<Tie, { of: K }>;

/** What the record is called before it is hashed: one per account and kind of decision. */
export function meaningOf(tie: Tie): string {
  return `${tie.of}:${tie.of === 'request' ? tie.room : tie.account}`;
}

export function encodeTie(tie: Tie): Bytes {
  return encodeCbor(tie);
}

/** Null: a record of another kind, or of a newer version. */
export function decodeTie(plain: Uint8Array): Tie | null {
  try {
    return decodeCbor(Tie, plain, 'tie');
  } catch (error) {
    if (error instanceof MalformedError) return null;
    throw error;
  }
}
