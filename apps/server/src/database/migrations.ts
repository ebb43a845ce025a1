/**
 * The schema, as the steps that lead to it. A step that has shipped never changes; a change is a new step. A database made by a newer
 * Alcove is refused: running old code over a newer shape loses data quietly.
 */
import type { DatabaseSync } from 'node:sqlite';

export class NewerDatabaseError extends Error {
  override readonly name = 'NewerDatabaseError';
}

/** Frame ids begin with the time, so in this order new ones stand side by side: one page of the index per batch, not one per device. */
const FRAME_ORDER = `
DROP INDEX entry_frame;
CREATE UNIQUE INDEX entry_frame ON entry (frame, device) WHERE voided = 0;
`;

/** Copies of a device that stayed behind are told from the one that went on. */
const CLONES = `
CREATE TABLE device_chain (device TEXT PRIMARY KEY, mark TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE written (
  room INTEGER NOT NULL, device TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (room, device)
) STRICT, WITHOUT ROWID;
INSERT INTO written SELECT room, device, max(seq) FROM entry GROUP BY room, device;
ALTER TABLE room ADD COLUMN counted INTEGER NOT NULL DEFAULT 0;
UPDATE room SET counted = seq;
`;

/** A new password without the old one, by a device that is in: it waits a day. */
const PASSWORD_REQUESTS = `
CREATE TABLE password_request (
  account TEXT PRIMARY KEY, device TEXT NOT NULL, at INTEGER NOT NULL, proof BLOB NOT NULL, challenge TEXT NOT NULL,
  asked_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;

interface Migration {
  readonly name: string;
  readonly sql: string;
}

const FIRST = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE account (
  id TEXT PRIMARY KEY, username TEXT NOT NULL UNIQUE, opaque_record TEXT NOT NULL, aik BLOB NOT NULL,
  list_seq INTEGER NOT NULL, list_hash BLOB NOT NULL, created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE device (
  id TEXT PRIMARY KEY, account TEXT NOT NULL REFERENCES account (id), device_key BLOB NOT NULL, kind TEXT NOT NULL,
  revoked INTEGER NOT NULL DEFAULT 0, key_package_peak INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX device_account ON device (account);
CREATE TABLE device_list (
  account TEXT NOT NULL, seq INTEGER NOT NULL, body BLOB NOT NULL, PRIMARY KEY (account, seq)
) STRICT;
CREATE TABLE session (
  id TEXT PRIMARY KEY, token_hash BLOB NOT NULL UNIQUE, account TEXT NOT NULL, device TEXT,
  created_at INTEGER NOT NULL, used_at INTEGER NOT NULL
) STRICT;
CREATE INDEX session_account ON session (account);
CREATE TABLE vault (account TEXT PRIMARY KEY, version INTEGER NOT NULL, sealed TEXT NOT NULL, wraps TEXT NOT NULL) STRICT;
CREATE TABLE record (
  account TEXT NOT NULL, name TEXT NOT NULL, version INTEGER NOT NULL, sealed BLOB NOT NULL, cursor INTEGER NOT NULL,
  PRIMARY KEY (account, name)
) STRICT;
CREATE INDEX record_cursor ON record (account, cursor);
CREATE TABLE key_package (
  id INTEGER PRIMARY KEY, device TEXT NOT NULL, ref TEXT NOT NULL, body BLOB NOT NULL, last_resort INTEGER NOT NULL,
  not_after INTEGER NOT NULL, UNIQUE (device, ref)
) STRICT;

CREATE TABLE room (
  key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, suite TEXT NOT NULL, epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL, head BLOB NOT NULL, at INTEGER NOT NULL, owner TEXT NOT NULL, policy_version INTEGER NOT NULL,
  policy_hash BLOB NOT NULL, pair TEXT UNIQUE
) STRICT;
CREATE TABLE entry (
  room INTEGER NOT NULL REFERENCES room (key), seq INTEGER NOT NULL, kind TEXT NOT NULL, epoch INTEGER NOT NULL,
  device TEXT NOT NULL, frame TEXT NOT NULL, at INTEGER NOT NULL, core BLOB NOT NULL, head BLOB NOT NULL,
  PRIMARY KEY (room, seq)
) STRICT;
CREATE UNIQUE INDEX entry_frame ON entry (device, frame);
CREATE INDEX entry_policy ON entry (room, seq) WHERE kind = 'policy';
CREATE TABLE member (
  room INTEGER NOT NULL REFERENCES room (key), account TEXT NOT NULL, aik BLOB NOT NULL, from_seq INTEGER NOT NULL,
  until_seq INTEGER, PRIMARY KEY (room, account, from_seq)
) STRICT;
CREATE INDEX member_account ON member (account);
CREATE TABLE group_info (
  room INTEGER PRIMARY KEY REFERENCES room (key), epoch INTEGER NOT NULL, seq INTEGER NOT NULL, body BLOB NOT NULL
) STRICT;
CREATE TABLE mark (
  room INTEGER NOT NULL REFERENCES room (key), account TEXT NOT NULL, device TEXT NOT NULL, body BLOB NOT NULL,
  PRIMARY KEY (room, device)
) STRICT;
CREATE TABLE welcome (
  id INTEGER PRIMARY KEY AUTOINCREMENT, room TEXT NOT NULL, seq INTEGER NOT NULL, epoch INTEGER NOT NULL,
  from_account TEXT NOT NULL, from_device TEXT NOT NULL, body BLOB NOT NULL
) STRICT;
CREATE TABLE welcome_to (
  device TEXT NOT NULL, welcome INTEGER NOT NULL REFERENCES welcome (id), PRIMARY KEY (device, welcome)
) STRICT, WITHOUT ROWID;
CREATE INDEX welcome_left ON welcome_to (welcome);
`;

