import { defineConfig } from '@playwright/test';
import { CHROMIUM_ARGS } from './scripts/chromium.ts';

// No webServer: the tests start the real server themselves (tests/system/e2e), because some of them kill it and start it again.
// `npm test` sets ALCOVE_CHROMIUM to the browser it found; without it Playwright's own is used.
const executablePath = process.env['ALCOVE_CHROMIUM'];

export default defineConfig({
  testDir: 'tests/system/e2e',
  testMatch: '**/*.spec.ts',
  globalSetup: './tests/system/e2e/support/build.setup.ts',
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  workers: 2,
  // A slow machine is no fault of the app: what fails here never comes at all.
  timeout: 240_000,
  expect: { timeout: 45_000 },
  outputDir: 'test-results',
  reporter: [['list']],
  use: {
    locale: 'en-GB',
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [...CHROMIUM_ARGS],
    },
    // What a trace records of every step costs as much as the step: `ALCOVE_TRACE=1` asks for it.
    trace: process.env['ALCOVE_TRACE'] === undefined ? 'off' : 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
});
