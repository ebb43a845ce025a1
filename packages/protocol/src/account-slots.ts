/**
 * Several accounts of one server in one browser. A browser has one cookie jar per server, so each account gets a numbered slot with a
 * session cookie of its own, and a request that a session answers for says in a header which slot it means. Clients with a jar per
 * account (Node) need none: without the header it is the first slot.
 */
import { z } from 'zod';

export const SLOT_HEADER = 'x-alcove-slot';

/** Each account that is in follows its rooms in the same worker: five is what a phone can be asked for. */
export const ACCOUNT_SLOTS = [1, 2, 3, 4, 5] as const;
export const AccountSlot = z.literal(ACCOUNT_SLOTS);
export type AccountSlot = z.infer<typeof AccountSlot>;
export const FIRST_SLOT: AccountSlot = 1;
