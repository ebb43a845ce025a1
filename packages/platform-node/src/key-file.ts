/**
 * Keeps the local store's key in a file that only this user may read. Written beside and renamed, so that a power cut leaves the
 * old key or the new one. A file of another length is no key: the person logs in again and the key is wrapped anew.
 */
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { KeyKeeper } from '@alcove/client';

const KEY_BYTES = 32;

export function createKeyFile(path: string): KeyKeeper {
  return {
    async load() {
      try {
        const bytes = await readFile(path);
        return bytes.length === KEY_BYTES ? new Uint8Array(bytes) : null;
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
        throw error;
      }
    },
    async save(key) {
      if (key.length !== KEY_BYTES) throw new RangeError(`a store key has ${String(KEY_BYTES)} bytes`);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const fresh = `${path}.new`;
      const file = await open(fresh, 'w', 0o600);
      try {
        // A left-over file keeps its own mode when it is opened again.
        await file.chmod(0o600);
        await file.writeFile(key);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(fresh, path);
    },
    async clear() {
      await rm(path, { force: true });
      await rm(`${path}.new`, { force: true });
    },
  };
}
