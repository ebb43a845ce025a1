/**
 * What this device remembers in the clear about the accounts used on it: enough to greet at log-in and to open the sealed store
 * with the password alone. The vault is ciphertext to whoever has no password; the store's key is wrapped under it.
 * Lives in a database of its own, so that every account has its own store.
 */
import { AccountId, bytesSchema, DeviceId, StoredVault, Username, type Bytes } from '@alcove/protocol';
import type { SqlDriver } from '@alcove/store';
import { z } from 'zod';
import { keepTriesIn, type TriesKept } from '../lock/tries.ts';

export interface KnownAccount {
  readonly account: AccountId;
  readonly username: Username;
  readonly device: DeviceId;
  readonly serverId: string;
  /** The server's OPAQUE key, pinned at first use. */
  readonly serverPublicKey: string;
  readonly vault: StoredVault;
  /** The store's key, sealed under `storeKeyWrap` of the vault key. */
  readonly wrappedStoreKey: Bytes;
  /** Shown at the next log-in, to stand in a queue of its own. */
  readonly knownToken: string | null;
  /** False between writing the store and the server's yes. */
  readonly settled: boolean;
}

export interface Profile extends TriesKept {
  /** The account whose store is open while somebody is logged in. */
  active(): Promise<KnownAccount | null>;
  /** The account used last, logged in or not. */
  last(): Promise<KnownAccount | null>;
  find(username: Username): Promise<KnownAccount | null>;
  save(known: KnownAccount): Promise<void>;
  forget(account: AccountId): Promise<void>;
  /** Nobody is known here. Notes of a removal that is done and of a session know nobody. */
  isEmpty(): Promise<boolean>;
  /** Whoever comes in has a session of their own: what was left here is none any more. */
  setActive(account: AccountId | null, at: number): Promise<void>;
  /** This device was removed from the account: everything here of it goes, and a note stays until it is read. */
  noteRemoval(account: AccountId, username: Username): Promise<void>;
  removal(): Promise<Removal | null>;
  /** Nothing is left on this device. */
  removalDone(account: AccountId): Promise<void>;
  forgetRemoval(): Promise<void>;
  /** Nobody is in any more, and the server could not be told: its session outlives that until it is ended. Names nobody. */
  noteLeftSession(): Promise<void>;
  hasLeftSession(): Promise<boolean>;
  forgetLeftSession(): Promise<void>;
}

export interface Removal {
  readonly account: AccountId;
  readonly username: Username;
  /** False: the wiping was cut short. */
  readonly wiped: boolean;
}

const REMOVALS = `CREATE TABLE IF NOT EXISTS removal (
  account TEXT PRIMARY KEY, username TEXT NOT NULL, wiped INTEGER NOT NULL) STRICT`;
const LEFT_SESSION = 'CREATE TABLE IF NOT EXISTS left_session (one INTEGER PRIMARY KEY) STRICT';
const RemovalRow = z.object({ account: AccountId, username: Username, wiped: z.number() });
const SCHEMA = `CREATE TABLE IF NOT EXISTS known_account (
  account TEXT PRIMARY KEY, username TEXT NOT NULL UNIQUE, device TEXT NOT NULL, server_id TEXT NOT NULL,
  server_key TEXT NOT NULL, vault TEXT NOT NULL, wrapped_key BLOB NOT NULL, settled INTEGER NOT NULL,
  active INTEGER NOT NULL DEFAULT 0, used_at INTEGER NOT NULL DEFAULT 0, known_token TEXT) STRICT`;

const Row = z.object({
  account: AccountId,
  username: Username,
  device: DeviceId,
  server_id: z.string(),
  server_key: z.string(),
  vault: z.string(),
  wrapped_key: bytesSchema,
  settled: z.number(),
  known_token: z.string().nullable(),
});

function fromRow(row: unknown): KnownAccount {
  const r = Row.parse(row);
  return {
    account: r.account,
    username: r.username,
    device: r.device,
    serverId: r.server_id,
    serverPublicKey: r.server_key,
    vault: StoredVault.parse(JSON.parse(r.vault)),
    wrappedStoreKey: new Uint8Array(r.wrapped_key),
    settled: r.settled === 1,
    knownToken: r.known_token,
  };
}

