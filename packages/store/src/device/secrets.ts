/** This device's own secrets under names the client chooses: account, session, keys. The store does not look inside. */
import { bytesSchema, type Bytes } from '@alcove/protocol';
import { z } from 'zod';
import type { SqlStatement } from '../driver.ts';
import { openColumn, readRow, type Shelf } from '../rows.ts';

const Row = z.object({ sealed: bytesSchema });
const place = (name: string): string => `secrets/${name}`;

export class Secrets {
  readonly #shelf: Shelf;
  constructor(shelf: Shelf) {
    this.#shelf = shelf;
  }
  async get(name: string): Promise<Bytes | null> {
    const row = await readRow(this.#shelf.driver, 'secrets', Row, 'SELECT sealed FROM secrets WHERE name = ?', [name]);
    return row === null ? null : openColumn(this.#shelf, place(name), row.sealed);
  }
  put(name: string, plain: Uint8Array): SqlStatement[] {
    const sealed = this.#shelf.sealer.seal(place(name), plain);
    return [['INSERT INTO secrets VALUES (?, ?) ON CONFLICT DO UPDATE SET sealed = excluded.sealed', [name, sealed]]];
  }
  drop(name: string): SqlStatement[] {
    return [['DELETE FROM secrets WHERE name = ?', [name]]];
  }
}
