/**
 * The room log on SQLite: prepared statements straight on the writer's connection, because every message passes here. The connection
 * is borrowed from Kysely for the length of a batch, so that no transaction of a feature is ever open around one.
 */
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import {
  decodeCbor,
  encodeCbor,
  Settlement,
  startSettlement,
  type AccountId,
  type Bytes,
  type DeviceId,
  type RoomId,
  type RoomKind,
  type Suite,
} from '@alcove/protocol';
import {
  frameKey,
  type Facts,
  type FactsWanted,
  type GroupInfoChange,
  type LogWrites,
  type Placed,
  type RoomLogStore,
  type RoomState,
  type WriteOutcome,
} from '../log/log-store.ts';
import type { Db } from './schema.ts';
import { isStorageFull } from './storage-errors.ts';

type Row = Record<string, SQLOutputValue>;
type Statements = ReturnType<typeof prepare>;

class LostRace extends Error {
  override readonly name = 'LostRace';
}

export function sqliteRoomLogStore(db: DatabaseSync, writer: Db): RoomLogStore {
  const sql = prepare(db);
  return {
    facts: (wanted) => writer.connection().execute(async () => readFacts(sql, wanted)),
    write: (writes) => writer.connection().execute(async () => writeInTransaction(db, sql, writes)),
  };
}

