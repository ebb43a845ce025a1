/**
 * The store's driver over node:sqlite. Calls are synchronous inside, so a batch can never interleave with another. The file is
 * locked by the operating system for as long as the process lives: a second process gets `busy`.
 */
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { Databases } from '@alcove/client';
import {
  assertSqliteVersion,
  CONNECTION_SETTINGS,
  StoreError,
  storeErrorOf,
  type SqlDriver,
  type SqlRow,
  type SqlStatement,
  type SqlValue,
} from '@alcove/store';
import { z } from 'zod';

/** A database, and what SQLite lays beside it. */
const DATABASE_FILE = /\.sqlite(-(wal|shm|journal))?$/u;
const STATEMENTS_KEPT = 128;
const SqliteFault = z.object({ code: z.literal('ERR_SQLITE_ERROR'), errcode: z.number(), message: z.string() });

/** One database file per name in `folder`, which is made readable for this user alone. */
export function createNodeDatabases(folder: string): Databases {
  return {
    async open(name) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      return openNodeSql(join(folder, `${name}.sqlite`));
    },
    async erase() {
      const files = (await readdir(folder)).filter((name) => DATABASE_FILE.test(name));
      await Promise.all(files.map((name) => rm(join(folder, name))));
    },
  };
}

/** `path` may be ':memory:'. Throws StoreError. */
export function openNodeSql(path: string): SqlDriver {
  return guarded(() => {
    const database = new DatabaseSync(path, { timeout: 0 });
    try {
      return new NodeSqlDriver(database);
    } catch (error) {
      database.close();
      throw error;
    }
  });
}

class NodeSqlDriver implements SqlDriver {
  readonly #database: DatabaseSync;
  /** In order of use, the longest unused first. */
  readonly #prepared = new Map<string, StatementSync>();

  constructor(database: DatabaseSync) {
    this.#database = database;
    for (const setting of CONNECTION_SETTINGS) database.exec(setting);
    assertSqliteVersion(String(database.prepare('SELECT sqlite_version() AS version').get()?.['version']));
  }

  async exec(sql: string): Promise<void> {
    guarded(() => this.#database.exec(sql));
  }

  async all<T extends SqlRow = SqlRow>(sql: string, params: readonly SqlValue[] = []): Promise<T[]> {
    return guarded(() => this.#prepare(sql).all(...params) as T[]);
  }

  async batch(statements: readonly SqlStatement[]): Promise<void> {
    guarded(() => {
      this.#database.exec('BEGIN IMMEDIATE');
      try {
        for (const [sql, params = []] of statements) this.#prepare(sql).run(...params);
        this.#database.exec('COMMIT');
      } catch (error) {
        // A full disk rolls back by itself; everything else leaves the transaction open.
        if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
        throw error;
      }
    });
  }

  async close(): Promise<void> {
    this.#prepared.clear();
    if (this.#database.isOpen) guarded(() => this.#database.close());
  }

  #prepare(sql: string): StatementSync {
    const statement = this.#prepared.get(sql) ?? this.#database.prepare(sql);
    this.#prepared.delete(sql);
    this.#prepared.set(sql, statement);
    const [oldest] = this.#prepared.keys();
    if (this.#prepared.size > STATEMENTS_KEPT && oldest !== undefined) this.#prepared.delete(oldest);
    return statement;
  }
}

function guarded<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof StoreError) throw error;
    const fault = SqliteFault.safeParse(error);
    if (fault.success) throw storeErrorOf(fault.data.errcode, fault.data.message);
    throw new StoreError('failed', error instanceof Error ? error.message : 'not an error');
  }
}
