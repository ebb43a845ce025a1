/**
 * Where tests keep what they throw away. In memory where the system has a folder for that, with room enough: a server and its clients sync
 * their files with every message, and a disk takes milliseconds for each. What reaches a disk when, is tested by recording the calls
 * (tests/system/src/disk), which are the same there.
 */
import { mkdirSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
const ENOUGH_BYTES = 4 * 2 ** 30;

/** Named after the process that makes it. What a run left behind that was killed is taken away: memory is not given back otherwise. */
export function makeScratchFolder(): string {
  const all = join(hasRoom(MEMORY) ? MEMORY : tmpdir(), 'alcove-test');
  mkdirSync(all, { recursive: true });
  for (const name of readdirSync(all))
    if (!runs(Number(name))) rmSync(join(all, name), { recursive: true, force: true });
  const own = join(all, String(process.pid));
  mkdirSync(own);
  return own;
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's is there, and not ours to ask.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function hasRoom(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize >= ENOUGH_BYTES;
  } catch {
    return false; // there is none
  }
}
