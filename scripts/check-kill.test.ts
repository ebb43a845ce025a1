/** The list of checks fits the sources, and a few of them are killed on every run; `npm run check-kill` kills all. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CHECKS } from './check-kill/checks.ts';

const root = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

test('every check stands once where the list says, in docs/checks.md, and beside a test that is there', () => {
  const documented = read('docs/checks.md');
  for (const { id, file, find, test: killer } of CHECKS) {
    expect([id, file, find, read(file).split(find).length - 1]).toEqual([id, file, find, 1]);
    expect(documented).toContain(`| ${id} |`);
    expect(existsSync(join(root, killer))).toBe(true);
  }
});

test('three checks, each missed by its test when it is gone', { timeout: 180_000 }, () => {
  const ended = spawnSync(process.execPath, [join(root, 'scripts/check-kill.ts'), 'K13', 'K25', 'K41'], {
    encoding: 'utf8',
  });
  expect(ended.stdout).toContain('3 of 3 killed');
  expect(ended.status).toBe(0);
});
