/**
 * What coming back from a false log needs: where a policy frame and a commit stood in the log, the alarms of rooms, and events that
 * may share a place. When the log is told anew, an event that the true one does not have keeps its old number beside another.
 */
export const COMING_BACK: readonly string[] = [
  // Null: from before this was noted. Such a frame counts as older than any fork.
  'ALTER TABLE policy_frames ADD COLUMN seq INTEGER',
  `CREATE TABLE commits (
    room TEXT NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL, hash BLOB NOT NULL, sealed_key BLOB,
    PRIMARY KEY (room, epoch)) WITHOUT ROWID`,
  `CREATE TABLE alarms (
    room TEXT NOT NULL, code TEXT NOT NULL, at INTEGER NOT NULL, repair TEXT NOT NULL, step TEXT,
    PRIMARY KEY (room, code)) WITHOUT ROWID`,

  // SQLite takes no constraint off a table: the rows move to one that has it no longer.
  `CREATE TABLE events_moving (
    room TEXT NOT NULL, seq INTEGER, ord INTEGER, id TEXT NOT NULL, at INTEGER NOT NULL, author TEXT NOT NULL,
    device TEXT NOT NULL, type TEXT NOT NULL, item INTEGER NOT NULL, notice INTEGER NOT NULL, target TEXT, quote TEXT,
    sealed BLOB NOT NULL, loose INTEGER NOT NULL DEFAULT 0, UNIQUE (room, id))`,
  `INSERT INTO events_moving
    SELECT room, seq, ord, id, at, author, device, type, item, notice, target, quote, sealed, loose FROM events`,
  'DROP TABLE events',
  'ALTER TABLE events_moving RENAME TO events',
  'CREATE INDEX events_places ON events (room, seq)',
  'CREATE INDEX events_items ON events (room, seq) WHERE item = 1',
  'CREATE INDEX events_notices ON events (room, seq) WHERE notice > 0',
  'CREATE INDEX events_targets ON events (room, target) WHERE target IS NOT NULL',
  'CREATE INDEX events_waiting ON events (room, ord) WHERE seq IS NULL',
];
