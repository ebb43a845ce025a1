/** Synced settings of the account: `version` is the server's compare-and-swap number, `dirty` means not uploaded yet. */
import { bytesSchema, type Bytes } from '@alcove/protocol';
import { z } from 'zod';
import type { SqlStatement, SqlValue } from '../driver.ts';
import { bit, openColumn, readRows, type Shelf } from '../rows.ts';

export interface RecordRow {
  readonly name: string;
  readonly version: number;
  readonly dirty: boolean;
  readonly plain: Bytes;
}

const Row = z.object({ name: z.string(), version: z.int(), dirty: z.int(), sealed: bytesSchema });
const place = (name: string): string => `records/${name}`;

export class Records {
  readonly #shelf: Shelf;
  constructor(shelf: Shelf) {
    this.#shelf = shelf;
  }
  all(): Promise<RecordRow[]> {
    return this.#rows('SELECT name, version, dirty, sealed FROM records', []);
  }
  /** Those of the names that are here. */
  some(names: readonly string[]): Promise<RecordRow[]> {
    const sql = 'SELECT name, version, dirty, sealed FROM records WHERE name IN (SELECT value FROM json_each(?))';
    return this.#rows(sql, [JSON.stringify(names)]);
  }
  async get(name: string): Promise<RecordRow | null> {
    return (await this.some([name]))[0] ?? null;
  }
  put({ name, version, dirty, plain }: RecordRow): SqlStatement[] {
    const sealed = this.#shelf.sealer.seal(place(name), plain);
    const sql = `INSERT INTO records (name, version, dirty, sealed) VALUES (?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET version = excluded.version, dirty = excluded.dirty, sealed = excluded.sealed`;
    return [[sql, [name, version, bit(dirty), sealed]]];
  }

  async #rows(sql: string, params: readonly SqlValue[]): Promise<RecordRow[]> {
    const rows = await readRows(this.#shelf.driver, 'records', Row, sql, params);
    return rows.map(({ name, version, dirty, sealed }) => ({
      name,
      version,
      dirty: dirty === 1,
      plain: openColumn(this.#shelf, place(name), sealed),
    }));
  }
}
