/** The few facts that must be readable before anyone has logged in. Nothing private goes here, and secrets only wrapped. */
import { AccountId, bytesSchema, Username } from '@alcove/protocol';
import { z } from 'zod';
import type { SqlDriver, SqlStatement } from './driver.ts';
import { readRow, readRows } from './rows.ts';
import { StoreError } from './driver.ts';

const Meta = z.object({
  /** Whose store this is: greets at log-in, and tells a different account that it is not. */
  account: AccountId.optional(),
  lastUsername: Username.optional(),
  serverId: z.string().optional(),
  /** The store's key under the account's vault key: how logging in again opens a locked store. */
  wrappedStoreKey: bytesSchema.optional(),
});
export type Meta = z.infer<typeof Meta>;

const Row = z.object({ name: z.string(), value: z.union([z.string(), bytesSchema]) });
const One = z.object({ value: bytesSchema });

export async function readMeta(driver: SqlDriver): Promise<Meta> {
  const rows = await readRows(driver, 'meta', Row, 'SELECT name, value FROM meta');
  const meta = Meta.safeParse(Object.fromEntries(rows.map(({ name, value }) => [name, value])));
  if (!meta.success) throw new StoreError('lost', 'meta: wrong shape');
  return meta.data;
}

/** Leaves the fields alone that are not given. */
export function putMeta(meta: Meta): SqlStatement[] {
  const sql = 'INSERT INTO meta VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value';
  return Object.entries(meta).flatMap(([name, value]) => (value === undefined ? [] : [[sql, [name, value]] as const]));
}

/** What the sealer made of a known text when the store was first unlocked: tells a wrong key from a damaged file. */
export async function readKeyCheck(driver: SqlDriver): Promise<Uint8Array | null> {
  const row = await readRow(driver, 'meta', One, `SELECT value FROM meta WHERE name = 'keyCheck'`);
  return row?.value ?? null;
}
export function putKeyCheck(sealed: Uint8Array): SqlStatement[] {
  return [[`INSERT INTO meta VALUES ('keyCheck', ?)`, [sealed]]];
}
