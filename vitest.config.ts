import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

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
          pool: 'threads',
          isolate: false,
          testTimeout: 180_000,
        },
      },
      {
        // Whole clients on a whole server, all of them honest, by OpenSSL's primitives: the same bytes for half of the time.
        test: {
          name: 'system',
          include: ['tests/system/src/*.test.ts'],
          setupFiles: ['tests/system/src/native.setup.ts'],
          experimental: { viteModuleRunner: false },
          pool: 'forks',
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'integration',
          experimental: { viteModuleRunner: false },
          include: ['apps/server/src/**/*.test.ts', 'tests/system/src/*/**/*.test.ts', 'scripts/**/*.test.ts'],
          pool: 'forks',
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
