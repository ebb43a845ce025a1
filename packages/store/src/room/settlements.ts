/**
 * What this device knows of a room's newest commits, and the group's state from before them, to go back to when they are void
 * (protocol.md §5). The state is written once per commit and dropped when none can be taken back any more: it holds keys.
 */
import { bytesSchema, type Bytes, type RoomId } from '@alcove/protocol';
import { z } from 'zod';
import type { SqlStatement } from '../driver.ts';
import { openColumn, readRow, type Shelf } from '../rows.ts';

const Row = z.object({ sealed: bytesSchema });
type Table = 'settlements' | 'bases';

export class Settlements {
  readonly #shelf: Shelf;
  constructor(shelf: Shelf) {
    this.#shelf = shelf;
  }
  get(room: RoomId): Promise<Bytes | null> {
    return this.#read('settlements', room);
  }
  put(room: RoomId, bytes: Uint8Array): SqlStatement[] {
    return this.#write('settlements', room, bytes);
  }
  base(room: RoomId): Promise<Bytes | null> {
    return this.#read('bases', room);
  }
  /** Null: there is nothing to go back to. */
  putBase(room: RoomId, bytes: Uint8Array | null): SqlStatement[] {
    return bytes === null ? [['DELETE FROM bases WHERE room = ?', [room]]] : this.#write('bases', room, bytes);
  }

  async #read(table: Table, room: RoomId): Promise<Bytes | null> {
    const row = await readRow(this.#shelf.driver, table, Row, `SELECT sealed FROM ${table} WHERE room = ?`, [room]);
    return row === null ? null : openColumn(this.#shelf, `${table}/${room}`, row.sealed);
  }
  #write(table: Table, room: RoomId, bytes: Uint8Array): SqlStatement[] {
    const sealed = this.#shelf.sealer.seal(`${table}/${room}`, bytes);
    const sql = `INSERT INTO ${table} VALUES (?, ?) ON CONFLICT DO UPDATE SET sealed = excluded.sealed`;
    return [[sql, [room, sealed]]];
  }
}
