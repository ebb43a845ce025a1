/**
 * Which stretches of a room's log are on this device. `logFrom` is where it began to follow the log itself: everything from there to
 * the room's cursor is here. `held` are older stretches, from the archive or from an earlier time in the room.
 */
import { RoomId } from '@alcove/protocol';
import { z } from 'zod';
import { StoreError, type SqlStatement } from '../driver.ts';
import { readRows, type Shelf } from '../rows.ts';

/** Places of the log, both ends included. */
export type Stretch = readonly [first: number, last: number];

export interface HistoryRow {
  readonly room: RoomId;
  readonly logFrom: number;
  /** The first place this account could ever read; null while unknown. */
  readonly origin: number | null;
  /** In order, without neighbours that touch. */
  readonly held: readonly Stretch[];
}

const Row = z.object({ room: RoomId, log_from: z.int(), origin: z.int().nullable(), held: z.string() });
const Held = z.array(z.tuple([z.int(), z.int()]));

export class Histories {
  readonly #shelf: Shelf;
  constructor(shelf: Shelf) {
    this.#shelf = shelf;
  }

  async all(): Promise<ReadonlyMap<RoomId, HistoryRow>> {
    const rows = await readRows(this.#shelf.driver, 'history', Row, 'SELECT room, log_from, origin, held FROM history');
    return new Map(
      rows.map(({ room, log_from, origin, held }) => [room, { room, logFrom: log_from, origin, held: heldOf(held) }]),
    );
  }

  put({ room, logFrom, origin, held }: HistoryRow): SqlStatement[] {
    const sql = `INSERT INTO history (room, log_from, origin, held) VALUES (?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET log_from = excluded.log_from, origin = excluded.origin, held = excluded.held`;
    return [[sql, [room, logFrom, origin, JSON.stringify(held)]]];
  }
}

function heldOf(text: string): readonly Stretch[] {
  try {
    return Held.parse(JSON.parse(text));
  } catch {
    throw new StoreError('lost', 'history: a row has the wrong shape');
  }
}
