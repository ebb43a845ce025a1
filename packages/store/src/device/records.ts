/** Synced settings of the account: `version` is the server's compare-and-swap number, `dirty` means not uploaded yet. */
import { bytesSchema, type Bytes } from '@alcove/protocol';
import { z } from 'zod';
import type { SqlStatement } from '../driver.ts';
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
  async all(): Promise<RecordRow[]> {
    const rows = await readRows(this.#shelf.driver, 'records', Row, 'SELECT name, version, dirty, sealed FROM records');
    return rows.map(({ name, version, dirty, sealed }) => ({
      name,
      version,
      dirty: dirty === 1,
      plain: openColumn(this.#shelf, place(name), sealed),
    }));
  }
  put({ name, version, dirty, plain }: RecordRow): SqlStatement[] {
    const sealed = this.#shelf.sealer.seal(place(name), plain);
    const sql = `INSERT INTO records (name, version, dirty, sealed) VALUES (?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET version = excluded.version, dirty = excluded.dirty, sealed = excluded.sealed`;
    return [[sql, [name, version, bit(dirty), sealed]]];
  }
}
