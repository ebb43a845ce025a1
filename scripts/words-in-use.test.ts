import { join } from 'node:path';
import { expect, test } from 'vitest';
import { faultsIn, wordsReadTooEarly } from './words-in-use.ts';

const reads = (code: string): number => faultsIn('some.tsx', `import { t } from '@alcove/locales';\n${code}`).length;

test('the web app reads every sentence when it shows it', () => {
  expect(wordsReadTooEarly(join(import.meta.dirname, '..'))).toEqual([]);
});

test.each([
  ['a sentence that is kept', 'const title = t.settings.title;'],
  ['one of a part that is kept', 'const words = t.settings;\nconst title = words.title;'],
  ['one that is taken out', 'const { title } = t.settings;'],
  ['one deep inside what is taken out', 'const { settings: { title } } = t;'],
  ['one in a table', 'const rows = [{ id: "a", label: t.settings.title }];'],
  ['one in a table of a type', 'const rows = { a: t.settings.title } as const satisfies Rows;'],
  ['one that is chosen', 'const word = t.settings.themes[which];'],
  ['one that is called', 'const line = t.settings.typeTwelveCount(3);'],
  ['a list', 'const steps = t.arriving.steps;'],
  ['a part that is copied', 'const all = { ...t.settings.themes };'],
  ['one that is handed on', 'const names = Object.values(t.settings.themes);'],
  ['an element', 'const head = <h1 title="x">{t.settings.title}</h1>;'],
])('%s is found', (_name, code) => {
  expect(reads(code)).toBe(1);
});

test.each([
  ['a part', 'const words = t.settings;\nconst { profile } = t;'],
  [
    'what a function reads',
    'const words = t.settings;\nconst title = () => words.title;\nfunction of() { return t.settings.title; }',
  ],
  ['a name that is not of the catalogue', 'const settings = { title: "x" };\nconst title = settings.title;'],
])('%s is not', (_name, code) => {
  expect(reads(code)).toBe(0);
});

test('English by name is found', () => {
  expect(faultsIn('some.ts', `import { en } from '@alcove/locales';\nexport const x = () => en;`)).toHaveLength(1);
});
