/**
 * The store's driver in the browser: sqlite-wasm over the origin private file system, in the worker that also runs the client, so
 * that a statement is a function call. Every profile has a folder and a pool of file handles of its own; a pool is let go when its last
 * database is closed, so that another tab can take over. The library is loaded once for all of them.
 */
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
import sqlite3InitModule, {
  type Database,
  type PreparedStatement,
  type SAHPoolUtil,
  type Sqlite3Static,
} from '@sqlite.org/sqlite-wasm';
import { z } from 'zod';

/** In it, a folder per profile. */
export const PROFILES_FOLDER = 'alcove';
const STATEMENTS_KEPT = 128;
/** A database, its log, its journal and one to spare. */
const FILES_PER_DATABASE = 4;
/** The handles of a tab that was killed are freed a moment after its lock. */
const FREED_WITHIN_MS = 3_000;
const TRY_AGAIN_MS = 60;
const PROBE_BYTES = 1_048_576;
const SQLITE_IOERR = 10;

const SqliteFault = z.object({ resultCode: z.number(), message: z.string() });

interface Pool {
  readonly files: SAHPoolUtil;
  readonly version: string;
}

/** The databases of one profile. Call only in a dedicated worker, and only while this tab has the profile. */
export function createOpfsDatabases(profile: string): Databases {
  const open = new Set<string>();
  let turn: Promise<unknown> = Promise.resolve();

  async function openNow(name: string): Promise<SqlDriver> {
    if (open.has(name)) throw new StoreError('busy', 'this database is open already');
    const { files, version } = await whenFreed(async () => {
      const ready = installed.get(profile) ?? (await installPool(profile));
      if (ready.files.isPaused()) await ready.files.unpauseVfs();
      return ready;
    });
    try {
      return await guarded(async () => {
        await files.reserveMinimumCapacity(files.getFileCount() + FILES_PER_DATABASE);
        const database = new files.OpfsSAHPoolDb(`/${name}.sqlite`);
        open.add(name);
        return new OpfsSqlDriver(database, version, () => close(name));
      });
    } catch (error) {
      close(name);
      throw error;
    }
  }

  function close(name: string): void {
    open.delete(name);
    if (open.size === 0) installed.get(profile)?.files.pauseVfs();
  }

  return {
    erase: () => eraseOpfsDatabases(profile),
    open(name) {
      const opened = turn.then(() => openNow(name));
      turn = opened.catch(() => undefined);
      return opened;
    },
  };
}

/** Nothing of the profile stays. Call only when none of its databases is open. */
export async function eraseOpfsDatabases(profile: string): Promise<void> {
  const pool = installed.get(profile);
  installed.delete(profile);
  await pool?.files.removeVfs();
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle(PROFILES_FOLDER, { create: true });
  const left = await Array.fromAsync(folder.keys());
  if (left.includes(profile)) await folder.removeEntry(profile, { recursive: true });
  if (left.every((name) => name === profile)) await root.removeEntry(PROFILES_FOLDER);
}

let library: Promise<Sqlite3Static> | null = null;

/** Once for all profiles. Worth asking for before anybody's database is: it compiles beside whatever else a start does. */
export function loadSqlite(): Promise<Sqlite3Static> {
  withoutOtherFileSystems();
  library ??= sqlite3InitModule().catch((error: unknown) => {
    library = null;
    throw error;
  });
  return library;
}

const installed = new Map<string, Pool>();

async function installPool(profile: string): Promise<Pool> {
  const sqlite3 = await loadSqlite();
  const options = {
    name: `alcove-${profile}`,
    directory: `/${PROFILES_FOLDER}/${profile}`,
    // Otherwise a tab that comes too early would delete the storage of the one that has it.
    preserveOnInitFailure: true,
    forceReinitIfPreviouslyFailed: true,
  };
  const pool = { files: await sqlite3.installOpfsSAHPoolVfs(options), version: sqlite3.version.libVersion };
  installed.set(profile, pool);
  return pool;
}

/** The library would try to start workers of its own for file systems nobody uses here, which the content policy refuses. */
function withoutOtherFileSystems(): void {
  const config = { disable: { vfs: { opfs: true, 'opfs-vfs': true, 'opfs-wl': true, kvvfs: true } } };
  Object.assign(globalThis, { sqlite3ApiConfig: config });
}

