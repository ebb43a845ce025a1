/** What people tell of themselves, one row per person: all of it is read at the start, pictures when they are shown. */
export const SHEETS: readonly string[] = [
  'CREATE TABLE abouts (account TEXT PRIMARY KEY, sealed BLOB NOT NULL)',
  'CREATE TABLE pictures (account TEXT PRIMARY KEY, sealed BLOB NOT NULL)',
];
