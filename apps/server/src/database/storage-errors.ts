/** What failures of the database mean: "cannot store now" is no bug, the caller says so and goes on serving reads. */

/** SQLITE_FULL, SQLITE_IOERR, SQLITE_READONLY, SQLITE_CANTOPEN (primary codes). */
const CANNOT_STORE = new Set([13, 10, 8, 14]);

export function isStorageFull(error: unknown): boolean {
  return CANNOT_STORE.has(primaryCode(error) ?? 0);
}

export function isUniqueViolation(error: unknown): boolean {
  // SQLITE_CONSTRAINT, any kind: the callers insert rows whose only constraints are keys.
  return primaryCode(error) === 19;
}

/** SQLITE_BUSY: another connection holds the database. */
export function isBusy(error: unknown): boolean {
  return primaryCode(error) === 5;
}

/** SQLite's primary result code (https://sqlite.org/rescode.html); undefined for what is no failure of SQLite. */
export function primaryCode(error: unknown): number | undefined {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
    ? error.errcode & 0xff
    : undefined;
}
