/**
 * What both drivers do alike: the settings of a connection, and SQLite's result codes as StoreError. One connection owns the
 * file (exclusive locking), so a second tab or process gets `busy` instead of a half-shared database, and the lock goes with the
 * process that held it. A commit is on disk when it returns (`synchronous=full`); deleted secrets are overwritten.
 */
import { StoreError } from './driver.ts';

export const CONNECTION_SETTINGS: readonly string[] = [
  'PRAGMA locking_mode = exclusive',
  'PRAGMA journal_mode = wal',
  'PRAGMA synchronous = full',
  'PRAGMA secure_delete = on',
  'PRAGMA temp_store = memory',
  'PRAGMA trusted_schema = off',
  // The exclusive lock is only taken by the first write.
  'BEGIN EXCLUSIVE',
  'COMMIT',
];

/** Before this version a write-ahead log could be reset under a reader. */
const OLDEST = [3, 51, 3] as const;

export function assertSqliteVersion(version: string): void {
  const found = version.split('.').map(Number);
  for (const [at, least] of OLDEST.entries()) {
    const part = found[at] ?? 0;
    if (part > least) return;
    if (part < least) throw new StoreError('failed', `SQLite ${version} is older than ${OLDEST.join('.')}`);
  }
}

const CODES: Readonly<Record<number, StoreError['code']>> = {
  5: 'busy', // SQLITE_BUSY
  6: 'busy', // SQLITE_LOCKED
  11: 'lost', // SQLITE_CORRUPT
  13: 'full', // SQLITE_FULL
  14: 'lost', // SQLITE_CANTOPEN
  26: 'lost', // SQLITE_NOTADB
};

/** `result` is SQLite's primary or extended result code. */
export function storeErrorOf(result: number, message: string): StoreError {
  return new StoreError(CODES[result & 0xff] ?? 'failed', message);
}
