import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { RULES } from './boundary-rules.ts';

const root = join(import.meta.dirname, '..');
const docs = ['README.md', ...globSync('docs/**/*.md', { cwd: root })].map((file) => ({
  file,
  text: readFileSync(join(root, file), 'utf8'),
}));

test('every path that the documents name is there', () => {
  const missing = docs.flatMap(({ file, text }) =>
    [...text.matchAll(/`((?:apps|packages|scripts|tests|bench|docs)\/[\w./-]+)`/g)]
      .map(([, path = '']) => path)
      .filter((path) => !existsSync(join(root, path)))
      .map((path) => `${file}: ${path}`),
  );
  expect(missing).toEqual([]);
});

test('every link between documents leads somewhere', () => {
  const dead = docs.flatMap(({ file, text }) =>
    [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)]
      .map(([, path = '']) => path)
      .filter((path) => !existsSync(join(root, file, '..', path)))
      .map((path) => `${file}: ${path}`),
  );
  expect(dead).toEqual([]);
});

test('the way of a message names at least its twelve stations', () => {
  const architecture = docs.find(({ file }) => file.endsWith('architecture.md'))?.text ?? '';
  const way = architecture.split('## The way of a message')[1]?.split('\n## ')[0] ?? '';
  expect([...way.matchAll(/^\d+\. /gm)].length).toBeGreaterThanOrEqual(10);
  expect([...way.matchAll(/`(?:apps|packages)\/[\w./-]+\.tsx?`/g)].length).toBeGreaterThanOrEqual(12);
});

test('every workspace with a rule is described', () => {
  const architecture = docs.find(({ file }) => file.endsWith('architecture.md'))?.text ?? '';
  const missing = Object.keys(RULES)
    .map((name) => name.replace('@alcove/', ''))
    .filter((name) => !new RegExp(`^  ${name}/ `, 'm').test(architecture));
  expect(missing).toEqual([]);
});
