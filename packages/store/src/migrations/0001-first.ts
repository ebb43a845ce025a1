/**
 * The first schema. Columns named `sealed…` hold what packages/store sealed before writing; the others are what indexes and
 * order need: ids, places in the log, server times, kinds. No column holds readable content.
 */
export const FIRST: readonly string[] = [
  'CREATE TABLE meta (name TEXT PRIMARY KEY, value ANY NOT NULL) WITHOUT ROWID',
  'CREATE TABLE secrets (name TEXT PRIMARY KEY, sealed BLOB NOT NULL)',
  'CREATE TABLE device_lists (account TEXT PRIMARY KEY, sealed BLOB NOT NULL)',
  'CREATE TABLE people (account TEXT PRIMARY KEY, sealed BLOB NOT NULL)',
  'CREATE TABLE records (name TEXT PRIMARY KEY, version INTEGER NOT NULL, dirty INTEGER NOT NULL, sealed BLOB NOT NULL)',
  `CREATE TABLE key_packages (
    ref TEXT PRIMARY KEY, not_after INTEGER NOT NULL, last_resort INTEGER NOT NULL,
    sealed_public BLOB NOT NULL, sealed_private BLOB NOT NULL)`,

  `CREATE TABLE rooms (
    room TEXT PRIMARY KEY, kind TEXT NOT NULL, peer TEXT, join_seq INTEGER NOT NULL, join_epoch INTEGER NOT NULL, member INTEGER NOT NULL,
    sealed_title BLOB NOT NULL, sealed_topic BLOB NOT NULL, sealed_group_info_key BLOB)`,
  // Apart from rooms, and small: every message rewrites it.
  'CREATE TABLE places (room TEXT PRIMARY KEY, epoch INTEGER NOT NULL, cursor INTEGER NOT NULL, head BLOB NOT NULL) WITHOUT ROWID',
  'CREATE TABLE reading (room TEXT PRIMARY KEY, read INTEGER NOT NULL) WITHOUT ROWID',
  'CREATE TABLE policy_frames (room TEXT NOT NULL, version INTEGER NOT NULL, sealed BLOB NOT NULL, UNIQUE (room, version))',
  // One row per part, so that a message rewrites one ratchet and not the tree.
  `CREATE TABLE group_parts (
    room TEXT NOT NULL, part TEXT NOT NULL, epoch INTEGER NOT NULL, sealed BLOB NOT NULL, UNIQUE (room, part, epoch))`,
  'CREATE TABLE heads (room TEXT NOT NULL, seq INTEGER NOT NULL, head BLOB NOT NULL, PRIMARY KEY (room, seq)) WITHOUT ROWID',
  `CREATE TABLE marks (
    room TEXT NOT NULL, account TEXT NOT NULL, device TEXT NOT NULL, delivered INTEGER NOT NULL, read INTEGER NOT NULL,
    PRIMARY KEY (room, account, device)) WITHOUT ROWID`,
  'CREATE TABLE drafts (room TEXT PRIMARY KEY, sealed BLOB NOT NULL)',

  // seq is null while the entry waits in the outbox; ord then orders it.
  `CREATE TABLE events (
    room TEXT NOT NULL, seq INTEGER, ord INTEGER, id TEXT NOT NULL, at INTEGER NOT NULL, author TEXT NOT NULL,
    device TEXT NOT NULL, type TEXT NOT NULL, item INTEGER NOT NULL, notice INTEGER NOT NULL, target TEXT, quote TEXT,
    sealed BLOB NOT NULL, UNIQUE (room, id), UNIQUE (room, seq))`,
  'CREATE INDEX events_items ON events (room, seq) WHERE item = 1',
  'CREATE INDEX events_notices ON events (room, seq) WHERE notice > 0',
  'CREATE INDEX events_targets ON events (room, target) WHERE target IS NOT NULL',
  'CREATE INDEX events_waiting ON events (room, ord) WHERE seq IS NULL',
  `CREATE TABLE outbox (
    id TEXT PRIMARY KEY, room TEXT NOT NULL, kind TEXT NOT NULL, ord INTEGER NOT NULL, epoch INTEGER NOT NULL,
    state TEXT NOT NULL, reason TEXT, sealed_frame BLOB NOT NULL, sealed_after BLOB)`,
  'CREATE INDEX outbox_order ON outbox (ord)',
  `CREATE TABLE unopened (
    room TEXT NOT NULL, seq INTEGER NOT NULL, code TEXT NOT NULL, sealed_core BLOB NOT NULL, UNIQUE (room, seq))`,
];
