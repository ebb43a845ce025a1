/** This device's key packages and their private halves. One is dropped in the step that joins with it, except the last resort. */
import { bytesSchema, type Bytes } from '@alcove/protocol';
import { z } from 'zod';
import type { SqlStatement } from '../driver.ts';
import { bit, openColumn, readRows, type Shelf } from '../rows.ts';

export interface KeyPackageRow {
  readonly ref: string;
  readonly public: Bytes;
  readonly private: Bytes;
  /** Seconds since 1970. */
  readonly notAfter: number;
  readonly lastResort: boolean;
}

const Row = z.object({
  ref: z.string(),
  not_after: z.int(),
  last_resort: z.int(),
  sealed_public: bytesSchema,
  sealed_private: bytesSchema,
});
const place = (half: 'public' | 'private', ref: string): string => `key_packages/${half}/${ref}`;

export class KeyPackages {
  readonly #shelf: Shelf;
  constructor(shelf: Shelf) {
    this.#shelf = shelf;
  }
  async all(): Promise<KeyPackageRow[]> {
    const rows = await readRows(this.#shelf.driver, 'key_packages', Row, 'SELECT * FROM key_packages');
    return rows.map((row) => ({
      ref: row.ref,
      public: openColumn(this.#shelf, place('public', row.ref), row.sealed_public),
      private: openColumn(this.#shelf, place('private', row.ref), row.sealed_private),
      notAfter: row.not_after,
      lastResort: row.last_resort === 1,
    }));
  }
  put(made: KeyPackageRow): SqlStatement[] {
    const { sealer } = this.#shelf;
    const sql = `INSERT INTO key_packages (ref, not_after, last_resort, sealed_public, sealed_private)
      VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`;
    const open = sealer.seal(place('public', made.ref), made.public);
    const secret = sealer.seal(place('private', made.ref), made.private);
    return [[sql, [made.ref, made.notAfter, bit(made.lastResort), open, secret]]];
  }
  drop(ref: string): SqlStatement[] {
    return [['DELETE FROM key_packages WHERE ref = ?', [ref]]];
  }
  /** It serves until then at the longest. */
  endAt(ref: string, notAfter: number): SqlStatement[] {
    return [['UPDATE key_packages SET not_after = min(not_after, ?) WHERE ref = ?', [notAfter, ref]]];
  }
  dropExpired(nowSeconds: number): SqlStatement[] {
    return [['DELETE FROM key_packages WHERE not_after < ?', [nowSeconds]]];
  }
}
