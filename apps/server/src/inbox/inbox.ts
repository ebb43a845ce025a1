/** Welcomes waiting for their devices. One body serves all the devices a commit adds; it goes when the last of them has it. */
import type { DeviceId, ServerFrameOf } from '@alcove/protocol';
import type { Db } from '../database/schema.ts';

export interface Inbox {
  waiting(device: DeviceId): Promise<ServerFrameOf<'welcome'>[]>;
  taken(device: DeviceId, id: number): Promise<void>;
  /** Bodies that no device waits for any more: it was revoked, or its account left the room. */
  sweep(): Promise<void>;
}

export function createInbox(db: Db): Inbox {
  return {
    async sweep() {
      await db.deleteFrom('welcome').where('id', 'not in', db.selectFrom('welcome_to').select('welcome')).execute();
    },
    async waiting(device) {
      const rows = await db
        .selectFrom('welcome_to')
        .innerJoin('welcome', 'welcome.id', 'welcome_to.welcome')
        .selectAll('welcome')
        .where('welcome_to.device', '=', device)
        .orderBy('welcome.id')
        .execute();
      return rows.map((r) => ({
        t: 'welcome' as const,
        id: r.id,
        room: r.room,
        seq: r.seq,
        epoch: r.epoch,
        from: { account: r.from_account, device: r.from_device },
        body: r.body,
      }));
    },
    async taken(device, id) {
      await db.transaction().execute(async (tx) => {
        const gone = await tx
          .deleteFrom('welcome_to')
          .where('device', '=', device)
          .where('welcome', '=', id)
          .returning('welcome')
          .executeTakeFirst();
        if (gone === undefined) return;
        const others = tx.selectFrom('welcome_to').select('welcome').where('welcome', '=', id);
        await tx
          .deleteFrom('welcome')
          .where('id', '=', id)
          .where((e) => e.not(e.exists(others)))
          .execute();
      });
    },
  };
}
