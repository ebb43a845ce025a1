/**
 * The second factor (TOTP, RFC 6238) and its backup codes. Asked for when somebody has the password and is no device of the account: a
 * known device is a second factor already. The secret is sealed, the codes are kept as keyed marks: a stolen database gives neither.
 */
import { randomInt } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { AccountId } from '@alcove/protocol';
import type { Db } from '../database/schema.ts';
import type { Sealing } from '../database/sealing.ts';

const PERIOD_SECONDS = 30;
/** One period either way: clocks differ, and typing takes time. */
const WINDOW = 1;
const BACKUP_CODES = 10;
const BACKUP_CHARACTERS = 10;
/** Without letters and digits that look alike. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

export type CodeVerdict = 'right' | 'backup' | 'wrong';

export class SecondFactor {
  readonly #sealing: Sealing;
  readonly #now: () => number;

  constructor(sealing: Sealing, now: () => number) {
    this.#sealing = sealing;
    this.#now = now;
  }

  async state(db: Db, account: AccountId): Promise<{ on: boolean; backupCodes: number }> {
    const row = await db.selectFrom('second_factor').select('active').where('account', '=', account).executeTakeFirst();
    const codes = await db.selectFrom('backup_code').select('mark').where('account', '=', account).execute();
    return { on: row?.active === 1, backupCodes: codes.length };
  }

  /** A secret that does not count yet: the first right code makes it count. */
  async begin(db: Db, account: AccountId): Promise<string> {
    const secret = new Secret({ size: 20 }).base32;
    const row = { sealed: this.#sealing.seal(about(account), secret), active: 0, last_step: 0 };
    await db
      .insertInto('second_factor')
      .values({ account, ...row })
      .onConflict((c) => c.column('account').doUpdateSet(row).where('second_factor.active', '=', 0))
      .execute();
    return secret;
  }

  /** Inside the caller's transaction. The backup codes, shown this once; undefined when the code is wrong. */
  async turnOn(tx: Db, account: AccountId, code: string): Promise<string[] | undefined> {
    if (!(await this.#isCode(tx, account, code))) return undefined;
    await tx.updateTable('second_factor').set({ active: 1 }).where('account', '=', account).execute();
    const codes = Array.from({ length: BACKUP_CODES }, newBackupCode);
    await tx.deleteFrom('backup_code').where('account', '=', account).execute();
    await tx
      .insertInto('backup_code')
      .values(codes.map((each) => ({ account, mark: this.#mark(account, each) })))
      .execute();
    return codes;
  }

  async turnOff(tx: Db, account: AccountId): Promise<void> {
    await tx.deleteFrom('second_factor').where('account', '=', account).execute();
    await tx.deleteFrom('backup_code').where('account', '=', account).execute();
  }

  /** Inside the caller's transaction: what was right is used up with it, and never right again. */
  async check(tx: Db, account: AccountId, code: string): Promise<CodeVerdict> {
    if (await this.#isCode(tx, account, code)) return 'right';
    const used = await tx
      .deleteFrom('backup_code')
      .where('account', '=', account)
      .where('mark', '=', this.#mark(account, code))
      .returning('mark')
      .executeTakeFirst();
    return used === undefined ? 'wrong' : 'backup';
  }

  async #isCode(tx: Db, account: AccountId, code: string): Promise<boolean> {
    const row = await tx.selectFrom('second_factor').selectAll().where('account', '=', account).executeTakeFirst();
    const token = code.replace(/\s/g, '');
    if (row === undefined || !/^\d{6}$/.test(token)) return false;
    const secret = Secret.fromBase32(this.#sealing.open(about(account), row.sealed));
    const totp = new TOTP({ secret, algorithm: 'SHA1', digits: 6, period: PERIOD_SECONDS });
    const timestamp = this.#now();
    const delta = totp.validate({ token, timestamp, window: WINDOW });
    const step = Math.floor(timestamp / 1000 / PERIOD_SECONDS) + (delta ?? 0);
    // A code that was used, or one from before it: somebody looked over a shoulder.
    if (delta === null || step <= row.last_step) return false;
    await tx.updateTable('second_factor').set({ last_step: step }).where('account', '=', account).execute();
    return true;
  }

  #mark(account: AccountId, code: string): string {
    return this.#sealing.mark(`backup-code/${account}`, code.toLowerCase().replace(/[^a-z0-9]/g, ''));
  }
}

/** What a person's authenticator reads from the square. */
export function otpUri(secret: string, issuer: string, label: string): string {
  return new TOTP({ secret, issuer, label, algorithm: 'SHA1', digits: 6, period: PERIOD_SECONDS }).toString();
}

const about = (account: AccountId): string => `second-factor/${account}`;

function newBackupCode(): string {
  const code = Array.from({ length: BACKUP_CHARACTERS }, () => ALPHABET[randomInt(ALPHABET.length)] ?? '').join('');
  return `${code.slice(0, BACKUP_CHARACTERS / 2)}-${code.slice(BACKUP_CHARACTERS / 2)}`;
}
