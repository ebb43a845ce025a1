/**
 * A copy of the sources in which checks are switched off, one at a time.
 *
 * Owns: the copy, and running a test file in it. Invariants: the work tree is never written to; outside `whileOff` the copy is as the
 * work tree was. A test file is started once for all that stays untouched, and once for each check.
 */
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from '../check.ts';
import { Report } from './verdict.ts';

const root = join(import.meta.dirname, '../../..');

/** What the tests of checks are made of, and with it what their verdicts depend on. */
export const COPIED = [
  'packages',
  'apps/server',
  'tests/system',
  'bench',
  'scripts/patch-ts-mls.mjs',
  'vitest.config.ts',
  'tsconfig.base.json',
  'package.json',
];

/** Longer than any one test may take by its own clock. */
const LONGEST_MS = 600_000;

/** Into a folder of its own: our packages are copied, everybody else's are linked to. */
export function copyTree(scratch: string): string {
  const copy = join(scratch, 'tree');
  const results = join(root, 'bench/results');
  const copied = { recursive: true, verbatimSymlinks: true, filter: (path: string): boolean => path !== results };
  for (const path of COPIED) cpSync(join(root, path), join(copy, path), copied);
  const modules = join(copy, 'node_modules');
  mkdirSync(modules);
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (name !== '@alcove') symlinkSync(join(root, 'node_modules', name), join(modules, name));
  }
  // Their targets are relative, and so point into the copy.
  cpSync(join(root, 'node_modules/@alcove'), join(modules, '@alcove'), copied);
  return copy;
}

/** The tests of a file whose names match, as Vitest's `-t` does; null when it was ended before it could report. */
export async function runTests(copy: string, file: string, name: string): Promise<Report | null> {
  const report = join(copy, 'report.json');
  rmSync(report, { force: true });
  const args = [join(root, 'node_modules/vitest/vitest.mjs'), 'run', file, '-t', name];
  const scratch = join(copy, 'tmp');
  mkdirSync(scratch, { recursive: true });
  // A group of its own: what hangs is ended together with its workers and servers.
  const child = spawn(process.execPath, [...args, '--reporter=json', '--outputFile=report.json'], {
    cwd: copy,
    stdio: 'ignore',
    detached: true,
    env: { ...process.env, TMPDIR: scratch, NODE_COMPILE_CACHE: join(copy, 'compiled') },
  });
  const end = (): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // all of it is over
    }
  };
  process.once('exit', end);
  const late = setTimeout(end, LONGEST_MS);
  await new Promise((ended) => child.once('close', ended));
  clearTimeout(late);
  process.off('exit', end);
  end();
  rmSync(scratch, { recursive: true, force: true });
  return existsSync(report) ? Report.parse(JSON.parse(readFileSync(report, 'utf8'))) : null;
}

/** The source without the check, as long as it takes. */
export async function whileOff<T>(copy: string, check: Check, look: () => Promise<T>): Promise<T> {
  const path = join(copy, check.file);
  const source = readFileSync(path, 'utf8');
  writeFileSync(path, without(check, source));
  try {
    return await look();
  } finally {
    writeFileSync(path, source);
  }
}

function without({ id, find, put, also }: Check, source: string): string {
  const rest = replaceOnce(id, source, find, put);
  return also === undefined ? rest : replaceOnce(id, rest, also.find, also.put);
}

function replaceOnce(id: string, source: string, find: string, put: string): string {
  const parts = source.split(find);
  if (parts.length !== 2) throw new Error(`${id}: stands ${String(parts.length - 1)} times in its file: ${find}`);
  return parts.join(put);
}
