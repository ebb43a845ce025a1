/**
 * `npm run check-kill [-- K06 K10 …]`: is there a test for every check that a client makes? Each check is switched off in a copy of the
 * sources, one at a time, and the test named beside it must fail there. A check that nobody misses is as good as none. Instead of ids,
 * the beginning of a test's path names all that it kills: `packages/`. `--shard 2/4` takes a quarter of what was named. With
 * `--seconds 800` it stops in time, and the same command on the same sources goes on. `--table` writes the table of docs/security/claims.md
 * anew and runs nothing.
 *
 * Owns: what is asked for, what was found before, and the tally. Does not own: which checks there are (check-kill/checks.ts), the copy
 * (run/tree.ts), the verdicts (run/verdict.ts). Invariants: a test must be green in the untouched copy before its failing counts; a check
 * whose text is no longer in its file is an error, so that a moved check cannot fall out of the list.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { Check } from './check-kill/check.ts';
import { CHECKS } from './check-kill/checks.ts';
import { byTest, shardOf } from './check-kill/run/shards.ts';
import { COPIED, copyTree, runTests, whileOff } from './check-kill/run/tree.ts';
import { withTable } from './check-kill/run/table.ts';
import { isGreen, judge, reasonOf, Verdict } from './check-kill/run/verdict.ts';
import { makeScratchFolder } from './scratch.ts';

const root = join(import.meta.dirname, '..');
const git = (...args: string[]): string => spawnSync('git', args, { cwd: root, encoding: 'utf8' }).stdout.trim();
const sha = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);

const { values, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: 'Infinity' },
    shard: { type: 'string', default: '1/1' },
    table: { type: 'boolean' },
  },
});
if (values.table === true) {
  const claims = join(root, 'docs/security/claims.md');
  writeFileSync(claims, withTable(readFileSync(claims, 'utf8'), CHECKS));
  process.exit();
}
const commit = git('status', '--porcelain') === '' ? git('rev-parse', '--short', 'HEAD') : null;
// By what was tested and not by the commit: a sentence in docs/ changes no verdict. Nor does an entry, but for its own.
const sources = commit === null ? 'changed' : sha(git('ls-tree', 'HEAD', 'package-lock.json', ...COPIED));
const results = join(root, 'bench/results', `check-kill-${sources}.json`);
// What was found in changed sources says nothing about them later.
const found = new Map(
  commit !== null && existsSync(results)
    ? Object.entries(z.record(z.string(), Verdict).parse(JSON.parse(readFileSync(results, 'utf8'))))
    : [],
);
const keyOf = (check: Check): string => `${check.id} ${check.what} ${sha(JSON.stringify(check))}`;

function chosenChecks(): Check[] {
  const [index = 1, count = 1] = values.shard.split('/').map(Number);
  const means = (each: string, { id, test }: Check): boolean =>
    each.includes('/') ? test.startsWith(each) : each === id;
  for (const each of wanted)
    if (!CHECKS.some((check) => means(each, check))) throw new Error(`there is no check ${each}`);
  const named = wanted.length === 0 ? CHECKS : CHECKS.filter((check) => wanted.some((each) => means(each, check)));
  return shardOf(named, index, count);
}

function remember(check: Check, verdict: Verdict): void {
  found.set(keyOf(check), verdict);
  mkdirSync(dirname(results), { recursive: true });
  writeFileSync(results, JSON.stringify(Object.fromEntries(found), null, 2));
}

/** What one test file kills: it runs once with every check in place, and once without each. */
async function killAll(copy: string, test: string, checks: readonly Check[], until: number): Promise<void> {
  const names = new Set(checks.map(({ name }) => `(?:${name})`));
  const untouched = await runTests(copy, test, [...names].join('|'));
  for (const check of checks) {
    if (performance.now() > until) return;
    await tryOne(copy, check, isGreen(untouched, check.name));
  }
}

async function tryOne(copy: string, check: Check, green: boolean): Promise<void> {
  const startedAt = performance.now();
  const report = green ? await whileOff(copy, check, () => runTests(copy, check.test, check.name)) : null;
  const verdict = green ? judge(report, check.name) : 'red before';
  remember(check, verdict);
  const seconds = `${((performance.now() - startedAt) / 1_000).toFixed(0)} s`;
  console.log(`${check.id.padEnd(5)} ${verdict.padEnd(10)} ${seconds.padStart(5)}  ${check.what}  (${check.file})`);
  const reason = reasonOf(report, check.name);
  if (reason !== '') console.log(`      ${reason}`);
}

const chosen = chosenChecks();
const left = chosen.filter((check) => found.get(keyOf(check)) !== 'killed');
const until = performance.now() + Number(values.seconds) * 1_000;
const scratch = makeScratchFolder();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
process.once('exit', () => {
  rmSync(scratch, { recursive: true, force: true, maxRetries: 3 });
});
const copy = copyTree(scratch);
for (const checks of byTest(left)) {
  if (performance.now() > until) break;
  await killAll(copy, checks[0]?.test ?? '', checks, until);
}
const killed = chosen.filter((check) => found.get(keyOf(check)) === 'killed');
for (const check of chosen.filter((each) => !killed.includes(each)))
  console.log(`not killed: ${check.id} ${check.what}: ${found.get(keyOf(check)) ?? 'not tried'}`);
const minutes = `${(performance.now() / 60_000).toFixed(0)} min`;
console.log(
  `${String(killed.length)} of ${String(chosen.length)} killed, at ${commit ?? 'changed sources'}, in ${minutes}`,
);
process.exitCode = killed.length === chosen.length && killed.length > 0 ? 0 : 1;
