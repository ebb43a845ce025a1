/** Read marks: one slot per room and device, overwritten by the next. Sealed; the server knows only that there is one. */
import type { AccountId, Bytes, DeviceId, RoomId } from '@alcove/protocol';
import type { Db } from '../database/schema.ts';

export async function saveMark(db: Db, room: RoomId, account: AccountId, device: DeviceId, body: Bytes): Promise<void> {
  await db
    .insertInto('mark')
    .columns(['room', 'account', 'device', 'body'])
    .expression((e) =>
      e
        .selectFrom('room')
        .select((s) => ['key', s.val(account).as('account'), s.val(device).as('device'), s.val(body).as('body')])
        .where('id', '=', room),
    )
    .onConflict((c) => c.columns(['room', 'device']).doUpdateSet({ body }))
    .execute();
}
