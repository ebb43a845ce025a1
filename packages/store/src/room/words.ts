/**
 * What others said, in another room, that they had seen of a room's log: the newest word of each device, and whether it fits what this
 * device has. Places, hashes and ids are readable, as those of the log are.
 */
import { AccountId, bytesSchema, DeviceId, RoomId, type Bytes } from '@alcove/protocol';
import { z } from 'zod';
import type { SqlStatement } from '../driver.ts';
import { readRows, type Shelf } from '../rows.ts';

/** `open`: not compared yet. `apart`: it speaks of another log. */
const State = z.enum(['open', 'fits', 'apart']);
export type WordState = z.infer<typeof State>;

export interface WordRow {
  /** Whose log it is about. */
  readonly room: RoomId;
  readonly device: DeviceId;
  readonly account: AccountId;
  readonly seq: number;
  readonly head: Bytes;
  readonly lock: { readonly epoch: number; readonly mark: Bytes } | null;
  readonly under: Bytes;
  /** When it was written, ms since 1970, by its sender's clock and not later than it came. */
  readonly at: number;
  readonly state: WordState;
}

const Row = z.object({
  room: RoomId,
  device: DeviceId,
  account: AccountId,
  seq: z.int(),
  head: bytesSchema,
  epoch: z.int().nullable(),
  mark: bytesSchema.nullable(),
  under: bytesSchema,
  at: z.int(),
  state: State,
});

export class Words {
  readonly #shelf: Shelf;
  constructor(shelf: Shelf) {
    this.#shelf = shelf;
  }
  async of(room: RoomId): Promise<WordRow[]> {
    return this.#rows('SELECT * FROM words WHERE room = ? ORDER BY device', [room]);
  }
  /** Of all rooms, those that do not fit, or were not compared yet. */
  async unsettled(): Promise<WordRow[]> {
    return this.#rows(`SELECT * FROM words WHERE state <> 'fits' ORDER BY room, device`, []);
  }
  async #rows(sql: string, params: readonly RoomId[]): Promise<WordRow[]> {
    const rows = await readRows(this.#shelf.driver, 'words', Row, sql, params);
    return rows.map(({ epoch, mark, ...word }) => ({
      ...word,
      lock: epoch === null || mark === null ? null : { epoch, mark },
    }));
  }
  /** Takes the place of an older word of that device, not of a newer one. */
  put({ room, device, account, seq, head, lock, under, at, state }: WordRow): SqlStatement[] {
    const sql = `INSERT INTO words (room, device, account, seq, head, epoch, mark, under, at, state)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET account = excluded.account, seq = excluded.seq, head = excluded.head, epoch = excluded.epoch,
        mark = excluded.mark, under = excluded.under, at = excluded.at, state = excluded.state WHERE excluded.at >= at`;
    return [[sql, [room, device, account, seq, head, lock?.epoch ?? null, lock?.mark ?? null, under, at, state]]];
  }
  /** Of that very word: a newer one that came meanwhile is still to be compared. */
  settle({ room, device, seq, head, at }: WordRow, state: WordState): SqlStatement[] {
    const sql = 'UPDATE words SET state = ? WHERE room = ? AND device = ? AND seq = ? AND head = ? AND at = ?';
    return [[sql, [state, room, device, seq, head, at]]];
  }
  /** The log is told anew from there: what fitted the old one is compared again. */
  askAgain(room: RoomId, seq: number): SqlStatement[] {
    return [[`UPDATE words SET state = 'open' WHERE room = ? AND seq > ? AND state = 'fits'`, [room, seq]]];
  }
}
