import { defineConfig } from 'vitest/config';

/** An embedded Postgres takes up to seven seconds to be created on a quiet machine, several times that on a busy one. */
const UNIT_TIMEOUT = 60_000;
const BROWSER_TIMEOUT = 90_000;
/** Starting Chromium and the war room. */
const BROWSER_HOOK_TIMEOUT = 180_000;

export default defineConfig({
  test: {
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/house-rules/**', 'test/**/*.browser.test.ts'],
          testTimeout: UNIT_TIMEOUT,
          hookTimeout: UNIT_TIMEOUT,
        },
      },
      { test: { name: 'house-rules', include: ['test/house-rules/**/*.test.ts'], testTimeout: UNIT_TIMEOUT } },
      {
        test: {
          name: 'browser',
          include: ['test/**/*.browser.test.ts'],
          testTimeout: BROWSER_TIMEOUT,
          hookTimeout: BROWSER_HOOK_TIMEOUT,
          globalSetup: ['test/support/chromium-setup.ts'],
        },
      },
    ],
  },
});
