/**
 * The encryption state of rooms, in the parts that packages/crypto gives: the head and past epochs change with the epoch, a
 * ratchet with every message. Only parts whose bytes changed are written, and parts that are gone are deleted: an old ratchet
 * that stays on disk would undo forward secrecy.
 */
import { bytesSchema, equalBytes, type Bytes, type RoomId } from '@alcove/protocol';
import { z } from 'zod';
import type { SqlStatement } from '../driver.ts';
import { openColumn, readRows, type Shelf } from '../rows.ts';

/** The shape of crypto's GroupParts; the numbers are epochs. */
export interface GroupRows {
  readonly head: Bytes;
  readonly ratchets: ReadonlyMap<number, Bytes>;
  readonly past: ReadonlyMap<number, Bytes>;
}

const PartName = z.enum(['head', 'ratchet', 'past']);
type PartName = z.infer<typeof PartName>;
interface Part {
  readonly part: PartName;
  readonly epoch: number;
  readonly bytes: Bytes;
}

const Row = z.object({ part: PartName, epoch: z.int(), sealed: bytesSchema });
const place = (room: RoomId, part: PartName, epoch: number): string => `group_parts/${room}/${part}/${String(epoch)}`;
const keyOf = ({ part, epoch }: Part): string => `${part}/${String(epoch)}`;

export class Groups {
  readonly #shelf: Shelf;
  constructor(shelf: Shelf) {
    this.#shelf = shelf;
  }

  async get(room: RoomId): Promise<GroupRows | null> {
    const sql = 'SELECT part, epoch, sealed FROM group_parts WHERE room = ?';
    const rows = await readRows(this.#shelf.driver, 'group_parts', Row, sql, [room]);
    const parts = rows.map(({ part, epoch, sealed }) => ({
      part,
      epoch,
      bytes: openColumn(this.#shelf, place(room, part, epoch), sealed),
    }));
    const head = parts.find(({ part }) => part === 'head');
    if (head === undefined) return null;
    const mapOf = (name: PartName): ReadonlyMap<number, Bytes> =>
      new Map(parts.filter(({ part }) => part === name).map(({ epoch, bytes }) => [epoch, bytes]));
    return { head: head.bytes, ratchets: mapOf('ratchet'), past: mapOf('past') };
  }

  /** `before` is what the database holds: what `get` gave or what was last put; null writes everything anew. */
  put(room: RoomId, after: GroupRows, before: GroupRows | null): SqlStatement[] {
    const out: SqlStatement[] = before === null ? this.drop(room) : [];
    const gone = new Map((before === null ? [] : listed(before)).map((part) => [keyOf(part), part]));
    for (const part of listed(after)) {
      const old = gone.get(keyOf(part));
      gone.delete(keyOf(part));
      if (old !== undefined && equalBytes(old.bytes, part.bytes)) continue;
      const sealed = this.#shelf.sealer.seal(place(room, part.part, part.epoch), part.bytes);
      const sql = `INSERT INTO group_parts (room, part, epoch, sealed) VALUES (?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET sealed = excluded.sealed`;
      out.push([sql, [room, part.part, part.epoch, sealed]]);
    }
    for (const { part, epoch } of gone.values()) {
      out.push(['DELETE FROM group_parts WHERE room = ? AND part = ? AND epoch = ?', [room, part, epoch]]);
    }
    return out;
  }

  drop(room: RoomId): SqlStatement[] {
    return [['DELETE FROM group_parts WHERE room = ?', [room]]];
  }
}

function listed({ head, ratchets, past }: GroupRows): Part[] {
  const of = (part: PartName, map: ReadonlyMap<number, Bytes>): Part[] =>
    [...map].map(([epoch, bytes]) => ({ part, epoch, bytes }));
  return [{ part: 'head', epoch: 0, bytes: head }, ...of('ratchet', ratchets), ...of('past', past)];
}
