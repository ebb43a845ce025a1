/**
 * Entries as they stood in the log, sealed as they came, with the server's receipt for each: what a server whose data went back gets
 * again (protocol.md §5). Bounded: the newest ones of each room, and none older than a week.
 */
import { bytesSchema, type Bytes, type RoomId } from '@alcove/protocol';
import { z } from 'zod';
import type { SqlStatement } from '../driver.ts';
import { openColumn, readRows, type Shelf } from '../rows.ts';

export const ENTRIES_KEPT = 500;
export const ENTRIES_KEPT_MS = 7 * 86_400_000;
/** Old ones are swept once in so many entries, not with each. */
const SWEEP_EVERY = 64;

export interface KeptEntry {
  readonly seq: number;
  /** Server time, ms. */
  readonly at: number;
  readonly core: Bytes;
  readonly receipt: Bytes;
  /** The Welcome that an own commit made, and for whom, as the client encodes it. */
  readonly welcome: Bytes | null;
}

const Row = z.object({
  seq: z.int(),
  at: z.int(),
  receipt: bytesSchema,
  sealed_core: bytesSchema,
  sealed_welcome: bytesSchema.nullable(),
});
const place = (column: 'core' | 'welcome', room: RoomId, seq: number): string =>
  `kept_entries/${column}/${room}/${String(seq)}`;

export class KeptEntries {
  readonly #shelf: Shelf;
  constructor(shelf: Shelf) {
    this.#shelf = shelf;
  }

  /** At most `count`, right after `seq`; fewer or none when they are not here any more. */
  async after(room: RoomId, seq: number, count: number): Promise<KeptEntry[]> {
    const sql = 'SELECT * FROM kept_entries WHERE room = ? AND seq > ? AND seq <= ? ORDER BY seq';
    const rows = await readRows(this.#shelf.driver, 'kept_entries', Row, sql, [room, seq, seq + count]);
    return rows.map((row) => ({
      seq: row.seq,
      at: row.at,
      receipt: row.receipt,
      core: openColumn(this.#shelf, place('core', room, row.seq), row.sealed_core),
      welcome:
        row.sealed_welcome === null
          ? null
          : openColumn(this.#shelf, place('welcome', room, row.seq), row.sealed_welcome),
    }));
  }

  put(room: RoomId, { seq, at, core, receipt, welcome }: KeptEntry): SqlStatement[] {
    const { sealer } = this.#shelf;
    const sealedCore = sealer.seal(place('core', room, seq), core);
    const sealedWelcome = welcome === null ? null : sealer.seal(place('welcome', room, seq), welcome);
    const sql = `INSERT INTO kept_entries VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET receipt = excluded.receipt, sealed_core = excluded.sealed_core`;
    const out: SqlStatement[] = [[sql, [room, seq, at, receipt, sealedCore, sealedWelcome]]];
    if (seq % SWEEP_EVERY === 0) {
      const sweep = 'DELETE FROM kept_entries WHERE room = ? AND (seq <= ? OR at < ?)';
      out.push([sweep, [room, seq - ENTRIES_KEPT, at - ENTRIES_KEPT_MS]]);
    }
    return out;
  }
}
