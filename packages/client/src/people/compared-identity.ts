/** Whom this account's person compared numbers with. */
import type { AccountId, Bytes } from '@alcove/protocol';
import type { AccountContext } from '../account/context.ts';
import { followRecords } from '../records/follow.ts';

/** The identity key that was compared, where one was. A device that is new here learns that first. */
export async function comparedIdentity(context: AccountContext, account: AccountId): Promise<Bytes | null> {
  if (!context.records.seen.followed && account !== context.me) await followRecords(context);
  const tie = context.ties.identity(account);
  return tie?.verified === true ? tie.aik : null;
}