export async function openProfile(db: SqlDriver): Promise<Profile> {
  for (const table of [SCHEMA, REMOVALS, LEFT_SESSION]) await db.exec(table);
  // Profiles from before there were tokens.
  const columns = await db.all("SELECT name FROM pragma_table_info('known_account') WHERE name = 'known_token'");
  if (columns.length === 0) await db.exec('ALTER TABLE known_account ADD COLUMN known_token TEXT');
  const one = async (where: string, params: readonly string[] = []): Promise<KnownAccount | null> => {
    const [row] = await db.all(`SELECT * FROM known_account WHERE ${where}`, params);
    return row === undefined ? null : fromRow(row);
  };
  return {
    active: () => one('active = 1 LIMIT 1'),
    last: () => one('settled = 1 ORDER BY active DESC, used_at DESC LIMIT 1'),
    find: (username) => one('username = ?', [username]),
    save: (k) =>
      db.batch([
        ['DELETE FROM known_account WHERE username = ? AND account <> ?', [k.username, k.account]],
        [
          `INSERT INTO known_account (account, username, device, server_id, server_key, vault, wrapped_key, settled, known_token)
           VALUES (?,?,?,?,?,?,?,?,?)
           ON CONFLICT (account) DO UPDATE SET username = excluded.username, device = excluded.device, server_id = excluded.server_id,
             server_key = excluded.server_key, vault = excluded.vault, wrapped_key = excluded.wrapped_key, settled = excluded.settled,
             known_token = excluded.known_token`,
          [
            k.account,
            k.username,
            k.device,
            k.serverId,
            k.serverPublicKey,
            JSON.stringify(k.vault),
            k.wrappedStoreKey,
            k.settled ? 1 : 0,
            k.knownToken,
          ],
        ],
      ]),
    forget: (account) => db.batch([['DELETE FROM known_account WHERE account = ?', [account]]]),
    isEmpty: async () =>
      (await db.all('SELECT 1 FROM known_account UNION ALL SELECT 1 FROM removal WHERE wiped = 0 LIMIT 1')).length ===
      0,
    setActive: (account, at) =>
      db.batch([
        ['UPDATE known_account SET active = 0 WHERE active = 1'],
        ['UPDATE known_account SET active = 1, used_at = ? WHERE account = ?', [at, account ?? '']],
        ...(account === null ? [] : [['DELETE FROM left_session'] as const]),
      ]),
    ...removalsIn(db),
    ...leftSessionIn(db),
    ...(await keepTriesIn(db)),
  };
}

function removalsIn(db: SqlDriver): Pick<Profile, 'noteRemoval' | 'removal' | 'removalDone' | 'forgetRemoval'> {
  return {
    noteRemoval: (account, username) =>
      db.batch([
        ['DELETE FROM known_account WHERE account = ?', [account]],
        ['INSERT OR REPLACE INTO removal (account, username, wiped) VALUES (?,?,0)', [account, username]],
      ]),
    async removal() {
      const [row] = await db.all('SELECT * FROM removal ORDER BY wiped LIMIT 1');
      if (row === undefined) return null;
      const { account, username, wiped } = RemovalRow.parse(row);
      return { account, username, wiped: wiped === 1 };
    },
    removalDone: (account) => db.batch([['UPDATE removal SET wiped = 1 WHERE account = ?', [account]]]),
    forgetRemoval: () => db.batch([['DELETE FROM removal WHERE wiped = 1']]),
  };
}

function leftSessionIn(db: SqlDriver): Pick<Profile, 'noteLeftSession' | 'hasLeftSession' | 'forgetLeftSession'> {
  return {
    noteLeftSession: () => db.batch([['INSERT OR IGNORE INTO left_session VALUES (1)']]),
    hasLeftSession: async () => (await db.all('SELECT 1 FROM left_session')).length > 0,
    forgetLeftSession: () => db.batch([['DELETE FROM left_session']]),
  };
}