async function whenFreed<T>(run: () => Promise<T>): Promise<T> {
  const until = Date.now() + FREED_WITHIN_MS;
  for (;;) {
    try {
      return await run();
    } catch (error) {
      const held = error instanceof DOMException && error.name === 'NoModificationAllowedError';
      if (!held) throw await storeError(error);
      if (Date.now() > until) throw new StoreError('busy', 'another tab has the database');
      await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS));
    }
  }
}

class OpfsSqlDriver implements SqlDriver {
  readonly #database: Database;
  readonly #onClose: () => void;
  /** In order of use, the longest unused first. */
  readonly #prepared = new Map<string, PreparedStatement>();

  constructor(database: Database, version: string, onClose: () => void) {
    this.#database = database;
    this.#onClose = onClose;
    try {
      for (const setting of CONNECTION_SETTINGS) database.exec(setting);
      assertSqliteVersion(version);
    } catch (error) {
      database.close();
      throw error;
    }
  }

  async exec(sql: string): Promise<void> {
    await guarded(() => void this.#database.exec(sql));
  }

  async all<T extends SqlRow = SqlRow>(sql: string, params: readonly SqlValue[] = []): Promise<T[]> {
    return guarded(() => {
      const rows: T[] = [];
      this.#run(sql, params, (statement) => rows.push(statement.get({}) as T));
      return rows;
    });
  }

  async batch(statements: readonly SqlStatement[]): Promise<void> {
    await guarded(() => {
      this.#database.exec('BEGIN IMMEDIATE');
      try {
        for (const [sql, params = []] of statements) this.#run(sql, params, () => undefined);
        this.#database.exec('COMMIT');
      } catch (error) {
        this.#rollBack();
        throw error;
      }
    });
  }

  async close(): Promise<void> {
    if (!this.#database.isOpen()) return;
    for (const statement of this.#prepared.values()) statement.finalize();
    this.#prepared.clear();
    await guarded(() => this.#database.close());
    this.#onClose();
  }

  #run(sql: string, params: readonly SqlValue[], onRow: (statement: PreparedStatement) => void): void {
    const statement = this.#prepare(sql);
    try {
      if (params.length > 0) statement.bind([...params]);
      while (statement.step()) onRow(statement);
    } finally {
      statement.reset(true);
    }
  }

  /** A full disk rolls back by itself, and then there is nothing to roll back. */
  #rollBack(): void {
    try {
      this.#database.exec('ROLLBACK');
    } catch {
      // The first error is the one to tell.
    }
  }

  #prepare(sql: string): PreparedStatement {
    const statement = this.#prepared.get(sql) ?? this.#database.prepare(sql);
    this.#prepared.delete(sql);
    this.#prepared.set(sql, statement);
    const [oldest] = this.#prepared;
    if (this.#prepared.size > STATEMENTS_KEPT && oldest !== undefined) {
      oldest[1].finalize();
      this.#prepared.delete(oldest[0]);
    }
    return statement;
  }
}

async function guarded<T>(run: () => T | Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw await storeError(error);
  }
}

async function storeError(error: unknown): Promise<StoreError> {
  if (error instanceof StoreError) return error;
  if (isQuotaError(error)) return new StoreError('full', 'over quota');
  const fault = SqliteFault.safeParse(error);
  if (!fault.success) return new StoreError('failed', error instanceof Error ? error.name : 'not an error');
  const { resultCode, message } = fault.data;
  // Writing past the quota reaches us as a plain input/output error.
  if ((resultCode & 0xff) === SQLITE_IOERR && (await isFull())) return new StoreError('full', message);
  return storeErrorOf(resultCode, message);
}

/** Estimates are rough on purpose; writing shows. The file is gone again before this returns. */
async function isFull(): Promise<boolean> {
  const name = 'alcove-probe';
  const root = await navigator.storage.getDirectory();
  try {
    const access = await (await root.getFileHandle(name, { create: true })).createSyncAccessHandle();
    try {
      return access.write(new Uint8Array(PROBE_BYTES)) < PROBE_BYTES;
    } finally {
      access.close();
      await root.removeEntry(name);
    }
  } catch (error) {
    return isQuotaError(error);
  }
}

function isQuotaError(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'QuotaExceededError';
}
