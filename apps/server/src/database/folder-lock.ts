/**
 * One process per data folder: two would hold different ideas of a room's end. The lock is the operating system's, held through a
 * small database of its own, so that it is gone when the process is, however it died.
 */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { isBusy } from './storage-errors.ts';

export class FolderInUseError extends Error {
  override readonly name = 'FolderInUseError';
}

export function lockFolder(folder: string): () => void {
  const db = new DatabaseSync(join(folder, 'lock.db'));
  try {
    db.exec('PRAGMA locking_mode=EXCLUSIVE; PRAGMA busy_timeout=0; BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if (!isBusy(error)) throw error;
    throw new FolderInUseError('another Alcove is running on this data folder');
  }
  return () => db.close();
}
