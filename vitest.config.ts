import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/house-rules/**', 'test/**/*.browser.test.ts'],
          testTimeout: 20_000,
        },
      },
      { test: { name: 'house-rules', include: ['test/house-rules/**/*.test.ts'], testTimeout: 30_000 } },
      {
        test: {
          name: 'browser',
          include: ['test/**/*.browser.test.ts'],
          testTimeout: 90_000,
          hookTimeout: 180_000,
          globalSetup: ['test/support/chromium-setup.ts'],
        },
      },
    ],
  },
});
