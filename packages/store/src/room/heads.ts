/** The hash chain's head at recent places: what a message's `seenSeq` and `seenHead` are compared with. */
import { bytesSchema, type Bytes, type RoomId } from '@alcove/protocol';
import { z } from 'zod';
import type { SqlStatement } from '../driver.ts';
import { readRow, readRows, type Shelf } from '../rows.ts';

export const HEADS_KEPT = 2_048;
/** Old ones are swept once in so many entries, not with each. */
const SWEEP_EVERY = 256;

const Row = z.object({ head: bytesSchema });
const Stretch = z.object({ seq: z.int(), head: bytesSchema });

export class Heads {
  readonly #shelf: Shelf;
  constructor(shelf: Shelf) {
    this.#shelf = shelf;
  }
  async get(room: RoomId, seq: number): Promise<Bytes | null> {
    const sql = 'SELECT head FROM heads WHERE room = ? AND seq = ?';
    const row = await readRow(this.#shelf.driver, 'heads', Row, sql, [room, seq]);
    return row?.head ?? null;
  }
  /** All that are kept, by place. */
  async of(room: RoomId): Promise<ReadonlyMap<number, Bytes>> {
    const sql = 'SELECT seq, head FROM heads WHERE room = ? ORDER BY seq';
    const rows = await readRows(this.#shelf.driver, 'heads', Stretch, sql, [room]);
    return new Map(rows.map(({ seq, head }) => [seq, head]));
  }
  dropAfter(room: RoomId, seq: number): SqlStatement[] {
    return [['DELETE FROM heads WHERE room = ? AND seq > ?', [room, seq]]];
  }
  put(room: RoomId, seq: number, head: Uint8Array): SqlStatement[] {
    const out: SqlStatement[] = [
      ['INSERT INTO heads VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET head = excluded.head', [room, seq, head]],
    ];
    if (seq % SWEEP_EVERY === 0) out.push(['DELETE FROM heads WHERE room = ? AND seq <= ?', [room, seq - HEADS_KEPT]]);
    return out;
  }
}
