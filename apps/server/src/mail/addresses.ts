/** The verified address of an account, if it has one: sealed, and found again by a keyed mark. */
import type { AccountId, Username } from '@alcove/protocol';
import type { Db } from '../database/schema.ts';
import type { Sealing } from '../database/sealing.ts';

export interface Addresses {
  seal(account: AccountId, address: string): string;
  open(account: AccountId, sealed: string): string;
  /** `from`: the caller's transaction, inside one. */
  of(account: AccountId, from?: Db): Promise<string | undefined>;
  /** Inside the caller's transaction; `sealed` as a token carried it. */
  keep(tx: Db, account: AccountId, sealed: string): Promise<void>;
  remove(tx: Db, account: AccountId): Promise<void>;
  /** Whose verified address this is; several people of a household may share one. */
  owners(address: string): Promise<{ account: AccountId; username: Username }[]>;
}

const MOST_OWNERS = 5;
const about = (account: AccountId): string => `email/${account}`;

export function createAddresses(db: Db, sealing: Sealing): Addresses {
  const mark = (address: string): string => sealing.mark('email', address.toLowerCase());
  return {
    seal: (account, address) => sealing.seal(about(account), address),
    open: (account, sealed) => sealing.open(about(account), sealed),
    async of(account, from = db) {
      const row = await from.selectFrom('email').select('sealed').where('account', '=', account).executeTakeFirst();
      return row && sealing.open(about(account), row.sealed);
    },
    async keep(tx, account, sealed) {
      const row = { sealed, mark: mark(sealing.open(about(account), sealed)) };
      await tx
        .insertInto('email')
        .values({ account, ...row })
        .onConflict((c) => c.column('account').doUpdateSet(row))
        .execute();
    },
    async remove(tx, account) {
      await tx.deleteFrom('email').where('account', '=', account).execute();
      await tx.deleteFrom('mail_token').where('account', '=', account).execute();
    },
    owners: (address) =>
      db
        .selectFrom('email')
        .innerJoin('account', 'account.id', 'email.account')
        .select(['account.id as account', 'account.username'])
        .where('email.mark', '=', mark(address))
        .limit(MOST_OWNERS)
        .execute(),
  };
}
