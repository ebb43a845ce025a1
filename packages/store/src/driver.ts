/**
 * The one door to SQLite: `node:sqlite` in Node, sqlite-wasm on OPFS in the browser's worker. The same SQL runs on both; the
 * contract suite in packages/testkit runs on both.
 */
export type SqlValue = null | number | string | Uint8Array;
export type SqlRow = Readonly<Record<string, SqlValue>>;
export type SqlStatement = readonly [sql: string, params?: readonly SqlValue[]];

export interface SqlDriver {
  /** One or more statements without parameters or result. */
  exec(sql: string): Promise<void>;
  all<T extends SqlRow = SqlRow>(sql: string, params?: readonly SqlValue[]): Promise<T[]>;
  /** All or nothing, in one transaction (BEGIN IMMEDIATE); durable when the promise resolves. */
  batch(statements: readonly SqlStatement[]): Promise<void>;
  close(): Promise<void>;
}

/** What a driver throws. `full`: no room on the device. `busy`: another owner has the database. `lost`: the file is gone or damaged. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code: 'full' | 'busy' | 'lost' | 'newer-version' | 'failed';
  constructor(code: StoreError['code'], message: string) {
    super(message);
    this.code = code;
  }
}
