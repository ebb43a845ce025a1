/**
 * Every opened entry of every room, content sealed, and this device's own messages that wait to be sent (`seq` null).
 *
 * A room's first entry with an id keeps it: a later one with the same id, which only a misbehaving device makes, is not stored,
 * so it cannot take over edits and reactions meant for the first. Reading is by windows of items with all that changes them.
 */
import { DeviceId, FrameId, RoomId, type AccountId } from '@alcove/protocol';
import { z } from 'zod';
import type { SqlStatement, SqlValue } from '../driver.ts';
import { bit, readRow, readRows, type Shelf } from '../rows.ts';
import { eventValues, FIELDS, readEvents, type EventRow } from './event-row.ts';

/** An own message that has no place in the log yet. */
export type WaitingRow = EventRow & { readonly seq: null; readonly ord: number };

/** All entries of a stretch of the log, with everything outside it that changes or is quoted by its items. */
export interface EventWindow {
  readonly rows: readonly EventRow[];
  /** The stretch starts here: hand it to `older` to go on. Null when there is nothing older. */
  readonly from: number | null;
}

/** Where the log has an entry, and since when. */
export interface Placement {
  readonly seq: number;
  readonly at: number;
}

export interface UnreadCount {
  readonly room: RoomId;
  readonly unread: number;
  readonly lit: number;
}

const DAY_MS = 86_400_000;
const DayCount = z.object({ day: z.int(), opened: z.int(), unopened: z.int() });
export type DayCount = z.infer<typeof DayCount>;

const Count = z.object({ room: RoomId, unread: z.int(), lit: z.int() });
const First = z.object({ id: FrameId, seq: z.int() });
const Known = First.extend({ loose: z.int() });
const Gone = z.object({ deletion: z.int(), id: FrameId, seq: z.int() });
const Wrote = z.object({ device: DeviceId });
const FirstAt = z.object({ at: z.int() });
const DocOnly = z.object({ doc: z.int() });
const Start = z.object({ seq: z.int() });

