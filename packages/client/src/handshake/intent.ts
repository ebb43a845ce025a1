/**
 * What a person or a rule wants of a room's group, apart from the epoch it is done in: a lost race makes it anew from this.
 * Stored beside the commit it led to, so that it survives a restart.
 */
import { AccountId } from '@alcove/protocol';
import { z } from 'zod';

export const Intent = z.discriminatedUnion('kind', [
  /** Devices of these accounts get in; accounts that are not members become members. */
  z.strictObject({ kind: z.literal('add'), people: z.array(AccountId) }),
  /** Devices of these accounts get in, as far as they are members. */
  z.strictObject({ kind: z.literal('let-in'), people: z.array(AccountId) }),
  /** These accounts are members no longer. */
  z.strictObject({ kind: z.literal('remove'), people: z.array(AccountId) }),
  /** This account is a member no longer; `heir` becomes the owner when this one was. */
  z.strictObject({ kind: z.literal('leave'), heir: AccountId.nullable() }),
  /** Leaves of former members and of revoked devices go. */
  z.strictObject({ kind: z.literal('sweep') }),
  /** This device's leaf key is one that it made since it came in: any commit of its own brings one. */
  z.strictObject({ kind: z.literal('freshen') }),
  /** A commit for its own sake: a new epoch, with a sound GroupInfo. */
  z.strictObject({ kind: z.literal('update') }),
  /** This device's leaf carries the certificate that it has now. */
  z.strictObject({ kind: z.literal('renew') }),
  /** This device joins by itself, with the room's GroupInfo. */
  z.strictObject({ kind: z.literal('join') }),
]);
export type Intent = z.infer<typeof Intent>;

/** Whose devices an intent brings in. */
export function comingBy(intent: Intent): readonly AccountId[] {
  return intent.kind === 'add' || intent.kind === 'let-in' ? intent.people : [];
}
