/** Device lists as stored: append-only, and beside them the newest version's devices, to look keys up by. */
import { randomBytes } from 'node:crypto';
import type { AccountId, Bytes, DeviceId, Username } from '@alcove/protocol';
import type { Db } from '../database/schema.ts';
import type { AdmittedList, StoredList } from './admit-list.ts';

const DAY_MS = 86_400_000;
/** When somebody came or was here is kept by the day: the hour is nobody's business. */
const dayOf = (ms: number): number => ms - (ms % DAY_MS);

export class Devices {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  /** Inside the caller's transaction. Returns the devices that the list revokes. */
  async store(tx: Db, { list, bytes, hash }: AdmittedList, now: number): Promise<DeviceId[]> {
    const { account, seq } = list;
    await tx.insertInto('device_list').values({ account, seq, body: bytes }).execute();
    await tx.updateTable('account').set({ list_seq: seq, list_hash: hash }).where('id', '=', account).execute();
    for (const d of list.devices) {
      if (d.addedSeq !== seq) continue;
      await tx
        .insertInto('device')
        .values({ id: d.device, account, device_key: d.deviceKey, kind: d.kind, added_at: dayOf(now) })
        .execute();
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

  /** The half of a device's vault key wrap that stays here, made when it is first asked for. Undefined once it is removed. */
  async unlockShare(account: AccountId, device: DeviceId): Promise<Bytes | undefined> {
    const fresh = new Uint8Array(randomBytes(32));
    const row = await this.#db
      .updateTable('device')
      .set((e) => ({ unlock_share: e.fn.coalesce('unlock_share', e.val(fresh)) }))
      .where('id', '=', device)
      .where('account', '=', account)
      .where('revoked', '=', 0)
      .returning('unlock_share')
      .executeTakeFirst();
    return row?.unlock_share ?? undefined;
  }

  /** The account's active devices and the days they came and were last here. */
  async days(account: AccountId): Promise<{ device: DeviceId; addedAt: number | null; lastSeenAt: number | null }[]> {
    const rows = await this.#db
      .selectFrom('device')
      .leftJoin('session', 'session.device', 'device.id')
      .select((e) => ['device.id', 'device.added_at', e.fn.max('session.used_at').as('seen')])
      .where('device.account', '=', account)
      .where('device.revoked', '=', 0)
      .groupBy('device.id')
      .execute();
    return rows.map((r) => ({
      device: r.id,
      addedAt: r.added_at,
      lastSeenAt: r.seen === null ? null : dayOf(r.seen),
    }));
  }

  /** A removed device and all lists after `after`, for whoever holds its key. */
  async removal(
    device: DeviceId,
    after: number,
  ): Promise<{ account: AccountId; key: Bytes; lists: Bytes[] } | undefined> {
    const row = await this.#db
      .selectFrom('device')
      .select(['account', 'device_key'])
      .where('id', '=', device)
      .where('revoked', '=', 1)
      .executeTakeFirst();
    if (row === undefined) return undefined;
    const lists = await this.#db
      .selectFrom('device_list')
      .select('body')
      .where('account', '=', row.account)
      .where('seq', '>', after)
      .orderBy('seq')
      .execute();
    return { account: row.account, key: row.device_key, lists: lists.map((l) => l.body) };
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
    .set({ revoked: 1, unlock_share: null })
    .where('account', '=', account)
    .where('id', 'in', devices)
    .where('revoked', '=', 0)
    .returning('id')
    .execute();
  const ids = gone.map((g) => g.id);
  if (ids.length === 0) return ids;
  await tx.deleteFrom('key_package').where('device', 'in', ids).execute();
  await tx.deleteFrom('welcome_to').where('device', 'in', ids).execute();
  await tx.deleteFrom('device_chain').where('device', 'in', ids).execute();
  await tx.deleteFrom('password_request').where('device', 'in', ids).execute();
  return ids;
}
