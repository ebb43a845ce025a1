/** The vault as the server has it: sealed, versioned, replaced only by whoever saw the version before. */
import { z } from 'zod';
import { VaultWrap } from '@alcove/protocol';
import type { Db } from '../database/schema.ts';
import type { Handlers } from '../http/api-routes.ts';
import type { Limits } from '../limits/limits.ts';
import { done, refuse } from '../outcome.ts';

const Wraps = z.array(VaultWrap);

export function vaultRoutes({
  db,
  limits,
}: {
  readonly db: Db;
  readonly limits: Limits;
}): Pick<Handlers, 'vault' | 'putVault'> {
  return {
    async vault({ caller }) {
      const row = await db.selectFrom('vault').selectAll().where('account', '=', caller.account).executeTakeFirst();
      if (row === undefined) return refuse('not-found', 'no vault');
      return done({ version: row.version, sealed: row.sealed, wraps: Wraps.parse(JSON.parse(row.wraps)) });
    },

    async putVault({ caller, request }) {
      const over = limits.over('vault.write', caller.account);
      if (over !== undefined) return over;
      const { version, sealed, wraps } = request.vault;
      const moved = await db
        .updateTable('vault')
        .set({ version, sealed, wraps: JSON.stringify(wraps) })
        .where('account', '=', caller.account)
        .where('version', '=', version - 1)
        .returning('version')
        .executeTakeFirst();
      if (moved !== undefined) return done({ version });
      const stored = await db
        .selectFrom('vault')
        .select('version')
        .where('account', '=', caller.account)
        .executeTakeFirst();
      return refuse('conflict', 'another version is stored', { details: { version: stored?.version ?? 0 } });
    },
  };
}
