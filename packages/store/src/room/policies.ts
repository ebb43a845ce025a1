/** The signed policy frames of rooms, from which the client folds the policy in force; version 0 is the genesis. */
import { bytesSchema, type Bytes, type RoomId } from '@alcove/protocol';
import { z } from 'zod';
import type { SqlStatement } from '../driver.ts';
import { openColumn, readRows, type Shelf } from '../rows.ts';

const Row = z.object({ version: z.int(), sealed: bytesSchema });
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
  put(room: RoomId, version: number, frame: Uint8Array): SqlStatement[] {
    const sealed = this.#shelf.sealer.seal(place(room, version), frame);
    const sql = `INSERT INTO policy_frames (room, version, sealed) VALUES (?, ?, ?)
      ON CONFLICT DO UPDATE SET sealed = excluded.sealed`;
    return [[sql, [room, version, sealed]]];
  }
}
