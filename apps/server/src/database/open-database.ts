/**
 * Opens the data folder's database: one connection that writes, one that reads what is committed, and the room log's own path over
 * the writer. Only this folder knows that it is SQLite.
 *
 * Invariants: an acknowledged write is on disk (`synchronous=FULL`), deleted ciphertext is overwritten (`secure_delete`), one process
 * per data folder, no SQLite with the WAL-reset bug (fixed in 3.51.3; it needs two connections, which is what is opened here).
 */
import { chmodSync, closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import type { RoomLogStore } from '../log/log-store.ts';
import { makeFolder } from './durable-names.ts';
import { lockFolder } from './folder-lock.ts';
import { migrate } from './migrations.ts';
import type { Db, Schema } from './schema.ts';
import { sqliteDialect } from './sqlite-dialect.ts';
import { sqliteRoomLogStore } from './sqlite-room-log-store.ts';

export interface Database {
  readonly writer: Db;
  /** Never sees a transaction that is still open. */
  readonly reader: Db;
  readonly roomLog: RoomLogStore;
  close(): void;
}

const OLDEST_SQLITE = [3, 51, 3] as const;

export interface OpenOptions {
  /** For the test of a full disk: the database may not grow past this many pages. */
  readonly maxPages?: number | undefined;
}

export function openDatabase(folder: string, options: OpenOptions = {}): Database {
  makeFolder(folder);
  const unlock = lockFolder(folder);
  try {
    return openLocked(folder, options, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

function openLocked(folder: string, options: OpenOptions, unlock: () => void): Database {
  const path = join(folder, 'alcove.db');
  closeSync(openSync(path, 'a', 0o600));
  chmodSync(path, 0o600);
  const write = new DatabaseSync(path);
  assertSqliteVersion(write);
  write.exec(
    'PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=5000',
  );
  migrate(write, Date.now());
  if (options.maxPages !== undefined) write.exec(`PRAGMA max_page_count=${String(options.maxPages)}`);
  const read = new DatabaseSync(path, { readOnly: true });
  const writer = new Kysely<Schema>({ dialect: sqliteDialect(write) });
  const reader = new Kysely<Schema>({ dialect: sqliteDialect(read) });
  return {
    writer,
    reader,
    roomLog: sqliteRoomLogStore(write, writer),
    close() {
      read.close();
      write.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      write.close();
      unlock();
    },
  };
}

function assertSqliteVersion(db: DatabaseSync): void {
  const text = String(db.prepare('SELECT sqlite_version() AS version').get()?.['version']);
  if (!isSafeSqlite(text)) throw new Error(`SQLite ${text} can damage a database (fixed in 3.51.3): update Node`);
}

export function isSafeSqlite(version: string): boolean {
  const parts = version.split('.').map(Number);
  for (const [i, oldest] of OLDEST_SQLITE.entries()) {
    const part = parts[i] ?? 0;
    if (part !== oldest) return part > oldest;
  }
  return true;
}
