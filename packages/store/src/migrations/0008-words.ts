/** What others said elsewhere that they had seen of a room's log. */
export const WORDS: readonly string[] = [
  `CREATE TABLE words (
    room TEXT NOT NULL, device TEXT NOT NULL, account TEXT NOT NULL, seq INTEGER NOT NULL, head BLOB NOT NULL, epoch INTEGER,
    mark BLOB, under BLOB NOT NULL, at INTEGER NOT NULL, state TEXT NOT NULL, PRIMARY KEY (room, device)) WITHOUT ROWID`,
];
