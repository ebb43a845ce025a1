/**
 * Names that outlast a cut of power. Syncing a file keeps its bytes; that it is in its folder, under that name, is kept by syncing the
 * folder. SQLite does so for its own files; this is for the ones we make ourselves.
 */
import { closeSync, fsyncSync, mkdirSync, openSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

export function syncFolder(path: string): void {
  // Windows opens no folders, and keeps names with the file system's own journal.
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/** Makes the folder and those it lies in, where they are missing, for its owner alone. */
export function makeFolder(path: string): void {
  const first = mkdirSync(path, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  const above = dirname(resolve(first));
  for (let made = resolve(path); made !== above; made = dirname(made)) syncFolder(dirname(made));
}
