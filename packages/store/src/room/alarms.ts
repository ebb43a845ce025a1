/** What was wrong with a room's encryption, once per kind, and how far its repair came: kept over restarts. */
import { RoomId } from '@alcove/protocol';
import { z } from 'zod';
import type { SqlStatement } from '../driver.ts';
import { readRows, type Shelf } from '../rows.ts';

const AlarmRow = z.object({
  room: RoomId,
  code: z.string(),
  /** ms since 1970, when it was raised last. */
  at: z.int(),
  repair: z.enum(['trying', 'none', 'done']),
  /** The repair's last step that was begun. */
  step: z.enum(['fetch', 'drain', 'rejoin', 'ask-devices']).nullable(),
});
export type AlarmRow = z.infer<typeof AlarmRow>;

export class Alarms {
  readonly #shelf: Shelf;
  constructor(shelf: Shelf) {
    this.#shelf = shelf;
  }
  /** Newest first. */
  async all(): Promise<AlarmRow[]> {
    const sql = 'SELECT room, code, at, repair, step FROM alarms ORDER BY at DESC, code';
    return readRows(this.#shelf.driver, 'alarms', AlarmRow, sql);
  }
  put({ room, code, at, repair, step }: AlarmRow): SqlStatement[] {
    const sql = `INSERT INTO alarms (room, code, at, repair, step) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET at = excluded.at, repair = excluded.repair, step = excluded.step`;
    return [[sql, [room, code, at, repair, step]]];
  }
}
