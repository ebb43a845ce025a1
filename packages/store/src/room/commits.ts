/**
 * The commits this device followed: by the epoch each one ended, where it stood and what it was. When the log is told anew, they say
 * whether the group went the same way. `keyBefore` is the room's GroupInfo key in the epoch it ended: the way back in when it did not.
 */
import { bytesSchema, type Bytes, type RoomId } from '@alcove/protocol';
import { z } from 'zod';
import type { SqlStatement } from '../driver.ts';
import { openColumn, readRows, type Shelf } from '../rows.ts';

export interface CommitRow {
  readonly room: RoomId;
  readonly epoch: number;
  readonly seq: number;
  /** SHA-256 of the commit's bytes. */
  readonly hash: Bytes;
  readonly keyBefore: Bytes | null;
}

/** Older ones than this many epochs are of no use: nobody comes back so far. */
const EPOCHS_KEPT = 256;

const Row = z.object({ epoch: z.int(), seq: z.int(), hash: bytesSchema, sealed_key: bytesSchema.nullable() });
const place = (room: RoomId, epoch: number): string => `commits/${room}/${String(epoch)}`;

export class Commits {
  readonly #shelf: Shelf;
  constructor(shelf: Shelf) {
    this.#shelf = shelf;
  }
  /** Those after that place of the log, oldest first. */
  async after(room: RoomId, seq: number): Promise<CommitRow[]> {
    const sql = 'SELECT epoch, seq, hash, sealed_key FROM commits WHERE room = ? AND seq > ? ORDER BY epoch';
    const rows = await readRows(this.#shelf.driver, 'commits', Row, sql, [room, seq]);
    return rows.map((row) => ({
      room,
      epoch: row.epoch,
      seq: row.seq,
      hash: row.hash,
      keyBefore: row.sealed_key === null ? null : openColumn(this.#shelf, place(room, row.epoch), row.sealed_key),
    }));
  }
  put({ room, epoch, seq, hash, keyBefore }: CommitRow): SqlStatement[] {
    const sealed = keyBefore === null ? null : this.#shelf.sealer.seal(place(room, epoch), keyBefore);
    const sql = `INSERT INTO commits (room, epoch, seq, hash, sealed_key) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET seq = excluded.seq, hash = excluded.hash, sealed_key = excluded.sealed_key`;
    return [
      [sql, [room, epoch, seq, hash, sealed]],
      ['DELETE FROM commits WHERE room = ? AND epoch <= ?', [room, epoch - EPOCHS_KEPT]],
    ];
  }
  /** The log has it at another place than this device had it. */
  move(room: RoomId, epoch: number, seq: number): SqlStatement[] {
    return [['UPDATE commits SET seq = ? WHERE room = ? AND epoch = ?', [seq, room, epoch]]];
  }
  /** The group did not go that way. */
  dropFrom(room: RoomId, epoch: number): SqlStatement[] {
    return [['DELETE FROM commits WHERE room = ? AND epoch >= ?', [room, epoch]]];
  }
}
