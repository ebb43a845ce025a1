/** One sealed sheet per person. The store does not look inside. */
import { AccountId, bytesSchema, type Bytes } from '@alcove/protocol';
import { z } from 'zod';
import type { SqlStatement } from '../driver.ts';
import { openColumn, readRow, readRows, type Shelf } from '../rows.ts';

const Row = z.object({ account: AccountId, sealed: bytesSchema });

export class Sheets {
  readonly #shelf: Shelf;
  readonly #table: 'abouts' | 'pictures';
  constructor(shelf: Shelf, table: 'abouts' | 'pictures') {
    this.#shelf = shelf;
    this.#table = table;
  }
  async all(): Promise<ReadonlyMap<AccountId, Bytes>> {
    const sql = `SELECT account, sealed FROM ${this.#table}`;
    const rows = await readRows(this.#shelf.driver, this.#table, Row, sql);
    return new Map(rows.map(({ account, sealed }) => [account, openColumn(this.#shelf, this.#place(account), sealed)]));
  }
  async get(account: AccountId): Promise<Bytes | null> {
    const sql = `SELECT account, sealed FROM ${this.#table} WHERE account = ?`;
    const row = await readRow(this.#shelf.driver, this.#table, Row, sql, [account]);
    return row === null ? null : openColumn(this.#shelf, this.#place(account), row.sealed);
  }
  put(account: AccountId, plain: Uint8Array): SqlStatement[] {
    const sealed = this.#shelf.sealer.seal(this.#place(account), plain);
    const sql = `INSERT INTO ${this.#table} VALUES (?, ?) ON CONFLICT DO UPDATE SET sealed = excluded.sealed`;
    return [[sql, [account, sealed]]];
  }
  drop(account: AccountId): SqlStatement[] {
    return [[`DELETE FROM ${this.#table} WHERE account = ?`, [account]]];
  }
  #place(account: AccountId): string {
    return `${this.#table}/${account}`;
  }
}
