/**
 * What waits to be sent, in order. A row is written in the step that seals it; a retry sends the same bytes. `after` is what the
 * client adopts when the server takes it (a commit's next state), also sealed.
 */
import { bytesSchema, FrameId, RoomId } from '@alcove/protocol';
import { z } from 'zod';
import type { SqlStatement } from '../driver.ts';
import { openColumn, readRow, readRows, type Shelf } from '../rows.ts';

const Columns = z.object({
  id: FrameId,
  room: RoomId,
  kind: z.enum(['application', 'policy', 'commit']),
  /** Rises by one with each row; `lastOrd` says where it stands. */
  ord: z.int(),
  /** The epoch it was sealed in. */
  epoch: z.int(),
  state: z.enum(['waiting', 'failed']),
  reason: z.string().nullable(),
});
export interface OutboxRow extends z.infer<typeof Columns> {
  readonly frame: Uint8Array;
  readonly after: Uint8Array | null;
}

const Row = Columns.extend({ sealed_frame: bytesSchema, sealed_after: bytesSchema.nullable() });
const Last = z.object({ last: z.int() });
const place = (column: 'frame' | 'after', id: FrameId): string => `outbox/${column}/${id}`;

export class Outbox {
  readonly #shelf: Shelf;
  constructor(shelf: Shelf) {
    this.#shelf = shelf;
  }

  /** In sending order. */
  async all(): Promise<OutboxRow[]> {
    const shelf = this.#shelf;
    const rows = await readRows(shelf.driver, 'outbox', Row, 'SELECT * FROM outbox ORDER BY ord');
    return rows.map(({ sealed_frame, sealed_after, ...row }) => ({
      ...row,
      frame: openColumn(shelf, place('frame', row.id), sealed_frame),
      after: sealed_after === null ? null : openColumn(shelf, place('after', row.id), sealed_after),
    }));
  }

  async lastOrd(): Promise<number> {
    const sql = `SELECT max(coalesce((SELECT max(ord) FROM outbox), 0),
      coalesce((SELECT max(ord) FROM events WHERE seq IS NULL), 0)) AS last`;
    const row = await readRow(this.#shelf.driver, 'outbox', Last, sql);
    return row?.last ?? 0;
  }

  /** Replaces the row of the same id: sealed again after a stale epoch, or tried again after a failure. */
  put({ id, room, kind, ord, epoch, state, reason, frame, after }: OutboxRow): SqlStatement[] {
    const { sealer } = this.#shelf;
    const sql = `INSERT INTO outbox (id, room, kind, ord, epoch, state, reason, sealed_frame, sealed_after)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET kind = excluded.kind, ord = excluded.ord, epoch = excluded.epoch, state = excluded.state,
        reason = excluded.reason, sealed_frame = excluded.sealed_frame, sealed_after = excluded.sealed_after`;
    const sealedAfter = after === null ? null : sealer.seal(place('after', id), after);
    return [[sql, [id, room, kind, ord, epoch, state, reason, sealer.seal(place('frame', id), frame), sealedAfter]]];
  }

  setState(id: FrameId, state: OutboxRow['state'], reason: string | null): SqlStatement[] {
    return [['UPDATE outbox SET state = ?, reason = ? WHERE id = ?', [state, reason, id]]];
  }

  drop(id: FrameId): SqlStatement[] {
    return [['DELETE FROM outbox WHERE id = ?', [id]]];
  }
}
