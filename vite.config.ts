import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // packaging needs a build first (npm test makes it), servers the programs of scripts/install-servers.sh
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['packages/*/src/**/*.test.ts', 'packages/*/test/**/*.test.ts', 'scripts/**/*.test.ts'],
          testTimeout: 20_000,
        },
      },
      { extends: true, test: { name: 'examples', include: ['examples/**/*.test.ts'], testTimeout: 30_000 } },
      {
        extends: true,
        test: {
          name: 'packaging',
          include: ['e2e/packaging/**/*.test.ts'],
          globalSetup: ['e2e/packaging/support/consumer-project.ts'],
          testTimeout: 120_000,
          hookTimeout: 240_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['e2e/browser/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: { name: 'interop', include: ['e2e/interop/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
      },
      {
        extends: true,
        test: {
          name: 'runtimes',
          include: ['e2e/runtimes/**/*.test.ts'],
          maxConcurrency: 2,
          // a browser takes one minute; a machine that is busy otherwise makes four of it
          testTimeout: 480_000,
          hookTimeout: 60_000,
        },
      },
      { extends: true, test: { name: 'peers', include: ['e2e/peers/**/*.test.ts'], testTimeout: 60_000 } },
      { extends: true, test: { name: 'msw', include: ['e2e/msw/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'big-files',
          include: ['e2e/big-files/**/*.test.ts'],
          testTimeout: 240_000,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: { name: 'servers', include: ['e2e/servers/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
      },
    ],
    coverage: {
      provider: 'v8',
      include: ['packages/core/src/**/*.ts'],
      exclude: ['**/*.test.ts'],
      reporter: [['text', { skipFull: true }], 'text-summary'],
      reportOnFailure: true,
      thresholds: { lines: 95 },
    },
  },
});
