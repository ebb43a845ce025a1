/** The signed policy frames of rooms, from which the client folds the policy in force; version 0 is the genesis. */
import { bytesSchema, type Bytes, type RoomId } from '@alcove/protocol';
import { z } from 'zod';
import type { SqlStatement } from '../driver.ts';
import { openColumn, readRows, type Shelf } from '../rows.ts';

export interface PolicyRow {
  readonly version: number;
  readonly frame: Bytes;
  /** Where it stands in the log. */
  readonly seq: number;
}

const Row = z.object({ version: z.int(), sealed: bytesSchema });
const Placed = Row.extend({ seq: z.int() });
const place = (room: RoomId, version: number): string => `policy_frames/${room}/${String(version)}`;

export class Policies {
  readonly #shelf: Shelf;
  constructor(shelf: Shelf) {
    this.#shelf = shelf;
  }
  /** Oldest first. */
  async frames(room: RoomId): Promise<Bytes[]> {
    const sql = 'SELECT version, sealed FROM policy_frames WHERE room = ? ORDER BY version';
    const rows = await readRows(this.#shelf.driver, 'policy_frames', Row, sql, [room]);
    return rows.map(({ version, sealed }) => openColumn(this.#shelf, place(room, version), sealed));
  }
  /** Those that came in after that place of the log, oldest first. */
  async after(room: RoomId, seq: number): Promise<PolicyRow[]> {
    const sql = 'SELECT version, sealed, seq FROM policy_frames WHERE room = ? AND seq > ? ORDER BY version';
    const rows = await readRows(this.#shelf.driver, 'policy_frames', Placed, sql, [room, seq]);
    return rows.map((row) => ({
      version: row.version,
      seq: row.seq,
      frame: openColumn(this.#shelf, place(room, row.version), row.sealed),
    }));
  }
  put(room: RoomId, version: number, frame: Uint8Array, seq: number): SqlStatement[] {
    const sealed = this.#shelf.sealer.seal(place(room, version), frame);
    const sql = `INSERT INTO policy_frames (room, version, sealed, seq) VALUES (?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET sealed = excluded.sealed, seq = excluded.seq`;
    return [[sql, [room, version, sealed, seq]]];
  }
  /** The log is told anew from there: they come again, or never stood in it. */
  dropAfter(room: RoomId, seq: number): SqlStatement[] {
    return [['DELETE FROM policy_frames WHERE room = ? AND seq > ?', [room, seq]]];
  }
}
