/**
 * What this device knows of its rooms. Three rows per room, by how often they change: the room, its place in the log (every
 * entry), and how far the person has read (may move back: "unread from here").
 */
import { AccountId, bytesSchema, RoomId, RoomKind, type Bytes } from '@alcove/protocol';
import { z } from 'zod';
import type { SqlStatement } from '../driver.ts';
import { bit, openColumn, openText, readRows, sealText, type Shelf } from '../rows.ts';

export interface RoomRow {
  readonly room: RoomId;
  readonly kind: RoomKind;
  readonly peer: AccountId | null;
  readonly title: string;
  readonly topic: string;
  readonly groupInfoKey: Bytes | null;
  /** The entry that brought this device in: what comes after it can be opened. */
  readonly joinSeq: number;
  /** The epoch that entry began: what was sealed in earlier ones was never meant for this device. */
  readonly joinEpoch: number;
  /** False: left or removed; the history stays. */
  readonly member: boolean;
}

export interface PlaceRow {
  readonly room: RoomId;
  readonly epoch: number;
  /** The last entry that was processed and stored. */
  readonly cursor: number;
  /** The hash chain's head at `cursor`. */
  readonly head: Bytes;
  /** Since when this device's leaf in the group has the key it has, ms since 1970; 0: longer than is known. */
  readonly leafSince: number;
  /** Own messages sealed since then. */
  readonly leafSealed: number;
}

const Row = z.object({
  room: RoomId,
  kind: RoomKind,
  peer: AccountId.nullable(),
  join_seq: z.int(),
  join_epoch: z.int(),
  member: z.int(),
  sealed_title: bytesSchema,
  sealed_topic: bytesSchema,
  sealed_group_info_key: bytesSchema.nullable(),
});
const Place = z.object({
  room: RoomId,
  epoch: z.int(),
  cursor: z.int(),
  head: bytesSchema,
  leaf_since: z.int(),
  leaf_sealed: z.int(),
});
const Reading = z.object({ room: RoomId, read: z.int() });
const place = (column: 'title' | 'topic' | 'group_info_key', room: RoomId): string => `rooms/${column}/${room}`;

export class Rooms {
  readonly #shelf: Shelf;
  constructor(shelf: Shelf) {
    this.#shelf = shelf;
  }

  async all(): Promise<RoomRow[]> {
    const shelf = this.#shelf;
    const rows = await readRows(shelf.driver, 'rooms', Row, 'SELECT * FROM rooms');
    return rows.map((row) => ({
      room: row.room,
      kind: row.kind,
      peer: row.peer,
      title: openText(shelf, place('title', row.room), row.sealed_title),
      topic: openText(shelf, place('topic', row.room), row.sealed_topic),
      groupInfoKey:
        row.sealed_group_info_key === null
          ? null
          : openColumn(shelf, place('group_info_key', row.room), row.sealed_group_info_key),
      joinSeq: row.join_seq,
      joinEpoch: row.join_epoch,
      member: row.member === 1,
    }));
  }
  put(row: RoomRow): SqlStatement[] {
    const shelf = this.#shelf;
    const key =
      row.groupInfoKey === null ? null : shelf.sealer.seal(place('group_info_key', row.room), row.groupInfoKey);
    const sql = `INSERT INTO rooms
      (room, kind, peer, join_seq, join_epoch, member, sealed_title, sealed_topic, sealed_group_info_key)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET kind = excluded.kind, peer = excluded.peer, join_seq = excluded.join_seq,
        join_epoch = excluded.join_epoch,
        member = excluded.member, sealed_title = excluded.sealed_title, sealed_topic = excluded.sealed_topic,
        sealed_group_info_key = excluded.sealed_group_info_key`;
    const title = sealText(shelf, place('title', row.room), row.title);
    const topic = sealText(shelf, place('topic', row.room), row.topic);
    return [[sql, [row.room, row.kind, row.peer, row.joinSeq, row.joinEpoch, bit(row.member), title, topic, key]]];
  }

  /** A room that never came to be: nobody else has seen it. */
  drop(room: RoomId): SqlStatement[] {
    const tables = [
      'rooms',
      'places',
      'reading',
      'policy_frames',
      'drafts',
      'settlements',
      'bases',
      'history',
      'commits',
      'alarms',
      'kept_entries',
    ];
    return tables.map((table) => [`DELETE FROM ${table} WHERE room = ?`, [room]]);
  }

  async places(): Promise<ReadonlyMap<RoomId, PlaceRow>> {
    const rows = await readRows(this.#shelf.driver, 'places', Place, 'SELECT * FROM places');
    return new Map(
      rows.map(({ leaf_since: leafSince, leaf_sealed: leafSealed, ...row }) => [
        row.room,
        { ...row, leafSince, leafSealed },
      ]),
    );
  }
  putPlace({ room, epoch, cursor, head, leafSince, leafSealed }: PlaceRow): SqlStatement[] {
    const sql = `INSERT INTO places (room, epoch, cursor, head, leaf_since, leaf_sealed) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET epoch = excluded.epoch, cursor = excluded.cursor, head = excluded.head,
        leaf_since = excluded.leaf_since, leaf_sealed = excluded.leaf_sealed`;
    return [[sql, [room, epoch, cursor, head, leafSince, leafSealed]]];
  }

  /** The last seq the person has read, per room. */
  async reading(): Promise<ReadonlyMap<RoomId, number>> {
    const rows = await readRows(this.#shelf.driver, 'reading', Reading, 'SELECT room, read FROM reading');
    return new Map(rows.map((row) => [row.room, row.read]));
  }
  putReading(room: RoomId, read: number): SqlStatement[] {
    return [['INSERT INTO reading VALUES (?, ?) ON CONFLICT DO UPDATE SET read = excluded.read', [room, read]]];
  }
}
