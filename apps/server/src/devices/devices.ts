/** Device lists as stored: append-only, and beside them the newest version's devices, to look keys up by. */
import type { AccountId, Bytes, DeviceId, Username } from '@alcove/protocol';
import type { Db } from '../database/schema.ts';
import type { AdmittedList, StoredList } from './admit-list.ts';

export interface Devices {
  /** Inside the caller's transaction. Returns the devices that the list revokes. */
  store(tx: Db, admitted: AdmittedList): Promise<DeviceId[]>;
  newest(db: Db, account: AccountId): Promise<(StoredList & { readonly username: Username }) | undefined>;
  /** The key of an active device of the account. */
  activeKey(account: AccountId, device: DeviceId): Promise<Bytes | undefined>;
  isTaken(db: Db, device: DeviceId): Promise<boolean>;
  /** Everyone who shares a room with the account, itself included. */
  sharers(account: AccountId): Promise<AccountId[]>;
}

export function createDevices(db: Db): Devices {
  return {
    async store(tx, { list, bytes, hash }) {
      const { account, seq } = list;
      await tx.insertInto('device_list').values({ account, seq, body: bytes }).execute();
      await tx.updateTable('account').set({ list_seq: seq, list_hash: hash }).where('id', '=', account).execute();
      for (const d of list.devices) {
        if (d.addedSeq !== seq) continue;
        await tx
          .insertInto('device')
          .values({ id: d.device, account, device_key: d.deviceKey, kind: d.kind })
          .execute();
      }
      const revoked = list.revoked.map((r) => r.device);
      if (revoked.length === 0) return [];
      const gone = await tx
        .updateTable('device')
        .set({ revoked: 1 })
        .where('account', '=', account)
        .where('id', 'in', revoked)
        .where('revoked', '=', 0)
        .returning('id')
        .execute();
      const ids = gone.map((g) => g.id);
      if (ids.length > 0) {
        await tx.deleteFrom('key_package').where('device', 'in', ids).execute();
        await tx.deleteFrom('welcome_to').where('device', 'in', ids).execute();
      }
      return ids;
    },

    async newest(tx, account) {
      const row = await tx.selectFrom('account').selectAll().where('id', '=', account).executeTakeFirst();
      if (row === undefined) return undefined;
      const devices = await tx.selectFrom('device').selectAll().where('account', '=', account).execute();
      return {
        username: row.username,
        seq: row.list_seq,
        hash: row.list_hash,
        aik: row.aik,
        devices: new Map(devices.map((d) => [d.id, { deviceKey: d.device_key, revoked: d.revoked === 1 }])),
      };
    },

    async activeKey(account, device) {
      const row = await db
        .selectFrom('device')
        .select('device_key')
        .where('id', '=', device)
        .where('account', '=', account)
        .where('revoked', '=', 0)
        .executeTakeFirst();
      return row?.device_key;
    },

    async isTaken(tx, device) {
      return (await tx.selectFrom('device').select('id').where('id', '=', device).executeTakeFirst()) !== undefined;
    },

    async sharers(account) {
      const rooms = db
        .selectFrom('member')
        .select('room')
        .where('account', '=', account)
        .where('until_seq', 'is', null);
      const rows = await db
        .selectFrom('member')
        .select('account')
        .distinct()
        .where('room', 'in', rooms)
        .where('until_seq', 'is', null)
        .execute();
      return [...new Set([account, ...rows.map((r) => r.account)])];
    },
  };
}
