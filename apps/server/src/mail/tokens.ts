/** What a link in a letter carries: 256 random bits, of which only the hash is stored; short-lived, and good once. */
import { randomBytes } from 'node:crypto';
import { toBase64url, utf8, type AccountId } from '@alcove/protocol';
import type { Db } from '../database/schema.ts';
import { sha256 } from '../signature.ts';

export type TokenPurpose = 'verify' | 'reset';

const MINUTE_MS = 60_000;
export const TOKEN_LIFE_MS: Readonly<Record<TokenPurpose, number>> = {
  verify: 24 * 60 * MINUTE_MS,
  reset: 30 * MINUTE_MS,
};

export class MailTokens {
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** The newest link counts: older ones for the same end with it. `address` is sealed. */
  async issue(db: Db, account: AccountId, purpose: TokenPurpose, address: string): Promise<string> {
    const token = toBase64url(randomBytes(32));
    await db.deleteFrom('mail_token').where('account', '=', account).where('purpose', '=', purpose).execute();
    await db
      .insertInto('mail_token')
      .values({ hash: hashOf(token), account, purpose, address, expires_at: this.#now() + TOKEN_LIFE_MS[purpose] })
      .execute();
    return token;
  }

  /** Without using it up. */
  async peek(
    db: Db,
    purpose: TokenPurpose,
    token: string,
  ): Promise<{ account: AccountId; address: string } | undefined> {
    return db
      .selectFrom('mail_token')
      .select(['account', 'address'])
      .where('hash', '=', hashOf(token))
      .where('purpose', '=', purpose)
      .where('expires_at', '>', this.#now())
      .executeTakeFirst();
  }

  /** Inside the caller's transaction. */
  async take(
    tx: Db,
    purpose: TokenPurpose,
    token: string,
  ): Promise<{ account: AccountId; address: string } | undefined> {
    return tx
      .deleteFrom('mail_token')
      .where('hash', '=', hashOf(token))
      .where('purpose', '=', purpose)
      .where('expires_at', '>', this.#now())
      .returning(['account', 'address'])
      .executeTakeFirst();
  }

  async pending(db: Db, account: AccountId): Promise<string | undefined> {
    const row = await db
      .selectFrom('mail_token')
      .select('address')
      .where('account', '=', account)
      .where('purpose', '=', 'verify')
      .where('expires_at', '>', this.#now())
      .executeTakeFirst();
    return row?.address;
  }

  async sweep(db: Db): Promise<void> {
    await db.deleteFrom('mail_token').where('expires_at', '<=', this.#now()).execute();
  }
}

const hashOf = (token: string): ReturnType<typeof sha256> => sha256(utf8(token));
