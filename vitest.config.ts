import { defineConfig } from 'vitest/config';

/** An embedded Postgres takes up to seven seconds to be created on a quiet machine, several times that on a busy one. */
const UNIT_TIMEOUT = 60_000;
const BROWSER_TIMEOUT = 90_000;
/** Starting Chromium and the war room. */
const BROWSER_HOOK_TIMEOUT = 180_000;

/** What is computed from what is given: nothing there changes a process, so its files share one, and load once. */
const PURE = [
  'test/{accuracy,adversary,analysis,diagnosis,evidence,patterns,report}/**/*.test.ts',
  'test/{golden-properties,scenario-coverage,scenarios}.test.ts',
];

export default defineConfig({
  test: {
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'pure',
          include: PURE,
          isolate: false,
          testTimeout: UNIT_TIMEOUT,
          hookTimeout: UNIT_TIMEOUT,
        },
      },
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/house-rules/**', 'test/**/*.browser.test.ts', ...PURE],
          testTimeout: UNIT_TIMEOUT,
          hookTimeout: UNIT_TIMEOUT,
          globalSetup: ['test/support/store-image-setup.ts'],
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
