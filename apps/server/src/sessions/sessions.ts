/**
 * Sessions: a cookie of 256 random bits, of which only the hash is stored. A session is bound to a device or may only enrol one. Ending it
 * is final and told at once, so that sockets and tickets go with it.
 */
import { randomBytes } from 'node:crypto';
import { SessionId, toBase64url, utf8, type AccountId, type DeviceId } from '@alcove/protocol';
import type { Db } from '../database/schema.ts';
import type { Caller } from '../http/caller.ts';
import { sha256 } from '../signature.ts';

const DAY_MS = 86_400_000;
const IDLE_MS = 30 * DAY_MS;
const ABSOLUTE_MS = 180 * DAY_MS;

export interface StartedSession {
  readonly session: SessionId;
  readonly cookie: string;
}

export interface Sessions {
  /** Inside the caller's transaction when `db` is one. */
  start(db: Db, account: AccountId, device: DeviceId | null): Promise<StartedSession>;
  bind(db: Db, session: SessionId, device: DeviceId): Promise<void>;
  ofCookie(cookie: string): Promise<Caller | undefined>;
  byId(session: SessionId): Promise<Caller | undefined>;
  list(account: AccountId): Promise<{ session: SessionId; device: DeviceId | null; createdAt: number }[]>;
  /** False when the account has no such session. */
  end(account: AccountId, session: SessionId): Promise<boolean>;
  endOfDevice(device: DeviceId): Promise<void>;
  /** Ends what was unused or alive for too long. */
  sweep(): Promise<void>;
}

export function createSessions(db: Db, now: () => number, onEnded: (session: SessionId) => void): Sessions {
  const alive = (row: { created_at: number; used_at: number }): boolean =>
    row.created_at > now() - ABSOLUTE_MS && row.used_at > now() - IDLE_MS;

  async function endAll(ids: readonly SessionId[]): Promise<void> {
    if (ids.length === 0) return;
    await db.deleteFrom('session').where('id', 'in', ids).execute();
    for (const id of ids) onEnded(id);
  }

  return {
    async start(tx, account, device) {
      const cookie = toBase64url(randomBytes(32));
      const session = SessionId.parse(toBase64url(randomBytes(16)));
      const at = now();
      await tx
        .insertInto('session')
        .values({ id: session, token_hash: hashOf(cookie), account, device, created_at: at, used_at: at })
        .execute();
      return { session, cookie };
    },
    async bind(tx, session, device) {
      await tx.updateTable('session').set({ device }).where('id', '=', session).execute();
    },
    async ofCookie(cookie) {
      const row = await db
        .selectFrom('session')
        .selectAll()
        .where('token_hash', '=', hashOf(cookie))
        .executeTakeFirst();
      if (row === undefined || !alive(row)) return undefined;
      // Day precision: when somebody was last here is nobody's business.
      const today = now() - (now() % DAY_MS);
      if (row.used_at < today)
        await db.updateTable('session').set({ used_at: today }).where('id', '=', row.id).execute();
      return { account: row.account, session: row.id, device: row.device };
    },
    async byId(session) {
      const row = await db.selectFrom('session').selectAll().where('id', '=', session).executeTakeFirst();
      return row !== undefined && alive(row)
        ? { account: row.account, session: row.id, device: row.device }
        : undefined;
    },
    async list(account) {
      const rows = await db
        .selectFrom('session')
        .selectAll()
        .where('account', '=', account)
        .orderBy('created_at')
        .execute();
      return rows.filter(alive).map((r) => ({ session: r.id, device: r.device, createdAt: r.created_at }));
    },
    async end(account, session) {
      const row = await db
        .selectFrom('session')
        .select('id')
        .where('id', '=', session)
        .where('account', '=', account)
        .executeTakeFirst();
      if (row === undefined) return false;
      await endAll([session]);
      return true;
    },
    async endOfDevice(device) {
      const rows = await db.selectFrom('session').select('id').where('device', '=', device).execute();
      await endAll(rows.map((r) => r.id));
    },
    async sweep() {
      const rows = await db
        .selectFrom('session')
        .select('id')
        .where((or) => or.or([or('created_at', '<=', now() - ABSOLUTE_MS), or('used_at', '<=', now() - IDLE_MS)]))
        .execute();
      await endAll(rows.map((r) => r.id));
    },
  };
}

const hashOf = (cookie: string): ReturnType<typeof sha256> => sha256(utf8(cookie));
