/** One row of `events`, opened and sealed: whoever reads messages reads them by this. Which rows, and in what order, is the reader's. */
import { AccountId, bytesSchema, DeviceId, FrameId, RoomId } from '@alcove/protocol';
import { z } from 'zod';
import type { SqlValue } from '../driver.ts';
import { bit, openColumn, readRows, type Shelf } from '../rows.ts';

const Columns = z.object({
  room: RoomId,
  /** Place in the log; null while it waits. */
  seq: z.int().nullable(),
  /** Local order of what waits. */
  ord: z.int().nullable(),
  id: FrameId,
  /** Server time, ms; this device's while it waits. */
  at: z.int(),
  author: AccountId,
  device: DeviceId,
  type: z.string(),
  /** 1 counts as unread, 2 counts and is for this person (lit). */
  notice: z.union([z.literal(0), z.literal(1), z.literal(2)]),
  /** The event this one changes. */
  target: FrameId.nullable(),
  /** The event this one answers. */
  quote: FrameId.nullable(),
});
export interface EventRow extends z.infer<typeof Columns> {
  /** Shows as an item of its own; false for what only changes another or the room. */
  readonly item: boolean;
  readonly content: Uint8Array;
}

const Row = Columns.extend({ item: z.int(), sealed: bytesSchema });

export const FIELDS = 'room, seq, ord, id, at, author, device, type, item, notice, target, quote, sealed';

const place = (row: Omit<EventRow, 'content' | 'item'>): string =>
  `events/${row.room}/${row.id}/${row.author}/${row.device}/${row.type}`;

/** `sql` selects FIELDS. */
export async function readEvents(shelf: Shelf, sql: string, params: readonly SqlValue[]): Promise<EventRow[]> {
  const rows = await readRows(shelf.driver, 'events', Row, sql, params);
  return rows.map((row) => opened(shelf, row));
}

/** A message and its number. */
export interface Doc {
  readonly doc: number;
  readonly row: EventRow;
}

/** `sql` selects FIELDS, and the rowid as `doc`. */
export async function readDocs(shelf: Shelf, sql: string, params: readonly SqlValue[]): Promise<Doc[]> {
  const rows = await readRows(shelf.driver, 'events', Row.extend({ doc: z.int() }), sql, params);
  return rows.map(({ doc, ...row }) => ({ doc, row: opened(shelf, row) }));
}

function opened(shelf: Shelf, { sealed, item, ...row }: z.infer<typeof Row>): EventRow {
  return { ...row, item: item === 1, content: openColumn(shelf, place(row), sealed) };
}

/** In the order of FIELDS. */
export function eventValues({ sealer }: Shelf, row: EventRow): SqlValue[] {
  const sealed = sealer.seal(place(row), row.content);
  const { room, seq, ord, id, at, author, device, type, item, notice, target, quote } = row;
  return [room, seq, ord, id, at, author, device, type, bit(item), notice, target, quote, sealed];
}