function prepare(db: DatabaseSync) {
  return {
    room: db.prepare('SELECT * FROM room WHERE id = ?'),
    members: db.prepare('SELECT account, aik, device FROM member WHERE room = ? AND until_seq IS NULL'),
    frame: db.prepare(
      `SELECT room.id AS room, entry.seq, entry.at, entry.kind FROM entry JOIN room ON room.key = entry.room
       WHERE device = ? AND frame = ? AND voided = 0`,
    ),
    aik: db.prepare('SELECT aik FROM account WHERE id = ?'),
    devices: db.prepare('SELECT id FROM device WHERE account = ? AND revoked = 0'),
    pair: db.prepare('SELECT id FROM room WHERE pair = ?'),
    createRoom: db.prepare(
      `INSERT INTO room (id, kind, suite, epoch, seq, head, at, owner, policy_version, policy_hash, pair)
       VALUES (?, ?, '', 0, 0, x'', 0, '', 0, x'', ?)`,
    ),
    moveRoom: db.prepare(
      `UPDATE room SET suite = :suite, epoch = :epoch, seq = :seq, head = :head, at = :at, owner = :owner,
       policy_version = :version, policy_hash = :hash, settlement = :settlement WHERE id = :id AND seq = :seqBefore RETURNING key`,
    ),
    entry: db.prepare(
      'INSERT INTO entry (room, seq, kind, epoch, device, frame, at, core, head) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    ),
    join: db.prepare('INSERT INTO member (room, account, aik, device, from_seq) VALUES (?, ?, ?, ?, ?)'),
    leave: db.prepare('UPDATE member SET until_seq = ? WHERE room = ? AND account = ? AND until_seq IS NULL'),
    forgetMarks: db.prepare('DELETE FROM mark WHERE room = ? AND account = ?'),
    forgetWelcomes: db.prepare(
      `DELETE FROM welcome_to WHERE welcome IN (SELECT id FROM welcome WHERE room = ?)
       AND device IN (SELECT id FROM device WHERE account = ?)`,
    ),
    takeBack: db.prepare("UPDATE entry SET voided = 1 WHERE room = ? AND seq > ? AND seq < ? AND kind = 'application'"),
    withdrawWelcomes: db.prepare(
      'DELETE FROM welcome_to WHERE welcome IN (SELECT id FROM welcome WHERE room = ? AND seq >= ?)',
    ),
    dropInfoBefore: db.prepare('DELETE FROM group_info_before WHERE room = ?'),
    keepInfo: db.prepare('INSERT INTO group_info_before SELECT room, epoch, seq, body FROM group_info WHERE room = ?'),
    dropInfo: db.prepare('DELETE FROM group_info WHERE room = ?'),
    infoBack: db.prepare('INSERT INTO group_info SELECT room, epoch, seq, body FROM group_info_before WHERE room = ?'),
    groupInfo: db.prepare(
      `INSERT INTO group_info (room, epoch, seq, body) VALUES (?, ?, ?, ?)
       ON CONFLICT (room) DO UPDATE SET epoch = excluded.epoch, seq = excluded.seq, body = excluded.body`,
    ),
    welcome: db.prepare(
      'INSERT INTO welcome (room, seq, epoch, from_account, from_device, body) VALUES (?, ?, ?, ?, ?, ?)',
    ),
    welcomeTo: db.prepare('INSERT INTO welcome_to (device, welcome) VALUES (?, ?)'),
  };
}

function readFacts(sql: Statements, wanted: FactsWanted): Facts {
  const rooms = new Map<RoomId, RoomState>();
  for (const id of wanted.rooms) {
    const row = sql.room.get(id);
    if (row !== undefined) rooms.set(id, roomState(row, sql.members.all(Number(row['key']))));
  }
  const frames = new Map<string, Placed>();
  for (const { device, id } of wanted.frames) {
    const row = sql.frame.get(device, id);
    if (row !== undefined) frames.set(frameKey(device, id), row as unknown as Placed);
  }
  const people = new Map<AccountId, { aik: Bytes; devices: ReadonlySet<DeviceId> }>();
  for (const account of wanted.accounts) {
    const row = sql.aik.get(account);
    if (row === undefined) continue;
    const devices = new Set(sql.devices.all(account).map((d) => d['id'] as DeviceId));
    people.set(account, { aik: row['aik'] as Bytes, devices });
  }
  const pairs = new Map<string, RoomId>();
  for (const pair of wanted.pairs) {
    const row = sql.pair.get(pair);
    if (row !== undefined) pairs.set(pair, row['id'] as RoomId);
  }
  return { rooms, frames, people, pairs };
}

function roomState(row: Row, members: readonly Row[]): RoomState {
  return {
    policy: {
      room: row['id'] as RoomId,
      kind: row['kind'] as RoomKind,
      suite: row['suite'] as Suite,
      version: Number(row['policy_version']),
      hash: row['policy_hash'] as Bytes,
      owner: row['owner'] as AccountId,
      members: new Map(members.map((m) => [m['account'] as AccountId, m['aik'] as Bytes])),
      devices:
        row['kind'] === 'secret'
          ? new Map(members.map((m) => [m['account'] as AccountId, m['device'] as DeviceId]))
          : null,
    },
    seq: Number(row['seq']),
    head: row['head'] as Bytes,
    at: Number(row['at']),
    settlement:
      row['settlement'] === null
        ? startSettlement(Number(row['epoch']))
        : decodeCbor(Settlement, row['settlement'] as Bytes, 'settlement'),
  };
}

/** Most entries change nothing in it, and it is the same value for all rooms' states that share it. */
const encoded = new WeakMap<Settlement, Bytes>();

function encodedOf(settlement: Settlement): Bytes {
  let bytes = encoded.get(settlement);
  if (bytes === undefined) encoded.set(settlement, (bytes = encodeCbor(settlement)));
  return bytes;
}

function columnsOf({ policy, seq, head, at, settlement }: RoomState) {
  const { suite, owner, version, hash } = policy;
  return { suite, owner, version, hash, epoch: settlement.epoch, seq, head, at, settlement: encodedOf(settlement) };
}

function writeInTransaction(db: DatabaseSync, sql: Statements, writes: LogWrites): WriteOutcome {
  try {
    db.exec('BEGIN IMMEDIATE');
    const welcomeIds = writeAll(sql, writes);
    db.exec('COMMIT');
    return { kind: 'written', welcomeIds };
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    if (error instanceof LostRace) return { kind: 'lost-race' };
    if (isStorageFull(error)) return { kind: 'storage-full' };
    throw error;
  }
}

function changeGroupInfo(sql: Statements, room: number, change: GroupInfoChange): void {
  switch (change.kind) {
    case 'put':
      sql.groupInfo.run(room, change.epoch, change.seq, change.body);
      return;
    case 'keep':
      sql.dropInfoBefore.run(room);
      sql.keepInfo.run(room);
      return;
    case 'back':
      sql.dropInfo.run(room);
      sql.infoBack.run(room);
      return;
  }
}

function writeAll(sql: Statements, writes: LogWrites): number[] {
  for (const { room, kind, pair } of writes.created) sql.createRoom.run(room, kind, pair);
  const keys = new Map<RoomId, number>();
  for (const { room, seqBefore, state } of writes.rooms) {
    const moved = sql.moveRoom.get({ ...columnsOf(state), id: room, seqBefore });
    if (moved === undefined) throw new LostRace();
    keys.set(room, Number(moved['key']));
  }
  const keyOf = (room: RoomId): number => {
    const key = keys.get(room);
    if (key === undefined) throw new Error('a write names a room that did not move');
    return key;
  };
  for (const e of writes.entries) {
    const { room, seq } = e;
    const undone = writes.voids.find((each) => each.room === room && each.until === seq);
    // Before the entries that follow it: one of them may bear the id of one that is void.
    if (undone !== undefined) sql.takeBack.run(keyOf(room), undone.after, seq);
    sql.entry.run(keyOf(room), seq, e.kind, e.epoch, e.device, e.id, e.at, e.core, e.head);
  }
  for (const { room, after } of writes.voids) sql.withdrawWelcomes.run(room, after);
  for (const m of writes.members) {
    if ('fromSeq' in m) sql.join.run(keyOf(m.room), m.account, m.aik, m.device, m.fromSeq);
    else {
      sql.leave.run(m.untilSeq, keyOf(m.room), m.account);
      sql.forgetMarks.run(keyOf(m.room), m.account);
      sql.forgetWelcomes.run(m.room, m.account);
    }
  }
  for (const change of writes.groupInfos) changeGroupInfo(sql, keyOf(change.room), change);
  return writes.welcomes.map((w) => {
    const { lastInsertRowid } = sql.welcome.run(w.room, w.seq, w.epoch, w.from.account, w.from.device, w.body);
    for (const device of w.to) sql.welcomeTo.run(device, lastInsertRowid);
    return Number(lastInsertRowid);
  });
}
