/**
 * Builds apps/web, or its gallery, with Vite unless nothing it is made of changed since the last build.
 *
 * Owns: the list of inputs and the stamp beside the result. Does not own: how the web app is built (apps/web/vite.config.ts).
 * Vite runs in a process of its own, so that the server that is started next does not carry a bundler in its memory.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '..');
const web = join(root, 'apps/web');
const INPUTS = [
  'package-lock.json',
  'apps/web/{package.json,*.html,*.ts}',
  'apps/web/{src,sw,public,build}/**/*',
  'packages/*/{package.json,src/**/*}',
];

interface Build {
  readonly inputs: readonly string[];
  /** In apps/web. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly what: string;
}
const APP: Build = { inputs: INPUTS, folder: 'dist', env: {}, what: 'the web app' };
const GALLERY: Build = {
  inputs: [...INPUTS, 'apps/web/gallery/*'],
  folder: 'dist-gallery',
  env: { ALCOVE_GALLERY: '1' },
  what: 'the gallery',
};

function hashOf(inputs: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of globSync(inputs, { cwd: root }).toSorted()) {
    const path = join(root, file);
    const isTest = /\.test\.tsx?$/.test(file);
    if (!isTest && statSync(path).isFile()) hash.update(`${file}\0`).update(readFileSync(path));
  }
  return hash.digest('hex');
}

/** Leaves the built app in apps/web/dist. Throws when Vite refuses. */
export function buildWeb(): void {
  build(APP);
}

/** Leaves the gallery in apps/web/dist-gallery, and answers where that is. Throws when Vite refuses. */
export function buildGallery(): string {
  return build(GALLERY);
}

function build({ inputs, folder, env, what }: Build): string {
  const result = join(web, folder);
  const stamp = join(result, '.inputs');
  const hash = hashOf(inputs);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return result;
  console.error(`alcove: building ${what} (once, until its sources change)`);
  const vite = join(dirname(createRequire(join(web, 'package.json')).resolve('vite/package.json')), 'bin/vite.js');
  const command = [vite, 'build', '--logLevel', 'error'];
  const built = spawnSync(process.execPath, command, {
    cwd: web,
    stdio: 'inherit',
    // Whoever asks may be a test runner, whose NODE_ENV would make this a development build.
    env: { ...process.env, NODE_ENV: 'production', ...env },
  });
  if (built.status !== 0) throw new Error(`${what} does not build`);
  writeFileSync(stamp, hash);
  return result;
}

if (import.meta.main) buildWeb();
