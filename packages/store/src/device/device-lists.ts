/** The newest verified device list of every account, pinned: the bytes are the client's encoding of what crypto verified. */
import { AccountId, bytesSchema, type Bytes } from '@alcove/protocol';
import { z } from 'zod';
import type { SqlStatement } from '../driver.ts';
import { openColumn, readRows, type Shelf } from '../rows.ts';

const Row = z.object({ account: AccountId, sealed: bytesSchema });
const place = (account: AccountId): string => `device_lists/${account}`;

export class DeviceLists {
  readonly #shelf: Shelf;
  constructor(shelf: Shelf) {
    this.#shelf = shelf;
  }
  async all(): Promise<ReadonlyMap<AccountId, Bytes>> {
    const rows = await readRows(this.#shelf.driver, 'device_lists', Row, 'SELECT account, sealed FROM device_lists');
    return new Map(rows.map((row) => [row.account, openColumn(this.#shelf, place(row.account), row.sealed)]));
  }
  put(account: AccountId, known: Uint8Array): SqlStatement[] {
    const sealed = this.#shelf.sealer.seal(place(account), known);
    const sql = 'INSERT INTO device_lists VALUES (?, ?) ON CONFLICT DO UPDATE SET sealed = excluded.sealed';
    return [[sql, [account, sealed]]];
  }
}
