/**
 * Random halves of a key, each in a small file of the origin's private file system: what a browser's database would keep in its logs
 * after it was replaced is overwritten here where it lies. Where the disk itself puts bytes elsewhere (copies on write, wear levelling), no
 * program can do more. Call only in a dedicated worker.
 */
import type { Bytes } from '@alcove/protocol';

const FOLDER = 'alcove-keys';
const HALF_BYTES = 32;

export interface Halves {
  /** A fresh one, on disk. */
  make(): Promise<{ readonly name: string; readonly half: Bytes }>;
  read(name: string): Promise<Bytes | null>;
  /** One that is being used this moment stays until the next time. */
  retireAllBut(name: string | null): Promise<void>;
  /** All of them, and the folder they were in. */
  forget(): Promise<void>;
}

export function createHalves(profile: string): Halves {
  async function folder(): Promise<FileSystemDirectoryHandle> {
    const root = await navigator.storage.getDirectory();
    return (await root.getDirectoryHandle(FOLDER, { create: true })).getDirectoryHandle(profile, { create: true });
  }
  async function retireAllBut(name: string | null): Promise<void> {
    const files = await folder();
    for await (const [each, handle] of files.entries()) {
      if (each === name || handle.kind !== 'file') continue;
      try {
        await write(handle, new Uint8Array(HALF_BYTES));
        await files.removeEntry(each);
      } catch (error) {
        if (!(error instanceof DOMException && error.name === 'NoModificationAllowedError')) throw error;
      }
    }
  }

  return {
    retireAllBut,
    async forget() {
      await retireAllBut(null);
      const root = await navigator.storage.getDirectory();
      const all = await root.getDirectoryHandle(FOLDER, { create: true });
      // A half that is being used this moment keeps its folder until the next time.
      if (await isEmpty(await folder())) await all.removeEntry(profile);
      if (await isEmpty(all)) await root.removeEntry(FOLDER);
    },
    async make() {
      const half = crypto.getRandomValues(new Uint8Array(HALF_BYTES));
      const name = crypto.randomUUID();
      await write(await (await folder()).getFileHandle(name, { create: true }), half);
      return { name, half };
    },
    async read(name) {
      try {
        const file = await (await (await folder()).getFileHandle(name)).getFile();
        const half = new Uint8Array(await file.arrayBuffer());
        return half.length === HALF_BYTES ? half : null;
      } catch (error) {
        if (error instanceof DOMException && error.name === 'NotFoundError') return null;
        throw error;
      }
    },
  };
}

async function isEmpty(folder: FileSystemDirectoryHandle): Promise<boolean> {
  return (await folder.keys().next()).done === true;
}

async function write(file: FileSystemFileHandle, bytes: Bytes): Promise<void> {
  const access = await file.createSyncAccessHandle();
  try {
    access.write(bytes, { at: 0 });
    access.flush();
  } finally {
    access.close();
  }
}
