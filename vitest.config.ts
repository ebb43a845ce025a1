import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

// What a test waits for never comes when it fails: a busy machine is no reason.
const PATIENT = { testTimeout: 180_000, hookTimeout: 180_000, expect: { poll: { timeout: 60_000 } } } as const;
const HOSTILE = 'tests/system/src/hostile/*.test.ts';
/** Units that run for half a minute and more: units share threads and come last, and a thread that has one of these keeps the whole run waiting. */
const LONG_UNITS = [
  'packages/crypto/src/group/operations-*.test.ts',
  'packages/crypto/src/archive/archive.test.ts',
  'packages/client/src/sync/deliveries.test.ts',
];

// Units are pure and share threads; whatever opens sockets, files or processes gets a process of its own. What crafted signatures, unsound
// keys and hostile servers do is tested with the primitives that people have.
export default defineConfig({
  test: {
    // Left to itself it spares a processor; most of these tests wait for each other's clients, and not for a processor.
    maxWorkers: availableParallelism(),
    projects: [
      {
        test: {
          name: 'unit',
          include: ['packages/*/src/**/*.test.ts', 'apps/web/src/**/*.test.{ts,tsx}'],
          exclude: [...LONG_UNITS],
          // Stylesheets as they are written, for those who judge them; nobody else gets any.
          css: { include: /\.css\?raw$/ },
          pool: 'threads',
          isolate: false,
          ...PATIENT,
        },
      },
      { test: { name: 'long units', include: LONG_UNITS, pool: 'forks', ...PATIENT } },
      {
        // Whole clients on a whole server, all of them honest, by OpenSSL's primitives: the same bytes for half of the time.
        test: {
          name: 'system',
          include: ['tests/system/src/*.test.ts'],
          setupFiles: ['tests/system/src/native.setup.ts'],
          experimental: { viteModuleRunner: false },
          pool: 'forks',
          ...PATIENT,
        },
      },
      {
        test: {
          name: 'integration',
          experimental: { viteModuleRunner: false },
          include: ['apps/server/src/**/*.test.ts', 'tests/system/src/*/**/*.test.ts', 'scripts/**/*.test.ts'],
          exclude: [HOSTILE],
          pool: 'forks',
          ...PATIENT,
        },
      },
      {
        // Hostile servers: after every test their judges look at what clients show.
        test: {
          name: 'hostile',
          experimental: { viteModuleRunner: false },
          include: [HOSTILE],
          setupFiles: ['tests/system/src/hostile/judges.setup.ts'],
          pool: 'forks',
          ...PATIENT,
        },
      },
    ],
  },
});
