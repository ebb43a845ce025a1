import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

// Units are pure and share threads; whatever opens sockets, files or processes gets a process of its own.
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
        test: {
          name: 'integration',
          include: ['apps/server/src/**/*.test.ts', 'tests/system/src/**/*.test.ts', 'scripts/**/*.test.ts'],
          pool: 'forks',
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
