/**
 * Builds apps/web with Vite unless nothing it is made of changed since the last build.
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
const stamp = join(web, 'dist/.inputs');
const INPUTS = [
  'package-lock.json',
  'apps/web/{package.json,*.html,*.ts}',
  'apps/web/{src,sw,public,build}/**/*',
  'packages/*/{package.json,src/**/*}',
];

function hashOfInputs(): string {
  const hash = createHash('sha256');
  for (const file of globSync(INPUTS, { cwd: root }).toSorted()) {
    const path = join(root, file);
    const isTest = /\.test\.tsx?$/.test(file);
    if (!isTest && statSync(path).isFile()) hash.update(`${file}\0`).update(readFileSync(path));
  }
  return hash.digest('hex');
}

/** Leaves the built app in apps/web/dist. Throws when Vite refuses. */
export function buildWeb(): void {
  const inputs = hashOfInputs();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === inputs) return;
  console.error('alcove: building the web app (once, until its sources change)');
  const vite = join(dirname(createRequire(join(web, 'package.json')).resolve('vite/package.json')), 'bin/vite.js');
  // Whoever asks may be a test runner, whose NODE_ENV would make this a development build.
  const env = { ...process.env, NODE_ENV: 'production' };
  const command = [vite, 'build', '--logLevel', 'error'];
  const built = spawnSync(process.execPath, command, { cwd: web, stdio: 'inherit', env });
  if (built.status !== 0) throw new Error('the web app does not build');
  writeFileSync(stamp, inputs);
}

if (import.meta.main) buildWeb();
