import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/browser/**/*.browser.ts'],
    globalSetup: ['test/postgres.ts'],
    // A browser's first page may take long on a busy machine; the tests wait for what they need.
    testTimeout: 120_000,
    fileParallelism: false,
  },
});
