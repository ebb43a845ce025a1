/** The list of checks fits the sources and the documents, and a few of them are killed on every run; `npm run check-kill` kills all. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CHECKS, WITHOUT_A_SWITCH } from './check-kill/checks.ts';
import { shardOf } from './check-kill/run/shards.ts';
import { withTable } from './check-kill/run/table.ts';

const root = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const idsOf = (document: string): Set<string> =>
  new Set([...document.matchAll(/^\| ([A-Z]\d\d) +\|/gm)].map(([, id = '']) => id));
/** What stands in quotes: the names of tests among it. */
const wordsOf = (source: string): string[] =>
  [...source.matchAll(/(['"`])((?:\\.|(?!\1)[^\\\n])+)\1/g)].map(([, , words = '']) =>
    words.replaceAll(/\\(.)/g, '$1'),
  );

test('every check stands once where the list says', () => {
  for (const { id, file, find, also } of CHECKS)
    for (const text of [find, ...(also === undefined ? [] : [also.find])])
      expect([id, file, text, read(file).split(text).length - 1]).toEqual([id, file, text, 1]);
});

test('and names a test that is in its file', () => {
  for (const { id, test: killer, name } of CHECKS) {
    const pattern = new RegExp(name);
    expect([id, killer, name, pattern.test(''), wordsOf(read(killer)).some((words) => pattern.test(words))]).toEqual([
      id,
      killer,
      name,
      false,
      true,
    ]);
  }
});

test('every check of docs/checks.md can be switched off, or it is said why not', () => {
  const documented = idsOf(read('docs/checks.md'));
  const switched = new Set(CHECKS.map(({ id }) => id));
  const excused = new Set(Object.keys(WITHOUT_A_SWITCH));
  expect(documented).toEqual(switched.union(excused));
  expect(switched.intersection(excused)).toEqual(new Set());
});

test('no two checks are called the same', () => {
  const names = CHECKS.map(({ id, what }) => `${id} ${what}`);
  expect(names).toEqual([...new Set(names)]);
});

test('every check has its row in docs/security/claims.md: `npm run check-kill -- --table` writes them', () => {
  const claims = read('docs/security/claims.md');
  expect(claims).toBe(withTable(claims, CHECKS));
});

test('shards are all there is, and each check is in one of them', () => {
  const dealt = [1, 2, 3].flatMap((index) => shardOf(CHECKS, index, 3));
  expect(dealt).toHaveLength(CHECKS.length);
  expect(new Set(dealt)).toEqual(new Set(CHECKS));
  expect(() => shardOf(CHECKS, 4, 3)).toThrow('no shard 4');
});

test('three checks, each missed by its test when it is gone', { timeout: 180_000 }, () => {
  const ended = spawnSync(process.execPath, [join(root, 'scripts/check-kill.ts'), 'K23', 'K25', 'K28'], {
    encoding: 'utf8',
  });
  expect(ended.stdout).toContain('3 of 3 killed');
  expect(ended.status).toBe(0);
});
