/**
 * Brings a database to this version. Migrations are only ever added; each runs in one transaction with the version it makes, so
 * that a power cut leaves the one before or the one after. A database of a newer version is left alone.
 */
import { z } from 'zod';
import { StoreError, type SqlDriver, type SqlStatement } from '../driver.ts';
import { readRow } from '../rows.ts';
import { FIRST } from './0001-first.ts';
import { SETTLEMENTS } from './0002-settlements.ts';
import { ARCHIVE } from './0003-archive.ts';
import { COMING_BACK } from './0004-coming-back.ts';
import { KEPT_ENTRIES } from './0005-kept-entries.ts';
import { LEAF_AGE } from './0006-leaf-age.ts';
import { SHEETS } from './0007-sheets.ts';
import { WORDS } from './0008-words.ts';
import { SEARCH } from './0009-search.ts';

const MIGRATIONS: readonly (readonly string[])[] = [
  FIRST,
  SETTLEMENTS,
  ARCHIVE,
  COMING_BACK,
  KEPT_ENTRIES,
  LEAF_AGE,
  SHEETS,
  WORDS,
  SEARCH,
];
export const SCHEMA_VERSION: number = MIGRATIONS.length;

const Version = z.object({ user_version: z.int() });

/** `upTo`: an older version, for those who test what becomes of it. */
export async function migrate(driver: SqlDriver, upTo: number = SCHEMA_VERSION): Promise<void> {
  const row = await readRow(driver, 'schema', Version, 'PRAGMA user_version');
  const found = row?.user_version ?? 0;
  if (found > SCHEMA_VERSION) {
    throw new StoreError('newer-version', `schema ${String(found)}, known ${String(SCHEMA_VERSION)}`);
  }
  for (const [at, statements] of MIGRATIONS.entries()) {
    if (at < found || at >= upTo) continue;
    const step: SqlStatement[] = statements.map((sql) => [sql]);
    await driver.batch([...step, [`PRAGMA user_version = ${String(at + 1)}`]]);
  }
}
