/**
 * What a browser keeps of the app in its private file system, read and changed as somebody could who has the device in hand. The page
 * must be of the app's origin and not run the app: whoever has the files open has them alone.
 */
import type { Page } from '@playwright/test';

/** Every byte of every file, one after the other. */
export async function readStoredBytes(page: Page): Promise<Buffer> {
  const files = await page.evaluate(async () => {
    const read = async (folder: FileSystemDirectoryHandle): Promise<string[]> => {
      const found: string[] = [];
      for await (const handle of folder.values()) {
        if (handle.kind === 'directory') found.push(...(await read(handle)));
        else found.push(await inBase64(await handle.getFile()));
      }
      return found;
    };
    const inBase64 = (file: File): Promise<string> =>
      new Promise((resolve, reject) => {
        const reader = new FileReader();
        reader.addEventListener('load', () => {
          resolve(typeof reader.result === 'string' ? (reader.result.split(',')[1] ?? '') : '');
        });
        reader.addEventListener('error', () => reject(reader.error ?? new Error('unreadable')));
        reader.readAsDataURL(file);
      });
    return read(await navigator.storage.getDirectory());
  });
  return Buffer.concat(files.map((file) => Buffer.from(file, 'base64')));
}

/** Marks every database as written by a far newer version, and drops its log, which may hold the mark of this one. */
export async function makeNewer(page: Page): Promise<void> {
  const changed = await page.evaluate(async () => {
    // The pool of handles keeps a page of its own before each file.
    const START = 4096;
    const USER_VERSION = START + 60;
    const NEWER = new Uint8Array([0, 0, 0x7f, 0xff]);
    const LOG = [0x37, 0x7f, 0x06];
    let count = 0;
    // A tab that was closed lets go of its files a moment later.
    const freed = async <T>(open: () => Promise<T>): Promise<T> => {
      for (let tries = 0; ; tries++) {
        try {
          return await open();
        } catch (error) {
          if (tries === 100) throw error;
          await new Promise((resolve) => requestAnimationFrame(resolve));
        }
      }
    };
    const walk = async (folder: FileSystemDirectoryHandle): Promise<void> => {
      for await (const handle of folder.values()) {
        if (handle.kind === 'directory') {
          await walk(handle);
          continue;
        }
        const file = handle;
        const head = new Uint8Array(await (await file.getFile()).slice(START, START + 16).arrayBuffer());
        const database = new TextDecoder().decode(head.slice(0, 15)) === 'SQLite format 3';
        if (!database && !LOG.every((byte, at) => head[at] === byte)) continue;
        const writer = await freed(() => file.createWritable({ keepExistingData: true }));
        if (database) await writer.write({ type: 'write', position: USER_VERSION, data: NEWER });
        else await writer.write({ type: 'write', position: START, data: new Uint8Array(32) });
        await writer.close();
        if (database) count++;
      }
    };
    await walk(await navigator.storage.getDirectory());
    return count;
  });
  if (changed === 0) throw new Error('there is no database to change');
}

/** The half of the store key's wrap that lies in a file of its own, to be forgotten (packages/platform-web/src/keys). The app may run. */
export async function halfOfKey(page: Page): Promise<Buffer> {
  const halves = await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const folder = await (await root.getDirectoryHandle('alcove-keys')).getDirectoryHandle('main');
    const found: number[][] = [];
    for await (const handle of folder.values())
      if (handle.kind === 'file') found.push([...new Uint8Array(await (await handle.getFile()).arrayBuffer())]);
    return found;
  });
  const [half] = halves;
  if (half === undefined || halves.length !== 1) throw new Error(`there are ${String(halves.length)} halves`);
  return Buffer.from(half);
}
