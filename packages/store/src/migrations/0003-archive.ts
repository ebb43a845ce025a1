/**
 * What this device holds of each room's log, and what it knows of the account's archive. Ranges and numbers are readable, as places
 * are; manifests are sealed.
 */
export const ARCHIVE: readonly string[] = [
  `CREATE TABLE history (
    room TEXT PRIMARY KEY, log_from INTEGER NOT NULL, origin INTEGER, held TEXT NOT NULL) WITHOUT ROWID`,
  // Until now a device read what was said from its arrival on, and missed nothing that it could have had.
  `INSERT INTO history SELECT room, join_seq + 1, join_seq + 1, '[]' FROM rooms`,
  `CREATE TABLE manifests (
    room TEXT PRIMARY KEY, version INTEGER NOT NULL, epoch INTEGER NOT NULL, sealed BLOB NOT NULL)`,
];
