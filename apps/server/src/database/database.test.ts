import { expect, test } from 'vitest';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { temporaryFolder } from '../testing/house.ts';
import { isSafeSqlite, openDatabase } from './open-database.ts';

test('SQLite with the WAL-reset bug is recognised', () => {
  expect(['3.51.2', '3.50.9', '2.99.99', '3.9.0'].map(isSafeSqlite)).toEqual([false, false, false, false]);
  expect(['3.51.3', '3.52.0', '3.100.0', '4.0.0'].map(isSafeSqlite)).toEqual([true, true, true, true]);
});

test('what is acknowledged is synced, what is deleted is overwritten', async () => {
  const folder = temporaryFolder();
  const database = openDatabase(folder);
  const pragma = async (name: string) => {
    const { sql } = await import('kysely');
    const { rows } = await sql<Record<string, unknown>>`PRAGMA ${sql.raw(name)}`.execute(database.writer);
    return Object.values(rows[0] ?? {})[0];
  };
  expect(await pragma('journal_mode')).toBe('wal');
  expect(await pragma('synchronous')).toBe(2);
  expect(await pragma('secure_delete')).toBe(1);
  expect(await pragma('foreign_keys')).toBe(1);
  database.close();
});

test('migrations run once', () => {
  const folder = temporaryFolder();
  for (let i = 0; i < 2; i++) openDatabase(folder).close();
  const db = new DatabaseSync(join(folder, 'alcove.db'));
  const versions = db
    .prepare('SELECT version FROM migration ORDER BY version')
    .all()
    .map(({ version }) => version);
  expect(versions).toEqual(versions.map((_, i) => i + 1));
  expect(versions.length).toBeGreaterThan(0);
  db.close();
});

test('the reader does not see a transaction that is still open', async () => {
  const database = openDatabase(temporaryFolder());
  await database.writer.transaction().execute(async (tx) => {
    await tx.insertInto('meta').values({ key: 'k', value: 'v' }).execute();
    expect(await database.reader.selectFrom('meta').selectAll().execute()).toEqual([]);
  });
  expect(await database.reader.selectFrom('meta').selectAll().execute()).toHaveLength(1);
  database.close();
});
