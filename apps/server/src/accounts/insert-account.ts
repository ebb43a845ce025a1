/** A new account with its password's record, vault and first device, inside the caller's transaction. */
import type { AccountId, StoredVault, Username } from '@alcove/protocol';
import type { Db } from '../database/schema.ts';
import type { AdmittedList } from '../devices/admit-list.ts';
import type { Devices } from '../devices/devices.ts';
import { storeFirstVault } from '../vault/vaults.ts';

export async function insertAccount(
  tx: Db,
  { devices, now }: { readonly devices: Devices; readonly now: () => number },
  made: {
    readonly account: AccountId;
    readonly username: Username;
    readonly registrationRecord: string;
    readonly vault: StoredVault;
  },
  admitted: AdmittedList,
): Promise<void> {
  const { list, hash } = admitted;
  await tx
    .insertInto('account')
    .values({
      id: made.account,
      username: made.username,
      opaque_record: made.registrationRecord,
      aik: list.aik,
      list_seq: list.seq,
      list_hash: hash,
      created_at: now(),
    })
    .execute();
  await devices.store(tx, admitted, now());
  await storeFirstVault(tx, made.account, made.vault);
}
