/** Entries as the server wrote them, for some days: should its data go back to an older copy, they are brought to it again. */
export const KEPT_ENTRIES: readonly string[] = [
  `CREATE TABLE kept_entries (
    room TEXT NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL, receipt BLOB NOT NULL, sealed_core BLOB NOT NULL,
    sealed_welcome BLOB, PRIMARY KEY (room, seq))`,
];
