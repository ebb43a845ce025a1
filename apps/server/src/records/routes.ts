/** Sealed records of an account (settings, read marks, drafts): a name that says nothing, a version, bytes. Compare-and-swap per record. */
import { toBase64url, type AccountId, type RouteParsed } from '@alcove/protocol';
import type { Db } from '../database/schema.ts';
import type { Handlers } from '../http/api-routes.ts';
import type { Limits } from '../limits/limits.ts';
import { done, refuse, type Outcome } from '../outcome.ts';

const PAGE = 200;
const MOST_RECORDS = 20_000;

export function recordRoutes({
  db,
  limits,
  onChanged,
}: {
  readonly db: Db;
  readonly limits: Limits;
  /** The account's devices follow what one of them wrote. */
  readonly onChanged: (account: AccountId) => void;
}): Pick<Handlers, 'records' | 'putRecord'> {
  return {
    async records({ caller, request }) {
      const rows = await db
        .selectFrom('record')
        .selectAll()
        .where('account', '=', caller.account)
        .where('cursor', '>', request.after)
        .orderBy('cursor')
        .limit(PAGE)
        .execute();
      return done({
        records: rows.map((r) => ({ name: r.name, version: r.version, sealed: toBase64url(r.sealed) })),
        cursor: rows.at(-1)?.cursor ?? request.after,
      });
    },

    async putRecord({ caller, request }) {
      const { account } = caller;
      const over = limits.over('record.write', account);
      if (over !== undefined) return over;
      const outcome = await db.transaction().execute((tx) => put(tx, account, request));
      if (outcome.ok) onChanged(account);
      return outcome;
    },
  };
}

async function put(
  tx: Db,
  account: AccountId,
  { name, version, sealed }: RouteParsed<'putRecord'>,
): Promise<Outcome<{ version: number }>> {
  const stored = await tx
    .selectFrom('record')
    .select('version')
    .where('account', '=', account)
    .where('name', '=', name)
    .executeTakeFirst();
  const current = stored?.version ?? 0;
  if (version !== current + 1)
    return refuse('conflict', 'another version is stored', { details: { version: current } });
  const { last, count } = await ends(tx, account);
  if (current === 0 && count >= MOST_RECORDS) return refuse('too-large', 'too many records');
  const row = { account, name, version, sealed, cursor: last + 1 };
  await tx
    .insertInto('record')
    .values(row)
    .onConflict((c) => c.columns(['account', 'name']).doUpdateSet({ version, sealed, cursor: row.cursor }))
    .execute();
  return done({ version });
}

async function ends(tx: Db, account: AccountId): Promise<{ last: number; count: number }> {
  const row = await tx
    .selectFrom('record')
    .select((e) => [e.fn.max('cursor').as('last'), e.fn.countAll<number>().as('count')])
    .where('account', '=', account)
    .executeTakeFirst();
  return { last: row?.last ?? 0, count: row?.count ?? 0 };
}
