import { expect, test } from 'vitest';
import { isGreen, judge, reasonOf, type Report } from './verdict.ts';

const NAME = 'is refused';
const tested = (status: string, why?: string): Report['testResults'][number]['assertionResults'][number] => ({
  fullName: 'a leaf of nobody is refused',
  status,
  failureMessages: why === undefined ? [] : [why],
});
const reportOf = (...tests: ReturnType<typeof tested>[]): Report => ({
  success: tests.every(({ status }) => status !== 'failed'),
  testResults: [{ assertionResults: tests }],
});

test('a check is killed by an expectation that failed, and by what a test threw', () => {
  expect(judge(reportOf(tested('failed', 'AssertionError: expected 1 to be 2\n at x')), NAME)).toBe('killed');
  expect(judge(reportOf(tested('failed', 'Error: commit-leaf\n at x')), NAME)).toBe('killed');
  expect(judge(reportOf(tested('passed'), tested('failed', 'TypeError: not a group')), NAME)).toBe('killed');
});

test('a source that does not load kills nothing', () => {
  expect(judge({ success: false, testResults: [{ assertionResults: [] }] }, NAME)).toBe('broken');
  expect(judge(reportOf(tested('skipped')), NAME)).toBe('broken');
  expect(judge(reportOf(tested('failed', 'ReferenceError: leaf is not defined')), NAME)).toBe('broken');
  // An error outside every test.
  expect(judge({ ...reportOf(tested('passed')), success: false }, NAME)).toBe('broken');
});

test('nor does a run or a test that came to no end', () => {
  expect(judge(null, NAME)).toBe('timed out');
  expect(judge(reportOf(tested('failed', 'TestTimeoutError: Test timed out in 180000ms.')), NAME)).toBe('timed out');
  expect(judge(reportOf(tested('failed', 'HookTimeoutError: Hook timed out in 180000ms.')), NAME)).toBe('timed out');
});

test('nor what happens to a test of another name', () => {
  const other = { ...tested('failed', 'AssertionError: expected 1 to be 2'), fullName: 'a leaf is taken' };
  expect(judge({ ...reportOf(tested('passed'), other), success: true }, NAME)).toBe('survived');
  expect(judge(reportOf(other), NAME)).toBe('broken');
});

test('what failed before, or is not there, is not green', () => {
  expect(isGreen(reportOf(tested('passed')), NAME)).toBe(true);
  expect(isGreen(reportOf(tested('passed'), tested('failed', 'Error')), NAME)).toBe(false);
  expect(isGreen(reportOf(tested('skipped')), NAME)).toBe(false);
  expect(isGreen(reportOf(tested('passed')), 'is taken')).toBe(false);
  expect(isGreen(null, NAME)).toBe(false);
});

test('why is said in one line', () => {
  expect(reasonOf(reportOf(tested('failed', 'AssertionError: expected 1 to be 2\n at x')), NAME)).toBe(
    'AssertionError: expected 1 to be 2',
  );
  expect(reasonOf(null, NAME)).toBe('');
});
