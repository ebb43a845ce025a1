/**
 * `npm run check-kill [-- K06 K10 …]`: is there a test for every check that a client makes? Each check is switched off in a copy of the
 * sources, one at a time, and the test named beside it must fail there. A check that nobody misses is as good as none. Instead of ids,
 * the beginning of a test's path names all that it kills: `packages/`. With `--seconds 800` it stops in time, and the same command
 * on the same commit goes on.
 *
 * Owns: the copy, the switching and the verdict. Does not own: which checks there are (check-kill/checks.ts). Invariants: the work
 * tree is never written to; a test must be green in the untouched copy before its failing counts; a check whose text is no
 * longer in its file is an error, so that a moved check cannot fall out of the list.
 */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { Check } from './check-kill/check.ts';
import { CHECKS } from './check-kill/checks.ts';

const root = join(import.meta.dirname, '..');
const COPIED = [
  'packages',
  'apps/server',
  'tests/system',
  'bench',
  'vitest.config.ts',
  'tsconfig.base.json',
  'package.json',
];

/** A tree of its own: our packages are copied, everybody else's are linked to. */
function copyTree(): string {
  const copy = mkdtempSync(join(tmpdir(), 'alcove-check-kill-'));
  for (const path of COPIED) cpSync(join(root, path), join(copy, path), { recursive: true, verbatimSymlinks: true });
  const modules = join(copy, 'node_modules');
  mkdirSync(modules);
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (name !== '@alcove') symlinkSync(join(root, 'node_modules', name), join(modules, name));
  }
  // Their targets are relative, and so point into the copy.
  cpSync(join(root, 'node_modules/@alcove'), join(modules, '@alcove'), { recursive: true, verbatimSymlinks: true });
  return copy;
}

function passes(copy: string, file: string, name: string): boolean {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const args = [vitest, 'run', file, '-t', name, '--reporter=json', '--outputFile=report.json'];
  const ended = spawnSync(process.execPath, args, { cwd: copy, stdio: 'ignore', timeout: 300_000 });
  const report = JSON.parse(readFileSync(join(copy, 'report.json'), 'utf8')) as { numPassedTests: number };
  rmSync(join(copy, 'report.json'));
  return ended.status === 0 && report.numPassedTests > 0;
}

/** The source without the check. */
function without({ id, find, put, also }: Check, source: string): string {
  const rest = replaceOnce(id, source, find, put);
  return also === undefined ? rest : replaceOnce(id, rest, also.find, also.put);
}

function replaceOnce(id: string, source: string, find: string, put: string): string {
  const parts = source.split(find);
  if (parts.length !== 2) throw new Error(`${id}: stands ${String(parts.length - 1)} times in its file: ${find}`);
  return parts.join(put);
}

const Verdict = z.enum(['killed', 'survived', 'red before']);
type Verdict = z.infer<typeof Verdict>;

/** By test and name: what several checks share is run once in the untouched copy. */
const green = new Map<string, boolean>();

function isGreen(copy: string, { test, name }: Check): boolean {
  const key = `${test} ${name}`;
  const known = green.get(key) ?? passes(copy, test, name);
  green.set(key, known);
  return known;
}

function kill(copy: string, check: Check): Verdict {
  const path = join(copy, check.file);
  const source = readFileSync(path, 'utf8');
  const switchedOff = without(check, source);
  if (!isGreen(copy, check)) return 'red before';
  writeFileSync(path, switchedOff);
  try {
    return passes(copy, check.test, check.name) ? 'survived' : 'killed';
  } finally {
    writeFileSync(path, source);
  }
}

const { values, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: { seconds: { type: 'string', default: 'Infinity' } },
});
const git = (...args: string[]): string => spawnSync('git', args, { cwd: root, encoding: 'utf8' }).stdout.trim();
const commit = git('status', '--porcelain') === '' ? git('rev-parse', '--short', 'HEAD') : null;
const results = join(root, 'bench/results', `check-kill-${commit ?? 'changed'}.json`);
// What was found in changed sources says nothing about them later.
const found = new Map(
  commit !== null && existsSync(results)
    ? Object.entries(z.record(z.string(), Verdict).parse(JSON.parse(readFileSync(results, 'utf8'))))
    : [],
);

const chosen =
  wanted.length === 0
    ? CHECKS
    : CHECKS.filter(({ id, test }) =>
        wanted.some((each) => (each.includes('/') ? test.startsWith(each) : each === id)),
      );
const keyOf = ({ id, what }: Check): string => `${id} ${what}`;
const left = chosen.filter((check) => found.get(keyOf(check)) !== 'killed');
const until = performance.now() + Number(values.seconds) * 1_000;
const copy = copyTree();
try {
  for (const check of left) {
    if (performance.now() > until) break;
    const verdict = kill(copy, check);
    found.set(keyOf(check), verdict);
    console.log(`${check.id.padEnd(5)} ${verdict.padEnd(10)} ${check.what}  (${dirname(check.file)})`);
    mkdirSync(dirname(results), { recursive: true });
    writeFileSync(results, JSON.stringify(Object.fromEntries(found), null, 2));
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}
const killed = chosen.filter((check) => found.get(keyOf(check)) === 'killed').length;
console.log(`${String(killed)} of ${String(chosen.length)} killed, at ${commit ?? 'changed sources'}`);
process.exitCode = killed === chosen.length && killed > 0 ? 0 : 1;
