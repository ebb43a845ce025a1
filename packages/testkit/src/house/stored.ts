/** The sealed database of a device that is switched off, opened with the key beside it. Owns opening; what is in it is packages/store's. */
import { join } from 'node:path';
import { openAccountStore } from '@alcove/client/account-store';
import { createKeyFile, createNodeDatabases } from '@alcove/platform-node';
import type { AccountId } from '@alcove/protocol';
import type { Store } from '@alcove/store';

/** `folder`: the device's, as `openHouse` gives it. Nobody may have it open. */
export async function withStored<T>(
  folder: string,
  account: AccountId,
  read: (store: Store) => Promise<T>,
): Promise<T> {
  const key = await createKeyFile(join(folder, 'store-key')).load();
  const opened = key === null ? null : await openAccountStore(createNodeDatabases(folder), account, key);
  if (opened === null) throw new Error(`no account to open in ${folder}`);
  try {
    return await read(opened.store);
  } finally {
    await opened.close();
  }
}
