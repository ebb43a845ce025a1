/**
 * Sessions: a cookie of 256 random bits, of which only the hash is stored. A session is bound to a device or may only enrol one. Ending it
 * is final and told at once, so that sockets and tickets go with it.
 */
import { randomBytes } from 'node:crypto';
import { SessionId, toBase64url, utf8, type AccountId, type DeviceId } from '@alcove/protocol';
import type { Db } from '../database/schema.ts';
import { isStorageFull } from '../database/storage-errors.ts';
import type { Caller } from '../http/caller.ts';
import { sha256 } from '../signature.ts';

const DAY_MS = 86_400_000;
const IDLE_MS = 30 * DAY_MS;
const ABSOLUTE_MS = 180 * DAY_MS;

export interface StartedSession {
  readonly session: SessionId;
  readonly cookie: string;
}

export class Sessions {
  readonly #db: Db;
  readonly #now: () => number;
  readonly #onEnded: (session: SessionId) => void;

  constructor(db: Db, now: () => number, onEnded: (session: SessionId) => void) {
    this.#db = db;
    this.#now = now;
    this.#onEnded = onEnded;
  }

  /** Inside the caller's transaction when `db` is one. */
  async start(db: Db, account: AccountId, device: DeviceId | null): Promise<StartedSession> {
    const cookie = toBase64url(randomBytes(32));
    const session = SessionId.parse(toBase64url(randomBytes(16)));
    const at = this.#now();
    await db
      .insertInto('session')
      .values({ id: session, token_hash: hashOf(cookie), account, device, created_at: at, used_at: at })
      .execute();
    return { session, cookie };
  }

  async bind(db: Db, session: SessionId, device: DeviceId): Promise<void> {
    await db.updateTable('session').set({ device }).where('id', '=', session).execute();
  }

  async ofCookie(cookie: string): Promise<Caller | undefined> {
    const row = await this.#db
      .selectFrom('session')
      .selectAll()
      .where('token_hash', '=', hashOf(cookie))
      .executeTakeFirst();
    if (row === undefined || !this.#alive(row)) return undefined;
    await this.#touch(row);
    return { account: row.account, session: row.id, device: row.device };
  }

  async byId(session: SessionId): Promise<Caller | undefined> {
    const row = await this.#db.selectFrom('session').selectAll().where('id', '=', session).executeTakeFirst();
    if (row === undefined || !this.#alive(row)) return undefined;
    return { account: row.account, session: row.id, device: row.device };
  }

  async list(account: AccountId): Promise<{ session: SessionId; device: DeviceId | null; createdAt: number }[]> {
    const rows = await this.#db
      .selectFrom('session')
      .selectAll()
      .where('account', '=', account)
      .orderBy('created_at')
      .execute();
    return rows
      .filter((row) => this.#alive(row))
      .map((row) => ({ session: row.id, device: row.device, createdAt: row.created_at }));
  }

  /** False when the account has no such session. */
  async end(account: AccountId, session: SessionId): Promise<boolean> {
    const found = await this.byId(session);
    if (found?.account !== account) return false;
    await this.#endAll([session]);
    return true;
  }

  /** All but this one. */
  async endOthers(account: AccountId, but: SessionId): Promise<void> {
    const rows = await this.#db
      .selectFrom('session')
      .select('id')
      .where('account', '=', account)
      .where('id', '<>', but)
      .execute();
    await this.#endAll(rows.map((row) => row.id));
  }

  /** Deleted already, in somebody's transaction: what hangs on them goes too. */
  ended(sessions: readonly SessionId[]): void {
    for (const session of sessions) this.#onEnded(session);
  }

  async endOfDevice(device: DeviceId): Promise<void> {
    const rows = await this.#db.selectFrom('session').select('id').where('device', '=', device).execute();
    await this.#endAll(rows.map((row) => row.id));
  }

  /** Sessions that proved the password and never became a device. */
  async unenrolled(account: AccountId): Promise<number> {
    return (await this.list(account)).filter(({ device }) => device === null).length;
  }

  async endUnenrolled(account: AccountId): Promise<void> {
    const all = await this.list(account);
    await this.#endAll(all.filter(({ device }) => device === null).map(({ session }) => session));
  }

  /** Ends what was unused or alive for too long. */
  async sweep(): Promise<void> {
    const now = this.#now();
    const rows = await this.#db
      .selectFrom('session')
      .select('id')
      .where((e) => e.or([e('created_at', '<=', now - ABSOLUTE_MS), e('used_at', '<=', now - IDLE_MS)]))
      .execute();
    await this.#endAll(rows.map((row) => row.id));
  }

  /** Day precision: when somebody was last here is nobody's business. A full disk keeps nobody out. */
  async #touch(row: { readonly id: SessionId; readonly used_at: number }): Promise<void> {
    const today = this.#now() - (this.#now() % DAY_MS);
    if (row.used_at >= today) return;
    try {
      await this.#db.updateTable('session').set({ used_at: today }).where('id', '=', row.id).execute();
    } catch (error) {
      if (!isStorageFull(error)) throw error;
    }
  }

  #alive(row: { readonly created_at: number; readonly used_at: number }): boolean {
    const now = this.#now();
    return row.created_at > now - ABSOLUTE_MS && row.used_at > now - IDLE_MS;
  }

  async #endAll(ids: readonly SessionId[]): Promise<void> {
    if (ids.length === 0) return;
    await this.#db.deleteFrom('session').where('id', 'in', ids).execute();
    this.ended(ids);
  }
}

const hashOf = (cookie: string): ReturnType<typeof sha256> => sha256(utf8(cookie));
