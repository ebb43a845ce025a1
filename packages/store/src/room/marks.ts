/** How far each device of a room has come. Marks only grow, whatever order they arrive in. */
import { AccountId, DeviceId, type RoomId } from '@alcove/protocol';
import { z } from 'zod';
import type { SqlStatement } from '../driver.ts';
import { readRows, type Shelf } from '../rows.ts';

const MarkRow = z.object({ account: AccountId, device: DeviceId, delivered: z.int(), read: z.int() });
export type MarkRow = z.infer<typeof MarkRow>;

export class Marks {
  readonly #shelf: Shelf;
  constructor(shelf: Shelf) {
    this.#shelf = shelf;
  }
  async of(room: RoomId): Promise<MarkRow[]> {
    const sql = 'SELECT account, device, delivered, read FROM marks WHERE room = ?';
    return readRows(this.#shelf.driver, 'marks', MarkRow, sql, [room]);
  }
  put(room: RoomId, { account, device, delivered, read }: MarkRow): SqlStatement[] {
    const sql = `INSERT INTO marks (room, account, device, delivered, read) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET delivered = max(delivered, excluded.delivered), read = max(read, excluded.read)`;
    return [[sql, [room, account, device, delivered, read]]];
  }
}
