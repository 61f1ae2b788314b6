import { defineConfig } from 'vitest/config'

// Tests that share one embedded Temporal server; it starts only if one of them is run.
const server = ['test/workflows/**/*.test.ts', 'test/client/server/**/*.test.ts']

export default defineConfig({
  test: {
    environment: 'node',
    // Temporal's native modules do not survive being loaded in two threads of one process.
    pool: 'forks',
    testTimeout: 30_000,
    hookTimeout: 60_000,
    teardownTimeout: 30_000,
    restoreMocks: true,
    projects: [
      { extends: true, test: { name: 'pure', include: ['test/**/*.test.ts'], exclude: server } },
      // They wait for moments more than they work: three files at a time, even on two cores.
      { extends: true, test: { name: 'server', include: server, globalSetup: 'test/workflows/server.ts', testTimeout: 60_000, maxWorkers: 3 } },
    ],
  },
})