/** Vault versions are a chain, and carry a tag of the account's devices. */
const VAULT_CHAIN = `
ALTER TABLE vault ADD COLUMN prev TEXT;
ALTER TABLE vault ADD COLUMN tag TEXT;
`;

/** Commits can be taken back. */
const SETTLEMENT = `
ALTER TABLE room ADD COLUMN settlement BLOB;
ALTER TABLE entry ADD COLUMN voided INTEGER NOT NULL DEFAULT 0;
DROP INDEX entry_frame;
CREATE UNIQUE INDEX entry_frame ON entry (device, frame) WHERE voided = 0;
CREATE TABLE group_info_before (
  room INTEGER PRIMARY KEY REFERENCES room (key), epoch INTEGER NOT NULL, seq INTEGER NOT NULL, body BLOB NOT NULL
) STRICT;
`;

/** An optional address, links that letters carry, and names that went to a new account. */
const MAIL = `
CREATE TABLE email (account TEXT PRIMARY KEY, sealed TEXT NOT NULL, mark TEXT NOT NULL) STRICT;
CREATE INDEX email_mark ON email (mark);
CREATE TABLE mail_token (
  hash BLOB PRIMARY KEY, account TEXT NOT NULL, purpose TEXT NOT NULL, address TEXT NOT NULL, expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX mail_token_account ON mail_token (account);
ALTER TABLE account ADD COLUMN former_username TEXT;
ALTER TABLE account ADD COLUMN successor TEXT;
`;

const ARCHIVE = `
CREATE TABLE archive_root (
  account TEXT PRIMARY KEY, version INTEGER NOT NULL, epoch INTEGER NOT NULL, sealed BLOB NOT NULL, bytes INTEGER NOT NULL,
  position INTEGER NOT NULL
) STRICT;
CREATE TABLE archive_room (
  account TEXT NOT NULL, room TEXT NOT NULL, version INTEGER NOT NULL, epoch INTEGER NOT NULL, sealed BLOB NOT NULL,
  position INTEGER NOT NULL, PRIMARY KEY (account, room)
) STRICT;
CREATE UNIQUE INDEX archive_room_position ON archive_room (account, position);
CREATE TABLE archive_segment (
  account TEXT NOT NULL, room TEXT NOT NULL, number INTEGER NOT NULL, body BLOB NOT NULL, PRIMARY KEY (account, room, number)
) STRICT;
`;

