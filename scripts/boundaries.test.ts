import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { violations } from './boundaries.ts';

const root = join(import.meta.dirname, '..');
const fixture = join(import.meta.dirname, 'fixtures/boundary-violation');

test('workspaces import only what they may', () => {
  expect(violations(root)).toEqual([]);
});

test('the deliberate violations are all found, each with its reason', () => {
  expect(violations(fixture)).toEqual([
    'apps/server/package.json: @alcove/server may not use @alcove/content',
    'apps/server/src/main.ts: @alcove/content: @alcove/server may not use @alcove/content',
    'apps/web/src/features/composer/composer.ts: ../timeline/timeline.ts: features never import one another: the composition root hands them what they need',
    'packages/client/tsconfig.json: no reference to @alcove/content, which @alcove/client depends on',
    'packages/content/src/index.ts: node:fs: this code runs in browsers: no Node modules',
    'packages/content/src/index.ts: @alcove/client: @alcove/content may not use @alcove/client',
    'packages/content/src/index.ts: @noble/hashes/sha2.js: keys and primitives live in packages/crypto',
    'packages/content/src/index.ts: ../../client/src/index.ts: a relative import leaves its workspace: import the workspace by name',
    'packages/locales/src/english.ts: @alcove/client: @alcove/locales may not use @alcove/client',
  ]);
});

test('lint refuses the same imports while one types them', () => {
  const copy = mkdtempSync(join(tmpdir(), 'alcove-lint-'));
  try {
    cpSync(fixture, copy, { recursive: true });
    cpSync(join(root, '.oxlintrc.json'), join(copy, '.oxlintrc.json'));
    const { stdout } = spawnSync(process.execPath, [join(root, 'node_modules/oxlint/bin/oxlint'), '--format=unix'], {
      cwd: copy,
      encoding: 'utf8',
    });
    const refused = stdout.split('\n').filter((line) => line.includes('no-restricted-imports'));
    const specifiers = refused.map((line) => /^(\S+?):\d+:\d+: '([^']+)'/.exec(line)?.slice(1).join(' ') ?? line);
    expect(specifiers.toSorted((a, b) => a.localeCompare(b))).toEqual([
      'apps/server/src/main.ts @alcove/content',
      'packages/content/src/index.ts ../../client/src/index.ts',
      'packages/content/src/index.ts @alcove/client',
      'packages/content/src/index.ts @noble/hashes/sha2.js',
      'packages/content/src/index.ts node:fs',
    ]);
  } finally {
    rmSync(copy, { recursive: true });
  }
});
