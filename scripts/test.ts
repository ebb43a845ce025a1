/**
 * `npm test [step …]`: every check of the project, each whatever became of the one before, in the order in which they fail soonest.
 * `npm run check` asks for the steps that need no running program: format, types, lint, unused, boundaries.
 *
 * Owns: the list of steps and the tally. Invariant: the last line stands alone and reads `N passed, N failed[, N skipped]`, summed
 * over Vitest's and Playwright's own reports; a step that fails without naming a failed test counts as one, so that the line
 * never says 0 beside a red exit code.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { ensureChromium } from './chromium.ts';
import { makeScratchFolder } from './scratch.ts';

interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const root = join(import.meta.dirname, '..');
const require = createRequire(import.meta.url);
const scratch = makeScratchFolder();
const NOTHING: Tally = { passed: 0, failed: 0, skipped: 0 };

const PackageJson = z.object({ bin: z.union([z.string(), z.record(z.string(), z.string())]) });
const VitestReport = z.object({
  success: z.boolean(),
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
  testResults: z.array(
    z.object({
      assertionResults: z.array(
        z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()).nullish() }),
      ),
    }),
  ),
});
const PlaywrightSuite = z.object({
  specs: z.array(z.object({ title: z.string(), tests: z.array(z.object({ status: z.string() })) })),
  get suites() {
    return z.array(PlaywrightSuite).optional();
  },
});
const PlaywrightReport = z.object({
  errors: z.array(z.unknown()),
  suites: z.array(PlaywrightSuite),
  stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int(), skipped: z.int() }),
});

/** What fails once is tried once more, and named (docs/decisions/0031). */
const TWICE = { vitest: '--retry=1', playwright: '--retries=1' } as const;

/** Tests by name that did not pass at once, for the end of the output: whoever reads only that is to know which. */
const named = { failed: new Array<string>(), 'passed at the second try': new Array<string>() };

/** Runs a package's own command with this Node; true when it ended well. */
function run(packageName: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): boolean {
  const manifestPath = join(root, 'node_modules', packageName, 'package.json');
  const { bin } = PackageJson.parse(require(manifestPath));
  const file = typeof bin === 'string' ? bin : Object.values(bin)[0];
  if (file === undefined) throw new Error(`${packageName} has no command`);
  const command = [join(dirname(manifestPath), file), ...args];
  return (
    spawnSync(process.execPath, command, {
      cwd: root,
      stdio: 'inherit',
      // Servers are started by the dozen: what one has compiled, the next takes.
      env: { ...process.env, TMPDIR: scratch, NODE_COMPILE_CACHE: join(scratch, 'compiled'), ...env },
    }).status === 0
  );
}

function check(ok: boolean): Tally {
  return ok ? NOTHING : { ...NOTHING, failed: 1 };
}

function readReport<T>(schema: z.ZodType<T>, path: string): T | undefined {
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined; // it died before writing one
  }
}

function vitest(): Tally {
  const path = join(scratch, 'vitest.json');
  const ok = run('vitest', ['run', TWICE.vitest, '--reporter=default', '--reporter=json', `--outputFile.json=${path}`]);
  const report = readReport(VitestReport, path);
  if (report === undefined) return check(false);
  for (const { fullName, status, failureMessages } of report.testResults.flatMap((file) => file.assertionResults)) {
    if (status === 'failed') named.failed.push(fullName);
    else if (status === 'passed' && (failureMessages ?? []).length > 0)
      named['passed at the second try'].push(fullName);
  }
  const failed = report.numFailedTests;
  return {
    passed: report.numPassedTests,
    // A file that does not load, or an error outside any test, fails the run without failing a test.
    failed: failed === 0 && !(ok && report.success) ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

function specsOf({ specs, suites = [] }: z.infer<typeof PlaywrightSuite>): z.infer<typeof PlaywrightSuite>['specs'] {
  return [...specs, ...suites.flatMap(specsOf)];
}

async function playwright(): Promise<Tally> {
  const path = join(scratch, 'playwright.json');
  const ok = run('@playwright/test', ['test', TWICE.playwright, '--reporter=list,json'], {
    ALCOVE_CHROMIUM: await ensureChromium(),
    PLAYWRIGHT_JSON_OUTPUT_FILE: path,
  });
  const report = readReport(PlaywrightReport, path);
  if (report === undefined) return check(false);
  for (const { title, tests } of report.suites.flatMap(specsOf)) {
    if (tests.some(({ status }) => status === 'unexpected')) named.failed.push(title);
    if (tests.some(({ status }) => status === 'flaky')) named['passed at the second try'].push(title);
  }
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected + flaky, failed: unexpected === 0 && !ok ? 1 : unexpected, skipped };
}

const STEPS: Readonly<Record<string, () => Tally | Promise<Tally>>> = {
  format: () => check(run('oxfmt', ['--check'])),
  types: () => check(run('typescript', ['-b'])),
  lint: () => check(run('oxlint', [])),
  unused: () => check(run('knip', ['--no-progress'])),
  boundaries: () =>
    check(spawnSync(process.execPath, [join(root, 'scripts/boundaries.ts')], { stdio: 'inherit' }).status === 0),
  tests: vitest,
  e2e: playwright,
};
const CHECKS = ['format', 'types', 'lint', 'unused', 'boundaries'];

async function runStep(name: string): Promise<Tally> {
  const step = STEPS[name];
  if (step === undefined) throw new Error(`no step ${name}; there are: check, ${Object.keys(STEPS).join(', ')}`);
  console.log(`-- ${name}`);
  const startedAt = performance.now();
  let tally: Tally;
  try {
    tally = await step();
  } catch (error) {
    console.error(error);
    tally = check(false);
  }
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`-- ${name}: ${tally.failed === 0 ? 'ok' : 'FAILED'} in ${seconds} s`);
  return tally;
}

const asked = process.argv.slice(2);
const wanted = asked.length === 0 ? Object.keys(STEPS) : asked.flatMap((name) => (name === 'check' ? CHECKS : [name]));
const red: string[] = [];
let total = NOTHING;
for (const name of wanted) {
  const tally = await runStep(name);
  if (tally.failed > 0) red.push(name);
  total = {
    passed: total.passed + tally.passed,
    failed: total.failed + tally.failed,
    skipped: total.skipped + tally.skipped,
  };
}
rmSync(scratch, { recursive: true, force: true, maxRetries: 3 });
for (const [what, names] of Object.entries(named)) for (const name of names) console.log(`${what}: ${name}`);
if (red.length > 0) console.log(`failed: ${red.join(', ')}`);
const skipped = total.skipped > 0 ? `, ${String(total.skipped)} skipped` : '';
console.log(`${String(total.passed)} passed, ${String(total.failed)} failed${skipped}`);
process.exitCode = red.length > 0 ? 1 : 0;
