/** Which failures of the database mean "cannot store now" rather than a bug: the caller says so and goes on serving reads. */

/** SQLITE_FULL, SQLITE_IOERR, SQLITE_READONLY, SQLITE_CANTOPEN (primary codes). */
const CANNOT_STORE = new Set([13, 10, 8, 14]);

export function isStorageFull(error: unknown): boolean {
  return (
    error instanceof Error &&
    'errcode' in error &&
    typeof error.errcode === 'number' &&
    CANNOT_STORE.has(error.errcode & 0xff)
  );
}

export function isUniqueViolation(error: unknown): boolean {
  // SQLITE_CONSTRAINT, any kind: the callers insert rows whose only constraints are keys.
  return (
    error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' && (error.errcode & 0xff) === 19
  );
}