const DEVICES = `
ALTER TABLE device ADD COLUMN added_at INTEGER;
ALTER TABLE device ADD COLUMN unlock_share BLOB;
CREATE INDEX session_device ON session (device);
`;

/** What happened to an account; second factors and passkeys. */
const SECURITY = `
CREATE TABLE security_event (
  id INTEGER PRIMARY KEY, account TEXT NOT NULL, at INTEGER NOT NULL, kind TEXT NOT NULL, network TEXT, device TEXT,
  count INTEGER NOT NULL
) STRICT;
CREATE INDEX security_event_account ON security_event (account, at);
CREATE TABLE second_factor (
  account TEXT PRIMARY KEY, sealed TEXT NOT NULL, active INTEGER NOT NULL, last_step INTEGER NOT NULL
) STRICT;
CREATE TABLE backup_code (account TEXT NOT NULL, mark TEXT NOT NULL, PRIMARY KEY (account, mark)) STRICT, WITHOUT ROWID;
CREATE TABLE passkey (
  id TEXT PRIMARY KEY, account TEXT NOT NULL, public_key BLOB NOT NULL, counter INTEGER NOT NULL, name TEXT NOT NULL,
  created_at INTEGER NOT NULL, used_at INTEGER NOT NULL
) STRICT;
CREATE INDEX passkey_account ON passkey (account);
`;

/** Secret rooms are of one device of each person. */
const SECRET_ROOMS = `ALTER TABLE member ADD COLUMN device TEXT;`;

/** Letters are written in the language that a device said last. */
const LETTER_LANGUAGE = `ALTER TABLE account ADD COLUMN language TEXT;`;

const MIGRATIONS: readonly Migration[] = [
  { name: 'first', sql: FIRST },
  { name: 'vault-chain', sql: VAULT_CHAIN },
  { name: 'settlement', sql: SETTLEMENT },
  { name: 'mail', sql: MAIL },
  { name: 'archive', sql: ARCHIVE },
  { name: 'devices', sql: DEVICES },
  { name: 'security', sql: SECURITY },
  { name: 'frame-order', sql: FRAME_ORDER },
  { name: 'secret-rooms', sql: SECRET_ROOMS },
  { name: 'clones', sql: CLONES },
  { name: 'password-requests', sql: PASSWORD_REQUESTS },
  { name: 'letter-language', sql: LETTER_LANGUAGE },
];

/** Brings the database to this version, each step in a transaction of its own, so that a kill in between loses nothing. */
export function migrate(db: DatabaseSync, nowMs: number): void {
  db.exec(
    'CREATE TABLE IF NOT EXISTS migration (version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT',
  );
  const newest = Number(db.prepare('SELECT coalesce(max(version), 0) AS version FROM migration').get()?.['version']);
  if (newest > MIGRATIONS.length) {
    throw new NewerDatabaseError(
      `the database is of a newer Alcove (schema ${String(newest)}, this one knows ${String(MIGRATIONS.length)}): update Alcove or restore a backup`,
    );
  }
  for (const [index, { name, sql }] of MIGRATIONS.entries()) {
    const version = index + 1;
    if (version <= newest) continue;
    db.exec('BEGIN IMMEDIATE');
    try {
      db.exec(sql);
      db.prepare('INSERT INTO migration (version, name, applied_at) VALUES (?, ?, ?)').run(version, name, nowMs);
      db.exec('COMMIT');
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK');
      throw error;
    }
  }
}
