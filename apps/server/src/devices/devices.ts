/** Device lists as stored: append-only, and beside them the newest version's devices, to look keys up by. */
import type { AccountId, Bytes, DeviceId, Username } from '@alcove/protocol';
import type { Db } from '../database/schema.ts';
import type { AdmittedList, StoredList } from './admit-list.ts';

export class Devices {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  /** Inside the caller's transaction. Returns the devices that the list revokes. */
  async store(tx: Db, { list, bytes, hash }: AdmittedList): Promise<DeviceId[]> {
    const { account, seq } = list;
    await tx.insertInto('device_list').values({ account, seq, body: bytes }).execute();
    await tx.updateTable('account').set({ list_seq: seq, list_hash: hash }).where('id', '=', account).execute();
    for (const d of list.devices) {
      if (d.addedSeq !== seq) continue;
      await tx.insertInto('device').values({ id: d.device, account, device_key: d.deviceKey, kind: d.kind }).execute();
    }
    const revoked = list.revoked.map((r) => r.device);
    return revoked.length === 0 ? [] : revoke(tx, account, revoked);
  }

  /** The newest version; inside the caller's transaction. */
  async newest(tx: Db, account: AccountId): Promise<(StoredList & { readonly username: Username }) | undefined> {
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
  }

  async isTaken(tx: Db, device: DeviceId): Promise<boolean> {
    return (await tx.selectFrom('device').select('id').where('id', '=', device).executeTakeFirst()) !== undefined;
  }

  /** The key of an active device of the account. */
  async activeKey(account: AccountId, device: DeviceId): Promise<Bytes | undefined> {
    const row = await this.#db
      .selectFrom('device')
      .select('device_key')
      .where('id', '=', device)
      .where('account', '=', account)
      .where('revoked', '=', 0)
      .executeTakeFirst();
    return row?.device_key;
  }

  /** Inside the caller's transaction: the account is over. */
  async revokeAll(tx: Db, account: AccountId): Promise<void> {
    const all = await tx.selectFrom('device').select('id').where('account', '=', account).execute();
    await revoke(
      tx,
      account,
      all.map(({ id }) => id),
    );
  }

  async username(account: AccountId): Promise<Username | undefined> {
    const row = await this.#db.selectFrom('account').select('username').where('id', '=', account).executeTakeFirst();
    return row?.username;
  }

  /** One more than the newest version: makes people look, where there is something to learn beside a list. */
  async seqAfterLast(account: AccountId): Promise<number> {
    const row = await this.#db.selectFrom('account').select('list_seq').where('id', '=', account).executeTakeFirst();
    return (row?.list_seq ?? 0) + 1;
  }

  /** Who shares a room with the account and was started anew: it may have been away when that was told. */
  async startedAnew(account: AccountId): Promise<{ account: AccountId; seq: number }[]> {
    const rooms = this.#db
      .selectFrom('member')
      .select('room')
      .where('account', '=', account)
      .where('until_seq', 'is', null);
    const rows = await this.#db
      .selectFrom('member')
      .innerJoin('account', 'account.id', 'member.account')
      .select(['account.id', 'account.list_seq'])
      .distinct()
      .where('member.room', 'in', rooms)
      .where('member.until_seq', 'is', null)
      .where('account.successor', 'is not', null)
      .execute();
    return rows.map((row) => ({ account: row.id, seq: row.list_seq + 1 }));
  }

  /** Everyone who shares a room with the account, itself included. */
  async sharers(account: AccountId): Promise<AccountId[]> {
    const rooms = this.#db
      .selectFrom('member')
      .select('room')
      .where('account', '=', account)
      .where('until_seq', 'is', null);
    const rows = await this.#db
      .selectFrom('member')
      .select('account')
      .distinct()
      .where('room', 'in', rooms)
      .where('until_seq', 'is', null)
      .execute();
    return [...new Set([account, ...rows.map((r) => r.account)])];
  }
}

/** What waits for a revoked device waits for nobody. */
async function revoke(tx: Db, account: AccountId, devices: readonly DeviceId[]): Promise<DeviceId[]> {
  const gone = await tx
    .updateTable('device')
    .set({ revoked: 1 })
    .where('account', '=', account)
    .where('id', 'in', devices)
    .where('revoked', '=', 0)
    .returning('id')
    .execute();
  const ids = gone.map((g) => g.id);
  if (ids.length === 0) return ids;
  await tx.deleteFrom('key_package').where('device', 'in', ids).execute();
  await tx.deleteFrom('welcome_to').where('device', 'in', ids).execute();
  return ids;
}
