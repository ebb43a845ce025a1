/** The vault as the server has it: sealed, versioned, replaced only by whoever saw the version before. */
import { z } from 'zod';
import { VaultWrap, type AccountId, type StoredVault } from '@alcove/protocol';
import type { Db } from '../database/schema.ts';
import { done, refuse, type Outcome } from '../outcome.ts';

const Wraps = z.array(VaultWrap);

export async function readVault(db: Db, account: AccountId): Promise<StoredVault | undefined> {
  const row = await db.selectFrom('vault').selectAll().where('account', '=', account).executeTakeFirst();
  if (row === undefined) return undefined;
  const { version, sealed, prev, tag } = row;
  return { version, sealed, wraps: Wraps.parse(JSON.parse(row.wraps)), prev, tag };
}

export async function storeFirstVault(tx: Db, account: AccountId, vault: StoredVault): Promise<void> {
  await tx
    .insertInto('vault')
    .values({ ...vault, account, wraps: JSON.stringify(vault.wraps) })
    .execute();
}

/** Inside the caller's transaction. `repeated`: this very version is stored already, because an answer was lost. */
export async function storeNextVault(
  tx: Db,
  account: AccountId,
  vault: StoredVault,
): Promise<Outcome<'stored' | 'repeated'>> {
  const { version, sealed, wraps, prev, tag } = vault;
  const moved = await tx
    .updateTable('vault')
    .set({ version, sealed, wraps: JSON.stringify(wraps), prev, tag })
    .where('account', '=', account)
    .where('version', '=', version - 1)
    .returning('version')
    .executeTakeFirst();
  if (moved !== undefined) return done('stored');
  const stored = await readVault(tx, account);
  if (stored?.version === version && JSON.stringify(stored) === JSON.stringify({ version, sealed, wraps, prev, tag }))
    return done('repeated');
  return refuse('conflict', 'another version is stored', { details: { version: stored?.version ?? 0 } });
}
