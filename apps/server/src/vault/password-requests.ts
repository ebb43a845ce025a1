/**
 * Requests for a new password without the old one: at most one per account, on disk until it is used, refused or over. Owns the row and its
 * times; who may ask and what follows is vault/request-routes.ts.
 */
import { randomBytes } from 'node:crypto';
import {
  LABEL,
  newPasswordBody,
  PASSWORD_OPEN_MS,
  PASSWORD_WAIT_MS,
  toBase64url,
  type AccountId,
  type Bytes,
  type DeviceId,
  type WaitingRequest,
} from '@alcove/protocol';
import type { Db } from '../database/schema.ts';
import { done, refuse, type Outcome } from '../outcome.ts';
import { verifySigned } from '../signature.ts';

export class PasswordRequests {
  readonly #db: Db;
  readonly #now: () => number;

  constructor(db: Db, now: () => number) {
    this.#db = db;
    this.#now = now;
  }

  /** As `reader` may see it. */
  async of(account: AccountId, reader: DeviceId): Promise<WaitingRequest | null> {
    const row = await this.#row(this.#db, account);
    if (row === undefined) return null;
    const { device, at, proof, challenge } = row;
    return {
      device,
      at,
      proof: toBase64url(proof),
      challenge: device === reader ? challenge : null,
      readyAt: row.asked_at + PASSWORD_WAIT_MS,
      until: overAt(row),
    };
  }

  /** `other`: another device's waits. One of this device stays as it is, so that its time runs on. */
  async ask(account: AccountId, device: DeviceId, at: number, proof: Bytes): Promise<'asked' | 'waits' | 'other'> {
    const asked_at = this.#now();
    const challenge = toBase64url(randomBytes(16));
    return this.#db.transaction().execute(async (tx) => {
      const there = await this.#row(tx, account);
      if (there !== undefined) return there.device === device ? 'waits' : 'other';
      await drop(tx, account);
      await tx.insertInto('password_request').values({ account, device, at, proof, challenge, asked_at }).execute();
      return 'asked';
    });
  }

  /** False: that device asks for nothing. */
  async refuse(account: AccountId, device: DeviceId): Promise<boolean> {
    const { numDeletedRows } = await this.#db
      .deleteFrom('password_request')
      .where('account', '=', account)
      .where('device', '=', device)
      .where('asked_at', '>', this.#endedBefore())
      .executeTakeFirst();
    return numDeletedRows > 0n;
  }

  /** Inside the transaction that stores `registrationRecord`: the request was this device's, it waited, and its key signed that record. */
  async isDue(
    tx: Db,
    by: { readonly account: AccountId; readonly device: DeviceId | null; readonly key: Bytes | undefined },
    proof: Bytes,
    registrationRecord: string,
  ): Promise<Outcome<undefined>> {
    const row = await this.#row(tx, by.account);
    if (row === undefined || by.device !== row.device || by.key === undefined)
      return refuse('not-found', 'no request of this device');
    const left = row.asked_at + PASSWORD_WAIT_MS - this.#now();
    if (left > 0) return refuse('rate-limited', 'not yet', { retryAfter: Math.ceil(left / 1000) });
    const { account, device, challenge } = row;
    const said = newPasswordBody({ account, device, challenge, registrationRecord });
    return verifySigned(LABEL.newPassword, by.key, said, proof)
      ? done(undefined)
      : refuse('invalid-signature', 'not this device');
  }

  async sweep(): Promise<void> {
    await this.#db.deleteFrom('password_request').where('asked_at', '<=', this.#endedBefore()).execute();
  }

  /** Requests of that moment and before are over. */
  #endedBefore(): number {
    return this.#now() - PASSWORD_WAIT_MS - PASSWORD_OPEN_MS;
  }

  async #row(db: Db, account: AccountId) {
    const row = await db.selectFrom('password_request').selectAll().where('account', '=', account).executeTakeFirst();
    return row === undefined || overAt(row) <= this.#now() ? undefined : row;
  }
}

/** Whatever became of it. Inside the caller's transaction when `db` is one. */
export async function drop(db: Db, account: AccountId): Promise<void> {
  await db.deleteFrom('password_request').where('account', '=', account).execute();
}

const overAt = (row: { readonly asked_at: number }): number => row.asked_at + PASSWORD_WAIT_MS + PASSWORD_OPEN_MS;
