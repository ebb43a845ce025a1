/**
 * Entries that could not be opened, kept whole for a later try. The room's cursor moves on past them; in the timeline stands an
 * event of type `unopened` at the same place, which the opened one replaces.
 */
import { bytesSchema, RoomId } from '@alcove/protocol';
import { z } from 'zod';
import type { SqlStatement, SqlValue } from '../driver.ts';
import { openColumn, readRows, type Shelf } from '../rows.ts';

export interface UnopenedRow {
  readonly room: RoomId;
  readonly seq: number;
  /** Why not: a code of packages/crypto or the client. */
  readonly code: string;
  /** The LogCore bytes. */
  readonly core: Uint8Array;
}

const Row = z.object({ room: RoomId, seq: z.int(), code: z.string(), sealed_core: bytesSchema });
const place = (room: RoomId, seq: number): string => `unopened/${room}/${String(seq)}`;

export class Unopened {
  readonly #shelf: Shelf;
  constructor(shelf: Shelf) {
    this.#shelf = shelf;
  }
  all(): Promise<UnopenedRow[]> {
    return this.#rows('SELECT * FROM unopened ORDER BY room, seq', []);
  }
  /** The newest `count` of a room, oldest first. */
  async of(room: RoomId, count: number): Promise<UnopenedRow[]> {
    const rows = await this.#rows('SELECT * FROM unopened WHERE room = ? ORDER BY seq DESC LIMIT ?', [room, count]);
    return rows.toReversed();
  }
  async #rows(sql: string, params: readonly SqlValue[]): Promise<UnopenedRow[]> {
    const rows = await readRows(this.#shelf.driver, 'unopened', Row, sql, params);
    return rows.map(({ room, seq, code, sealed_core }) => ({
      room,
      seq,
      code,
      core: openColumn(this.#shelf, place(room, seq), sealed_core),
    }));
  }
  put({ room, seq, code, core }: UnopenedRow): SqlStatement[] {
    const sql = `INSERT INTO unopened (room, seq, code, sealed_core) VALUES (?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET code = excluded.code`;
    return [[sql, [room, seq, code, this.#shelf.sealer.seal(place(room, seq), core)]]];
  }
  /** They were taken back, from a place on. */
  dropFrom(room: RoomId, seq: number): SqlStatement[] {
    return [['DELETE FROM unopened WHERE room = ? AND seq >= ?', [room, seq]]];
  }
  drop(room: RoomId, seq: number): SqlStatement[] {
    return [['DELETE FROM unopened WHERE room = ? AND seq = ?', [room, seq]]];
  }
}
