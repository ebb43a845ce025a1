/**
 * Keeps what opens the local store in a file that only this user may read: its key, or the app lock around it. Written beside, read
 * back and renamed, so that a power cut leaves the old bytes or the new ones. What is replaced or cleared is overwritten
 * first, as far as a program can: where the disk puts bytes elsewhere (copies on write, wear levelling) the old ones may outlive it.
 */
import { mkdir, open, readFile, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { KeyKeeper } from '@alcove/client';
import { equalBytes } from '@alcove/protocol';

export function createKeyFile(path: string): KeyKeeper {
  const fresh = `${path}.new`;
  return {
    async load() {
      const file = await openIfThere(path);
      if (file === null) return null;
      try {
        return new Uint8Array(await file.readFile());
      } finally {
        await file.close();
      }
    },
    async save(bytes) {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const file = await open(fresh, 'w', 0o600);
      try {
        // A left-over file keeps its own mode when it is opened again.
        await file.chmod(0o600);
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      if (!equalBytes(new Uint8Array(await readFile(fresh)), bytes)) throw new Error('the disk gives back other bytes');
      const old = await openIfThere(path);
      try {
        await rename(fresh, path);
        if (old !== null) await overwrite(old);
      } finally {
        await old?.close();
      }
    },
    async clear() {
      for (const each of [path, fresh]) {
        const file = await openIfThere(each);
        if (file === null) continue;
        await overwrite(file);
        await file.close();
        await rm(each, { force: true });
      }
    },
  };
}

async function openIfThere(path: string): Promise<FileHandle | null> {
  try {
    return await open(path, 'r+');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

async function overwrite(file: FileHandle): Promise<void> {
  const { size } = await file.stat();
  await file.write(new Uint8Array(size), 0, size, 0);
  await file.sync();
}
