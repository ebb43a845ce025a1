/**
 * Reading a room's log for an account: only the stretches during which it was a member, from the policy frame that added it up to and
 * including the one that removed it. Reads see committed entries only.
 */
import {
  decodeLogCore,
  EMPTY_HEAD,
  LIMIT,
  type AccountId,
  type Bytes,
  type DeviceId,
  type RoomId,
  type RoomPlace,
} from '@alcove/protocol';
import type { Db } from '../database/schema.ts';
import { done, refuse, type Outcome } from '../outcome.ts';
import type { Receipts } from './receipts.ts';
import { countWritten, lastWritten } from './written.ts';

export interface PageRead {
  /** Where the page begins: later than asked for when the account may not read what lies between. */
  readonly after: number;
  readonly head: Bytes;
  readonly entries: readonly { readonly seq: number; readonly core: Bytes; readonly receipt: Bytes }[];
  readonly last: number;
}

interface Stretch {
  readonly from: number;
  readonly until: number;
}

export interface MarkOf {
  readonly account: AccountId;
  readonly device: DeviceId;
  readonly body: Bytes;
}

/** Which device wants to read: a secret room is of one of its account. */
interface Asking {
  readonly account: AccountId;
  readonly device: DeviceId;
}

const notMember = refuse('not-member', 'not a member');

export class LogReader {
  readonly #db: Db;
  readonly #writer: Db;
  readonly #receipts: Receipts;

  /** `writer`: what is read at each connection is counted now and then (written.ts). */
  constructor(db: Db, writer: Db, receipts: Receipts) {
    this.#db = db;
    this.#writer = writer;
    this.#receipts = receipts;
  }

  /** Every room the account is or was in, secret ones of another device excepted. */
  async places({ account, device }: Asking): Promise<RoomPlace[]> {
    await countWritten(this.#db, this.#writer, account);
    const rows = await this.#db
      .selectFrom('member')
      .innerJoin('room', 'room.key', 'member.room')
      .leftJoin('entry', (join) =>
        join.onRef('entry.room', '=', 'member.room').onRef('entry.seq', '=', 'member.until_seq'),
      )
      .select(['room.id', 'room.seq', 'room.head', 'room.epoch', 'member.until_seq'])
      .select(['entry.epoch as leftEpoch', 'entry.head as leftHead'])
      .select(lastWritten(device).as('own'))
      .where('member.account', '=', account)
      .where((e) => e.or([e('member.device', 'is', null), e('member.device', '=', device)]))
      .orderBy('member.from_seq')
      .execute();
    const places = new Map<RoomId, RoomPlace>();
    for (const r of rows) {
      const { own } = r;
      const place: RoomPlace =
        r.until_seq === null
          ? { room: r.id, seq: r.seq, head: r.head, epoch: r.epoch, member: true, own }
          : {
              room: r.id,
              seq: r.until_seq,
              head: r.leftHead ?? EMPTY_HEAD,
              epoch: r.leftEpoch ?? 0,
              member: false,
              own,
            };
      places.set(r.id, place); // a later stretch of the same room wins
    }
    return [...places.values()];
  }

  async page(asking: Asking, room: RoomId, after: number, limit: number): Promise<Outcome<PageRead>> {
    const found = await this.#stretches(asking, room);
    if (found === undefined) return notMember;
    const { key, list } = found;
    const last = list.at(-1)?.until ?? 0;
    const stretch = list.find((s) => s.until > after);
    if (stretch === undefined) return done({ after: last, head: await this.#headAt(key, last), entries: [], last });
    const start = Math.max(after, stretch.from - 1);
    const rows = await this.#db
      .selectFrom('entry')
      .select(['seq', 'core', 'head'])
      .where('room', '=', key)
      .where('seq', '>', start)
      .where('seq', '<=', stretch.until)
      .orderBy('seq')
      .limit(limit)
      .execute();
    const entries = withinPage(rows).map(({ seq, core, head: at }) => ({
      seq,
      core,
      receipt: this.#receipts.of(room, seq, at),
    }));
    return done({ after: start, head: await this.#headAt(key, start), entries, last });
  }

  /** Bodies of the policy frames, oldest first. */
  async policies(asking: Asking, room: RoomId): Promise<Outcome<Bytes[]>> {
    const found = await this.#stretches(asking, room);
    if (found === undefined) return notMember;
    const rows = await this.#db
      .selectFrom('entry')
      .select('core')
      .where('room', '=', found.key)
      .where('kind', '=', 'policy')
      .where('seq', '<=', found.list.at(-1)?.until ?? 0)
      .orderBy('seq')
      .execute();
    return done(rows.map((r) => decodeLogCore(r.core).body));
  }

  /** Body null when the current epoch has none. */
  async groupInfo(asking: Asking, room: RoomId): Promise<Outcome<{ epoch: number; seq: number; body: Bytes | null }>> {
    const found = await this.#stretches(asking, room);
    if (found === undefined || !found.now) return notMember;
    const { key, epoch, seq } = found;
    const row = await this.#db.selectFrom('group_info').selectAll().where('room', '=', key).executeTakeFirst();
    if (row === undefined || row.epoch !== epoch) return done({ epoch, seq, body: null });
    return done({ epoch, seq: row.seq, body: row.body });
  }

  async marks(asking: Asking, room: RoomId): Promise<Outcome<MarkOf[]>> {
    const found = await this.#stretches(asking, room);
    if (found === undefined || !found.now) return notMember;
    return done(
      await this.#db.selectFrom('mark').select(['account', 'device', 'body']).where('room', '=', found.key).execute(),
    );
  }

  async #stretches({ account, device }: Asking, room: RoomId) {
    const rows = await this.#db
      .selectFrom('room')
      .innerJoin('member', 'member.room', 'room.key')
      .select(['room.key', 'room.seq', 'room.epoch', 'member.from_seq', 'member.until_seq'])
      .where('room.id', '=', room)
      .where('member.account', '=', account)
      .where((e) => e.or([e('member.device', 'is', null), e('member.device', '=', device)]))
      .orderBy('member.from_seq')
      .execute();
    const [first] = rows;
    if (first === undefined) return undefined;
    const list = rows.map((r): Stretch => ({ from: r.from_seq, until: r.until_seq ?? r.seq }));
    return { key: first.key, seq: first.seq, epoch: first.epoch, list, now: rows.some((r) => r.until_seq === null) };
  }

  async #headAt(key: number, seq: number): Promise<Bytes> {
    if (seq === 0) return EMPTY_HEAD;
    const row = await this.#db
      .selectFrom('entry')
      .select('head')
      .where('room', '=', key)
      .where('seq', '=', seq)
      .executeTakeFirstOrThrow();
    return row.head;
  }
}

/** At least one entry, and no more bytes than a page holds. */
function withinPage<T extends { readonly core: Bytes }>(rows: readonly T[]): T[] {
  const out: T[] = [];
  let bytes = 0;
  for (const row of rows) {
    bytes += row.core.length;
    if (out.length > 0 && bytes > LIMIT.pageBytes) break;
    out.push(row);
  }
  return out;
}
