/**
 * The last place in each room that a device wrote, as it is told when it connects (docs/decisions/0023). Nothing is counted when an entry is
 * written: what came since a room's last count is read from its log, and counted once for all devices when it has become much.
 */
import { sql, type RawBuilder } from 'kysely';
import type { AccountId, DeviceId } from '@alcove/protocol';
import type { Db } from '../database/schema.ts';

/** So many entries of a room each device that connects may read again. */
const MOST_UNCOUNTED = 32;

/** Beside `room`: 0 where the device never wrote. */
export function lastWritten(device: DeviceId): RawBuilder<number> {
  return sql<number>`coalesce(
    (SELECT seq FROM entry WHERE room = room.key AND seq > room.counted AND device = ${device} ORDER BY seq DESC LIMIT 1),
    (SELECT seq FROM written WHERE room = room.key AND device = ${device}), 0)`;
}

/** Counts in the rooms of an account. A kill in between loses nothing: what is not counted is read. */
export async function countWritten(reader: Db, writer: Db, account: AccountId): Promise<void> {
  const rooms = await reader
    .selectFrom('member')
    .innerJoin('room', 'room.key', 'member.room')
    .select('room.key')
    .distinct()
    .where('member.account', '=', account)
    .where(sql<boolean>`room.seq - room.counted > ${MOST_UNCOUNTED}`)
    .execute();
  for (const { key } of rooms) await writer.transaction().execute((tx) => countIn(tx, key));
}

async function countIn(tx: Db, room: number): Promise<void> {
  await sql`INSERT INTO written (room, device, seq)
    SELECT room, device, max(seq) FROM entry
    WHERE room = ${room} AND seq > (SELECT counted FROM room WHERE key = ${room}) GROUP BY device
    ON CONFLICT (room, device) DO UPDATE SET seq = excluded.seq`.execute(tx);
  await tx
    .updateTable('room')
    .set((e) => ({ counted: e.ref('seq') }))
    .where('key', '=', room)
    .execute();
}
