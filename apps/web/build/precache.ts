/**
 * Writes into sw.js what the service worker keeps for an offline start: every file of the build and of public/, and a hash over all
 * of them. Left out: what a page may never need (the service worker keeps that when it is first used).
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const LEFT_OUT = new RegExp(
  [
    String.raw`^sw\.js$|\.map$`,
    '-(?:cyrillic|cyrillic-ext|greek|latin-ext|math|symbols|vietnamese)-wght-',
    '/estimate-', // the word lists of sign-up, which needs the server anyway
    '/sqlite3-(?:opfs-async-proxy|worker1)-', // other ways to run SQLite, which the library names and nobody loads
  ].join('|'),
);

export function precache(publicFolder: string): Plugin {
  return {
    name: 'alcove-precache',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_options, bundle): void {
        const worker = bundle['sw.js'];
        if (worker?.type !== 'chunk') throw new Error('the build has no sw.js');
        const hash = createHash('sha256');
        const built = Object.keys(bundle).filter((file) => !LEFT_OUT.test(file));
        for (const file of built.toSorted()) {
          const item = bundle[file];
          if (item !== undefined) hash.update(file).update(item.type === 'chunk' ? item.code : item.source);
        }
        const stable = readdirSync(publicFolder).toSorted();
        for (const file of stable) hash.update(file).update(readFileSync(join(publicFolder, file)));
        const list = [...built, ...stable].map((file) => (file === 'index.html' ? '/' : `/${file}`));
        worker.code = worker.code
          .replaceAll('__PRECACHE__', () => JSON.stringify(list))
          .replaceAll('__BUILD__', () => JSON.stringify(hash.digest('hex').slice(0, 16)));
      },
    },
  };
}
