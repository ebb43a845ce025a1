import { expect, test } from 'vitest';
import { foldLines } from './fold-lines.ts';
import { ana, at, ben, line } from './items.fixture.ts';

const added = (n: number, people = [ben]) => line(n, at(9, n), { what: 'added', by: ana, people });
const left = (n: number) => line(n, at(9, n), { what: 'left', by: ben });

test('three of one kind in a row become one, and keep every line', () => {
  const run = [added(1), added(2, [ana]), added(3)];
  const folds = foldLines(run);
  expect(folds).toHaveLength(1);
  expect(folds[0]?.items).toEqual(run);
});

test('people are counted once', () => {
  expect(foldLines([added(1), added(2, [ana]), added(3)])[0]?.people).toHaveLength(2);
});

test('two stay as they are, and another kind between ends the run', () => {
  expect(foldLines([added(1), added(2)])).toHaveLength(2);
  expect(foldLines([added(1), added(2), left(3), added(4)])).toHaveLength(4);
});

test('what names something of its own never folds', () => {
  const renamed = (n: number) => line(n, at(9, n), { what: 'renamed', by: ana, title: `Title ${String(n)}` });
  expect(foldLines([renamed(1), renamed(2), renamed(3)])).toHaveLength(3);
});
