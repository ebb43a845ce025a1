/**
 * Where tests keep what they throw away. In memory where the system has a folder for that, with room enough: a server and its clients sync
 * their files with every message, and a disk takes milliseconds for each. What reaches a disk when, is tested by recording the calls
 * (tests/system/src/disk), which are the same there.
 */
import { mkdtempSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
const ENOUGH_BYTES = 4 * 2 ** 30;

export function makeScratchFolder(): string {
  return mkdtempSync(join(hasRoom(MEMORY) ? MEMORY : tmpdir(), 'alcove-test-'));
}

function hasRoom(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize >= ENOUGH_BYTES;
  } catch {
    return false; // there is none
  }
}
