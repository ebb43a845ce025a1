/**
 * An account's sealed history: a root, a manifest per room, numbered segments. The server keeps their versions in step and the sizes
 * in bounds, and knows nothing else of them. One write changes root, manifests and segments together or not at all, so that a
 * reader never meets half of one; the root's version is compared and swapped, so that of two devices writing at once one wins.
 */
import {
  LIMIT,
  toBase64url,
  type AccountId,
  type DeviceId,
  type RoomId,
  type RouteParsed,
  type RouteReply,
} from '@alcove/protocol';
import { sql } from 'kysely';
import type { Db } from '../database/schema.ts';
import type { Handlers } from '../http/api-routes.ts';
import type { Limits } from '../limits/limits.ts';
import { done, refuse, type Outcome } from '../outcome.ts';

type Write = RouteParsed<'putArchive'>;

const PAGE_ROOMS = 200;
const REPLY_BYTES = LIMIT.archiveSegmentBytes;

export function archiveRoutes(ports: {
  readonly db: Db;
  readonly limits: Limits;
  /** What one account's archive may take, in bytes. */
  readonly quota: number;
  readonly onChanged: (account: AccountId, by: DeviceId) => void;
}): Pick<Handlers, 'archive' | 'archiveSegments' | 'putArchive'> {
  const { db, limits, quota, onChanged } = ports;
  return {
    async archive({ caller, request }) {
      const over = limits.over('archive.read', caller.account);
      if (over !== undefined) return over;
      return done(await db.transaction().execute((tx) => readPage(tx, caller.account, request.after)));
    },

    async archiveSegments({ caller, request }) {
      const over = limits.over('archive.read', caller.account);
      if (over !== undefined) return over;
      const numbers = request.numbers.split(',').map(Number);
      const segments = await readSegments(db, caller.account, request.room, numbers);
      return done({ segments });
    },

    async putArchive({ caller, request }) {
      const { account, device } = caller;
      const over = limits.over('archive.write', account);
      if (over !== undefined) return over;
      const written = await writeWhole(db, account, request, quota);
      if (written.ok) onChanged(account, device);
      return written;
    },
  };
}

type Written = Outcome<{ version: number }>;

/** A refusal in the middle takes back what was written before it. */
async function writeWhole(db: Db, account: AccountId, request: Write, quota: number): Promise<Written> {
  try {
    return await db.transaction().execute(async (tx) => {
      const written = await write(tx, account, request, quota);
      if (!written.ok) throw new Refused(written);
      return written;
    });
  } catch (error) {
    if (error instanceof Refused) return error.outcome;
    throw error;
  }
}

class Refused extends Error {
  readonly outcome: Written;
  constructor(outcome: Written) {
    super('refused');
    this.outcome = outcome;
  }
}

/** As many of them as fit into a reply; the first always does. */
async function readSegments(
  db: Db,
  account: AccountId,
  room: RoomId,
  numbers: readonly number[],
): Promise<RouteReply<'archiveSegments'>['segments']> {
  const segments: RouteReply<'archiveSegments'>['segments'] = [];
  let bytes = 0;
  for (const number of numbers) {
    const row = await db
      .selectFrom('archive_segment')
      .select('body')
      .where('account', '=', account)
      .where('room', '=', room)
      .where('number', '=', number)
      .executeTakeFirst();
    if (row === undefined) continue;
    bytes += row.body.length;
    if (segments.length > 0 && bytes > REPLY_BYTES) break;
    segments.push({ number, body: toBase64url(row.body) });
  }
  return segments;
}

async function readPage(tx: Db, account: AccountId, after: number): Promise<RouteReply<'archive'>> {
  const root = await tx
    .selectFrom('archive_root')
    .select(['version', 'epoch', 'sealed'])
    .where('account', '=', account)
    .executeTakeFirst();
  const rows = await tx
    .selectFrom('archive_room')
    .select(['room', 'version', 'epoch', 'sealed', 'position'])
    .where('account', '=', account)
    .where('position', '>', after)
    .orderBy('position')
    .limit(PAGE_ROOMS)
    .execute();
  const rooms: RouteReply<'archive'>['rooms'] = [];
  let cursor = after;
  let bytes = 0;
  for (const { room, version, epoch, sealed, position } of rows) {
    bytes += sealed.length;
    if (rooms.length > 0 && bytes > REPLY_BYTES) break;
    rooms.push({ room, version, epoch, sealed: toBase64url(sealed) });
    cursor = position;
  }
  return { root: root === undefined ? null : { ...root, sealed: toBase64url(root.sealed) }, rooms, cursor };
}

async function write(
  tx: Db,
  account: AccountId,
  { root, rooms }: Write,
  quota: number,
): Promise<Outcome<{ version: number }>> {
  const stored = await tx.selectFrom('archive_root').selectAll().where('account', '=', account).executeTakeFirst();
  const before = stored?.version ?? 0;
  if (root.version !== before + 1) {
    return refuse('conflict', 'another version is stored', { details: { version: before } });
  }
  let { bytes, position } = stored ?? { bytes: 0, position: 0 };
  for (const room of rooms) {
    const grown = await writeRoom(tx, account, room, ++position);
    if (!grown.ok) return grown;
    bytes += grown.value;
  }
  // An archive over its quota still takes what makes it smaller.
  if (bytes > quota && bytes > (stored?.bytes ?? 0)) return refuse('storage-full', 'quota archive.bytes');
  const row = { version: root.version, epoch: root.epoch, sealed: root.sealed, bytes, position };
  await tx
    .insertInto('archive_root')
    .values({ account, ...row })
    .onConflict((c) => c.column('account').doUpdateSet(row))
    .execute();
  return done({ version: root.version });
}

/** By how many bytes it grew. */
async function writeRoom(
  tx: Db,
  account: AccountId,
  change: Write['rooms'][number],
  position: number,
): Promise<Outcome<number>> {
  const { room, version, epoch, sealed, add, drop } = change;
  const stored = await tx
    .selectFrom('archive_room')
    .select(['version', sql<number>`length(sealed)`.as('bytes')])
    .where('account', '=', account)
    .where('room', '=', room)
    .executeTakeFirst();
  if (version !== (stored?.version ?? 0) + 1) {
    return refuse('conflict', 'another version is stored', { details: { version: stored?.version ?? 0 } });
  }
  let grown = sealed.length - (stored?.bytes ?? 0);
  for (const number of drop) grown -= await dropSegment(tx, account, room, number);
  for (const { number, body } of add) {
    const added = await tx
      .insertInto('archive_segment')
      .values({ account, room, number, body })
      .onConflict((c) => c.doNothing())
      .executeTakeFirst();
    if (added.numInsertedOrUpdatedRows !== 1n) return refuse('conflict', 'the segment exists');
    grown += body.length;
  }
  const row = { version, epoch, sealed, position };
  await tx
    .insertInto('archive_room')
    .values({ account, room, ...row })
    .onConflict((c) => c.columns(['account', 'room']).doUpdateSet(row))
    .execute();
  return done(grown);
}

async function dropSegment(tx: Db, account: AccountId, room: RoomId, number: number): Promise<number> {
  const gone = await tx
    .deleteFrom('archive_segment')
    .where('account', '=', account)
    .where('room', '=', room)
    .where('number', '=', number)
    .returning(sql<number>`length(body)`.as('bytes'))
    .executeTakeFirst();
  return gone?.bytes ?? 0;
}
