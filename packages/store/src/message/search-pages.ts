/**
 * What is searched: pages of messages, sealed, and marks on messages whose page is behind. What a page holds is the client's; which
 * messages are marked is the database's own doing (migrations/0009-search.ts).
 */
import { bytesSchema, type Bytes } from '@alcove/protocol';
import { z } from 'zod';
import type { SqlStatement } from '../driver.ts';
import { openColumn, readRow, readRows, type Shelf } from '../rows.ts';
import { FIELDS, readDocs, readEvents, type Doc, type EventRow } from './event-row.ts';

/** Messages per page: few, so that one more rewrites little, and enough that there are not too many pages to open. */
const PAGE = 64;

/** A message whose page does not say what its row says, or that is gone. */
export interface Mark {
  readonly n: number;
  /** The message, as pages know it. */
  readonly doc: number;
}

export interface SearchPage {
  readonly page: number;
  readonly plain: Bytes;
}

const MarkRow = z.object({ n: z.int(), doc: z.int() });
const PageRow = z.object({ page: z.int(), sealed: bytesSchema });
const Count = z.object({ count: z.int() });
const place = (page: number): string => `search_pages/${String(page)}`;

export class SearchPages {
  readonly #shelf: Shelf;
  constructor(shelf: Shelf) {
    this.#shelf = shelf;
  }

  pageOf(doc: number): number {
    return Math.floor(doc / PAGE);
  }

  /** Every message that can stand on a page. */
  docsOn(page: number): readonly number[] {
    return Array.from({ length: PAGE }, (_, n) => page * PAGE + n);
  }

  /** The marks set last, at most so many. */
  async marks(most: number): Promise<Mark[]> {
    return readRows(this.#shelf.driver, 'search', MarkRow, 'SELECT n, doc FROM search_marks ORDER BY n DESC LIMIT ?', [
      most,
    ]);
  }

  async marksLeft(): Promise<number> {
    const row = await readRow(this.#shelf.driver, 'search', Count, 'SELECT count(*) AS count FROM search_marks');
    return row?.count ?? 0;
  }

  /** The messages of these that are here, with their changes, reactions left out. */
  async messages(
    docs: readonly number[],
  ): Promise<{ readonly docs: readonly Doc[]; readonly changes: readonly EventRow[] }> {
    const list = JSON.stringify(docs);
    const wanted = 'rowid IN (SELECT value FROM json_each(?1))';
    const fields = FIELDS.split(', ')
      .map((field) => `e.${field}`)
      .join(', ');
    const [found, changes] = await Promise.all([
      readDocs(this.#shelf, `SELECT rowid AS doc, ${FIELDS} FROM events WHERE ${wanted}`, [list]),
      readEvents(
        this.#shelf,
        `SELECT ${fields} FROM (SELECT room, id FROM events WHERE ${wanted}) m
          JOIN events e ON e.room = m.room AND e.target = m.id WHERE e.type <> 'reaction'`,
        [list],
      ),
    ]);
    return { docs: found, changes };
  }

  async page(page: number): Promise<Bytes | null> {
    const sql = 'SELECT page, sealed FROM search_pages WHERE page = ?';
    const row = await readRow(this.#shelf.driver, 'search', PageRow, sql, [page]);
    return row === null ? null : openColumn(this.#shelf, place(page), row.sealed);
  }

  /** The next `most` pages after that one, in order; the first ones after -1. */
  async pagesAfter(page: number, most: number): Promise<SearchPage[]> {
    const sql = 'SELECT page, sealed FROM search_pages WHERE page > ? ORDER BY page LIMIT ?';
    const rows = await readRows(this.#shelf.driver, 'search', PageRow, sql, [page, most]);
    return rows.map((row) => ({ page: row.page, plain: openColumn(this.#shelf, place(row.page), row.sealed) }));
  }

  /** Null: nothing stands on it. */
  put(page: number, plain: Uint8Array | null): SqlStatement[] {
    if (plain === null) return [['DELETE FROM search_pages WHERE page = ?', [page]]];
    const sql = 'INSERT INTO search_pages VALUES (?, ?) ON CONFLICT DO UPDATE SET sealed = excluded.sealed';
    return [[sql, [page, this.#shelf.sealer.seal(place(page), plain)]]];
  }

  /** Their pages say what their rows say. One that was set anew meanwhile stays. */
  settle(marks: readonly Mark[]): SqlStatement[] {
    const list = JSON.stringify(marks.map(({ n }) => n));
    return [['DELETE FROM search_marks WHERE n IN (SELECT value FROM json_each(?))', [list]]];
  }

  /** What a page says cannot be used: all on it is read again. */
  discard(page: number): SqlStatement[] {
    const [first, last] = [page * PAGE, page * PAGE + PAGE - 1];
    return [
      ...this.put(page, null),
      ['DELETE FROM search_marks WHERE doc BETWEEN ? AND ?', [first, last]],
      [
        'INSERT INTO search_marks (doc) SELECT rowid FROM events WHERE rowid BETWEEN ? AND ? AND item = 1',
        [first, last],
      ],
    ];
  }
}
