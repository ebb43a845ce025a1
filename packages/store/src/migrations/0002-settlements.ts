/** Commits can be taken back: what is known of the newest ones, the state to go back to, and which events stand loose after it. */
export const SETTLEMENTS: readonly string[] = [
  'CREATE TABLE settlements (room TEXT PRIMARY KEY, sealed BLOB NOT NULL)',
  'CREATE TABLE bases (room TEXT PRIMARY KEY, sealed BLOB NOT NULL)',
  // 1: its entry was taken back, and its sender says it again under the same id.
  'ALTER TABLE events ADD COLUMN loose INTEGER NOT NULL DEFAULT 0',
];
