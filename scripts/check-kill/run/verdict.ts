/**
 * What a run of a check's test says about the check. Read from Vitest's own report, for an exit code cannot tell a test that missed the
 * check from a source that does not load without it.
 *
 * Owns: the verdicts. Does not own: running anything (tree.ts).
 */
import { z } from 'zod';

const Test = z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()).default([]) });
type Test = z.infer<typeof Test>;

/** Of Vitest's JSON report what is looked at. */
export const Report = z.object({
  success: z.boolean(),
  testResults: z.array(z.object({ assertionResults: z.array(Test) })),
});
export type Report = z.infer<typeof Report>;

/**
 * - `killed`: a test of that name failed, by an expectation or by what was thrown in it.
 * - `survived`: they passed; nobody misses the check.
 * - `broken`: none of them ran to an end, since the switched-off source does not load or names what is not there.
 * - `timed out`: the run, or the test as a whole, took too long; what it waited for is not said.
 * - `red before`: the test fails, or is not there, with the check in place.
 */
export const Verdict = z.enum(['killed', 'survived', 'broken', 'timed out', 'red before']);
export type Verdict = z.infer<typeof Verdict>;

// What Vitest says when it ends a test or a hook by its own clock.
const TIMED_OUT = /^(?:Test|Hook)TimeoutError\b/;
// Taking a check away never leaves a name behind that nobody knows; a replacement that was written wrong does.
const UNSOUND = /^(?:ReferenceError|SyntaxError)\b/;

const REASON_SHOWN = 160;

function testsOf(report: Report, name: string): Test[] {
  const pattern = new RegExp(name);
  const all = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  return all.filter(({ fullName, status }) => pattern.test(fullName) && (status === 'passed' || status === 'failed'));
}

/** What the tests of that name failed by: the first line of each. */
function whysOf(report: Report, name: string): string[] {
  const failed = testsOf(report, name).filter(({ status }) => status === 'failed');
  return failed.map(({ failureMessages }) => failureMessages[0]?.split('\n', 1)[0] ?? '');
}

/** For who reads the verdict: a test that waited for what never came says something else than one that saw what it must not. */
export function reasonOf(report: Report | null, name: string): string {
  return report === null ? '' : whysOf(report, name).join('; ').slice(0, REASON_SHOWN);
}

/** In the untouched tree: every test of that name ran and passed. */
export function isGreen(report: Report | null, name: string): boolean {
  const tests = report === null ? [] : testsOf(report, name);
  return tests.length > 0 && tests.every(({ status }) => status === 'passed');
}

/** In the tree without the check; null when the run was ended before it could report. */
export function judge(report: Report | null, name: string): Verdict {
  if (report === null) return 'timed out';
  const tests = testsOf(report, name);
  const whys = whysOf(report, name);
  if (whys.some((why) => !TIMED_OUT.test(why) && !UNSOUND.test(why))) return 'killed';
  if (whys.some((why) => UNSOUND.test(why)) || tests.length === 0) return 'broken';
  if (whys.length > 0) return 'timed out';
  return report.success ? 'survived' : 'broken';
}
