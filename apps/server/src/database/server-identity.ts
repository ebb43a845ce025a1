/** What names this server's data: made once, kept in the database, so that a restored copy has the same names as what it was copied from. */
import { randomBytes } from 'node:crypto';
import { toBase64url } from '@alcove/protocol';
import type { Db } from './schema.ts';

export interface ServerIdentity {
  /** Part of every device certificate. */
  readonly serverId: string;
  readonly incarnation: string;
}

export async function readServerIdentity(db: Db): Promise<ServerIdentity> {
  return { serverId: await kept(db, 'server-id'), incarnation: await kept(db, 'incarnation') };
}

/** The data went back: whoever remembers the old name knows that what it left here may be gone. */
export async function renewIncarnation(db: Db): Promise<string> {
  const value = toBase64url(randomBytes(16));
  await db.updateTable('meta').set({ value }).where('key', '=', 'incarnation').execute();
  return value;
}

async function kept(db: Db, key: string): Promise<string> {
  const value = toBase64url(randomBytes(16));
  await db
    .insertInto('meta')
    .values({ key, value })
    .onConflict((c) => c.column('key').doNothing())
    .execute();
  return (await db.selectFrom('meta').select('value').where('key', '=', key).executeTakeFirstOrThrow()).value;
}