const INSERT = `INSERT INTO events (${FIELDS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const NEWEST = Number.MAX_SAFE_INTEGER;

export class Events {
  readonly #shelf: Shelf;
  constructor(shelf: Shelf) {
    this.#shelf = shelf;
  }

  /**
   * An entry of the log. Takes the place of the same entry when it waited, could not be opened before, or was taken back; any other
   * entry that holds the id already stays, and nothing changes.
   */
  put(row: EventRow): SqlStatement[] {
    const sql = `${INSERT}
      ON CONFLICT (room, id) DO UPDATE SET seq = excluded.seq, ord = NULL, at = excluded.at, type = excluded.type,
        item = excluded.item, notice = excluded.notice, target = excluded.target, quote = excluded.quote,
        sealed = excluded.sealed, loose = 0
        WHERE events.author = excluded.author AND events.device = excluded.device
          AND (events.seq IS NULL OR events.loose = 1 OR (events.seq = excluded.seq AND events.type = 'unopened'))
      ON CONFLICT DO NOTHING`;
    return [[sql, this.#values(row)]];
  }

  /** An own message that goes to the outbox in the same step; sealing it again after a stale epoch replaces it. */
  putWaiting(row: WaitingRow): SqlStatement[] {
    const sql = `${INSERT}
      ON CONFLICT (room, id) DO UPDATE SET sealed = excluded.sealed, ord = excluded.ord, at = excluded.at
        WHERE events.seq IS NULL`;
    return [[sql, this.#values(row)]];
  }

  /** The server took a waiting message: it gets its place and the server's time. */
  arrive(room: RoomId, id: FrameId, seq: number, at: number): SqlStatement[] {
    const sql = 'UPDATE events SET seq = ?, ord = NULL, at = ? WHERE room = ? AND id = ? AND seq IS NULL';
    return [[sql, [seq, at, room, id]]];
  }

  /** This device's own messages after a place, in order. */
  ownAfter(room: RoomId, device: DeviceId, seq: number): Promise<EventRow[]> {
    const sql = `SELECT ${FIELDS} FROM events
      WHERE room = ? AND device = ? AND seq > ? AND type NOT IN ('line', 'unopened') ORDER BY seq`;
    return this.#rows(sql, [room, device, seq]);
  }

  /** An own message whose entry was taken back waits again. */
  waitAgain(room: RoomId, id: FrameId, ord: number): SqlStatement[] {
    return [['UPDATE events SET seq = NULL, ord = ? WHERE room = ? AND id = ?', [ord, room, id]]];
  }

  /**
   * Entries after a place were taken back: what was read stays until its sender has said it again, what could not be opened goes. The
   * commit at that place goes too when it could not be opened.
   */
  takeBack(room: RoomId, seq: number): SqlStatement[] {
    return [
      ["DELETE FROM events WHERE room = ? AND seq >= ? AND type = 'unopened'", [room, seq]],
      ["UPDATE events SET loose = 1 WHERE room = ? AND seq > ? AND type <> 'line'", [room, seq]],
    ];
  }

  /**
   * The log is told anew after `after`: what stands in it (`places`, by id) moves there. A row that this device wrote itself from an
   * entry the log does not have (a line, an unopened one) goes with that entry; what somebody said stays where it stood, until they say it again. What
   * was read stays read; what comes in before it counts as unread.
   */
  rewind(room: RoomId, after: number, places: ReadonlyMap<FrameId, Placement>): SqlStatement[] {
    const list = JSON.stringify(Object.fromEntries([...places].map(([id, { seq, at }]) => [id, [seq, at]])));
    const read = `UPDATE events SET notice = 0 WHERE room = ?1 AND seq > ?2
      AND seq <= coalesce((SELECT read FROM reading WHERE room = ?1), 0)`;
    const made = `DELETE FROM events WHERE room = ?1 AND seq > ?2 AND type IN ('line', 'unopened')
      AND id NOT IN (SELECT key FROM json_each(?3))`;
    const moved = `UPDATE events SET seq = json_extract(p.value, '$[0]'), at = json_extract(p.value, '$[1]')
      FROM json_each(?3) p WHERE events.room = ?1 AND events.seq > ?2 AND events.id = p.key`;
    // Whoever said it may say it again, under the same id: that is its place then.
    const left = `UPDATE events SET loose = 1 WHERE room = ?1 AND seq > ?2 AND type NOT IN ('line', 'unopened')
      AND id NOT IN (SELECT key FROM json_each(?3))`;
    return [
      [left, [room, after, list]],
      [read, [room, after]],
      ['UPDATE reading SET read = min(read, ?2) WHERE room = ?1', [room, after]],
      [made, [room, after, list]],
      [moved, [room, after, list]],
    ];
  }

  /** Everything after that place of the log, in order. `standing`: without what stood in a log, or an epoch, that was left. */
  after(room: RoomId, seq: number, standing: boolean = false): Promise<EventRow[]> {
    const which = standing ? 'AND loose = 0' : '';
    return this.#rows(`SELECT ${FIELDS} FROM events WHERE room = ? AND seq > ? ${which} ORDER BY seq`, [room, seq]);
  }

  /** The place of an entry that is known as such: opened, by that device. `left`: it stood in a log that was left. */
  async placeOf(room: RoomId, id: FrameId, device: DeviceId): Promise<{ seq: number; left: boolean } | null> {
    const sql = `SELECT id, seq, loose FROM events
      WHERE room = ? AND id = ? AND device = ? AND seq IS NOT NULL AND type <> 'unopened'`;
    const row = await readRow(this.#shelf.driver, 'events', Known, sql, [room, id, device]);
    return row === null ? null : { seq: row.seq, left: row.loose === 1 };
  }

  /** What stood in a log that was left has its place in this one. */
  settle(room: RoomId, id: FrameId, seq: number, at: number): SqlStatement[] {
    return [['UPDATE events SET seq = ?, at = ?, loose = 0 WHERE room = ? AND id = ?', [seq, at, room, id]]];
  }

  /** The device from which somebody wrote last in a room, as far as it is here. */
  async lastDeviceOf(room: RoomId, author: AccountId): Promise<DeviceId | null> {
    const sql = 'SELECT device FROM events WHERE room = ? AND author = ? AND type = ? ORDER BY seq DESC LIMIT 1';
    return (await readRow(this.#shelf.driver, 'events', Wrote, sql, [room, author, 'text']))?.device ?? null;
  }

  /** An entry of which nothing is to be shown any more: it could not be opened, and what it changed is known by now. */
  dropUnopened(room: RoomId, id: FrameId): SqlStatement[] {
    return [[`DELETE FROM events WHERE room = ? AND id = ? AND type = 'unopened'`, [room, id]]];
  }

  /** A waiting message is taken back. */
  dropWaiting(room: RoomId, id: FrameId): SqlStatement[] {
    return [['DELETE FROM events WHERE room = ? AND id = ? AND seq IS NULL', [room, id]]];
  }

  /** The author deleted it: it counts as unread no longer. */
  hush(room: RoomId, target: FrameId, author: AccountId): SqlStatement[] {
    return [['UPDATE events SET notice = 0 WHERE room = ? AND id = ? AND author = ?', [room, target, author]]];
  }

  /** The newest `count` items and what waits; reaches back to `reach` at least, so that an unread line is inside. */
  async newest(room: RoomId, count: number, reach: number = NEWEST): Promise<EventWindow> {
    const start = await this.#startOf(room, NEWEST, count);
    const from = start === null ? null : Math.min(start, reach);
    return this.#stretch(room, from, NEWEST, true);
  }

  /** The `count` items before `from`. */
  async older(room: RoomId, from: number, count: number): Promise<EventWindow> {
    return this.#stretch(room, await this.#startOf(room, from, count), from, false);
  }

  /** Single events with all that changes them. */
  async some(room: RoomId, ids: readonly FrameId[]): Promise<EventRow[]> {
    const list = JSON.stringify(ids);
    const sql = `SELECT ${FIELDS} FROM events WHERE room = ?1 AND id IN (SELECT value FROM json_each(?2))
      UNION SELECT ${FIELDS} FROM events WHERE room = ?1 AND target IN (SELECT value FROM json_each(?2))`;
    return this.#rows(sql, [room, list]);
  }

  /** A stretch of the log from `first` to `last`, in order; at most `most` of it. */
  async between(room: RoomId, first: number, last: number, most: number): Promise<EventRow[]> {
    const sql = `SELECT ${FIELDS} FROM events WHERE room = ? AND seq BETWEEN ? AND ? ORDER BY seq LIMIT ?`;
    return this.#rows(sql, [room, first, last, most]);
  }

  /** The messages of a room that their authors deleted, with their edits: where in the log each stands, and the deletion. */
  async deleted(room: RoomId): Promise<z.infer<typeof Gone>[]> {
    const sql = `WITH gone AS (
        SELECT d.seq AS deletion, m.id, m.seq FROM events d JOIN events m ON m.room = d.room AND m.id = d.target
        WHERE d.room = ?1 AND d.target IS NOT NULL AND d.type = 'delete' AND d.author = m.author
          AND d.seq IS NOT NULL AND m.seq IS NOT NULL)
      SELECT deletion, id, seq FROM gone
      UNION SELECT g.deletion, g.id, e.seq FROM gone g JOIN events e ON e.room = ?1 AND e.target = g.id
        WHERE e.target IS NOT NULL AND e.type = 'edit' AND e.seq IS NOT NULL`;
    return readRows(this.#shelf.driver, 'events', Gone, sql, [room]);
  }

  /** When the oldest item at or after `from` was said. */
  async firstAt(room: RoomId, from: number): Promise<number | null> {
    const sql = 'SELECT at FROM events WHERE room = ? AND item = 1 AND seq >= ? ORDER BY seq LIMIT 1';
    const row = await readRow(this.#shelf.driver, 'events', FirstAt, sql, [room, from]);
    return row?.at ?? null;
  }

  /** The messages that were said at `from` (ms) or later, the oldest first, as search knows them: `most` of them after the first `skipped`. */
  async docsFrom(room: RoomId, from: number, most: number, skipped: number): Promise<readonly number[]> {
    const sql = `SELECT rowid AS doc FROM events WHERE room = ? AND item = 1 AND at >= ? AND type NOT IN ('line', 'unopened')
      ORDER BY seq IS NULL, seq, ord LIMIT ? OFFSET ?`;
    const rows = await readRows(this.#shelf.driver, 'events', DocOnly, sql, [room, from, most, skipped]);
    return rows.map(({ doc }) => doc);
  }

  /** Per day since `since` (ms): how many messages were opened, and how many entries could not be. Days without any are left out. */
  async openedByDay(since: number): Promise<DayCount[]> {
    const sql = `SELECT CAST((at - ?1) / ${String(DAY_MS)} AS INTEGER) AS day, sum(type <> 'unopened') AS opened, sum(type = 'unopened') AS unopened
      FROM events WHERE at >= ?1 AND seq IS NOT NULL AND item = 1 AND type <> 'line' GROUP BY day ORDER BY day`;
    return readRows(this.#shelf.driver, 'events', DayCount, sql, [since]);
  }

  /** Rooms without unread items are left out. */
  async unreadCounts(): Promise<UnreadCount[]> {
    // From the rooms, each with its own stretch of the index: what was read long ago is not walked through (a CROSS JOIN keeps the order).
    const sql = `SELECT m.room, count(*) AS unread, sum(e.notice = 2) AS lit FROM rooms m
      LEFT JOIN reading r ON r.room = m.room
      CROSS JOIN events e ON e.room = m.room AND e.notice > 0 AND e.seq > coalesce(r.read, 0) GROUP BY m.room`;
    return readRows(this.#shelf.driver, 'events', Count, sql);
  }

  async firstUnread(room: RoomId, read: number): Promise<z.infer<typeof First> | null> {
    const sql = 'SELECT id, seq FROM events WHERE room = ? AND notice > 0 AND seq > ? ORDER BY seq LIMIT 1';
    return readRow(this.#shelf.driver, 'events', First, sql, [room, read]);
  }

  /** Where the stretch starts that holds `count` items before `before`; null when fewer are left than that. */
  async #startOf(room: RoomId, before: number, count: number): Promise<number | null> {
    const sql = 'SELECT seq FROM events WHERE room = ? AND item = 1 AND seq < ? ORDER BY seq DESC LIMIT 2 OFFSET ?';
    const rows = await readRows(this.#shelf.driver, 'events', Start, sql, [room, before, Math.max(count - 1, 0)]);
    return rows.length === 2 ? (rows[0]?.seq ?? null) : null;
  }

  async #stretch(room: RoomId, from: number | null, before: number, waiting: boolean): Promise<EventWindow> {
    const sql = `WITH inside AS (
        SELECT ${FIELDS} FROM events WHERE room = ?1 AND ((seq >= ?2 AND seq < ?3) OR (?4 AND seq IS NULL))),
      named AS (SELECT id FROM inside WHERE item = 1 UNION SELECT quote FROM inside WHERE quote IS NOT NULL)
      SELECT * FROM inside
      UNION SELECT ${FIELDS} FROM events WHERE room = ?1 AND target IN (SELECT id FROM named)
      UNION SELECT ${FIELDS} FROM events WHERE room = ?1 AND id IN (SELECT id FROM named)`;
    return { rows: await this.#rows(sql, [room, from ?? 0, before, bit(waiting)]), from };
  }

  #rows(sql: string, params: readonly SqlValue[]): Promise<EventRow[]> {
    return readEvents(this.#shelf, sql, params);
  }

  #values(row: EventRow): SqlValue[] {
    return eventValues(this.#shelf, row);
  }
}
