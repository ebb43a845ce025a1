/** What is typed and not sent, per room. An empty draft is none. */
import { bytesSchema, RoomId } from '@alcove/protocol';
import { z } from 'zod';
import type { SqlStatement } from '../driver.ts';
import { openText, readRows, sealText, type Shelf } from '../rows.ts';

const Row = z.object({ room: RoomId, sealed: bytesSchema });
const place = (room: RoomId): string => `drafts/${room}`;

export class Drafts {
  readonly #shelf: Shelf;
  constructor(shelf: Shelf) {
    this.#shelf = shelf;
  }
  async all(): Promise<ReadonlyMap<RoomId, string>> {
    const rows = await readRows(this.#shelf.driver, 'drafts', Row, 'SELECT room, sealed FROM drafts');
    return new Map(rows.map(({ room, sealed }) => [room, openText(this.#shelf, place(room), sealed)]));
  }
  put(room: RoomId, text: string): SqlStatement[] {
    if (text === '') return [['DELETE FROM drafts WHERE room = ?', [room]]];
    const sealed = sealText(this.#shelf, place(room), text);
    return [['INSERT INTO drafts VALUES (?, ?) ON CONFLICT DO UPDATE SET sealed = excluded.sealed', [room, sealed]]];
  }
}
