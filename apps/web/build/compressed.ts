/**
 * Lays a brotli and a gzip copy beside each built file that shrinks, once, so that the server hands them out as they lie (web-app.ts). Only
 * what is the same for everybody is ever compressed: a reply that mixes a secret with what somebody chose would tell it by its length.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const SHRINKS = /\.(?:html|js|css|wasm)$/;
/** One step more takes ten times as long and saves a twentieth. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
const GZIP = { level: 9 };

export function compressed(): Plugin {
  const [toBrotli, toGzip] = [promisify(brotliCompress), promisify(gzip)];
  return {
    name: 'alcove-compressed',
    apply: 'build',
    writeBundle: {
      order: 'post',
      async handler({ dir = '' }, bundle): Promise<void> {
        const files = Object.keys(bundle).filter((file) => SHRINKS.test(file));
        await Promise.all(
          files.map(async (file) => {
            const path = join(dir, file);
            const bytes = await readFile(path);
            await writeFile(`${path}.br`, await toBrotli(bytes, BROTLI));
            await writeFile(`${path}.gz`, await toGzip(bytes, GZIP));
          }),
        );
      },
    },
  };
}
