import { defineConfig } from 'vitest/config'

// Outages, kills, failing mail, amendments and upgrades play for minutes, a real browser takes its time, others want the machine for themselves:
// their own command, `npm run test:slow`.
const slow = [
  ...['outage', 'mail', 'stopping', 'amend', 'upgrade', 'startedAgain', 'reset', 'killed', 'clockJumps'].map((name) => `test/workflows/${name}.test.ts`),
  'test/scale/**/*.test.ts', 'test/client/rehearsal/badMonth.test.ts', 'test/client/server/purge.test.ts', 'test/client/browser/**/*.test.ts',
]
// Tests that share one embedded Temporal server; it starts only if one of them is run.
const server = ['test/workflows/**/*.test.ts', 'test/client/server/**/*.test.ts']
// Whole campaigns in half a minute: they want the machine for themselves.
const rehearsal = ['test/client/rehearsal/rehearsal.test.ts']
const onServer = { globalSetup: 'test/workflows/server.ts', testTimeout: 120_000, hookTimeout: 120_000 }

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
      { extends: true, test: { name: 'pure', include: ['test/**/*.test.ts'], exclude: [...server, ...rehearsal, ...slow], sequence: { groupOrder: 0 } } },
      // After the others: they wait for moments more than they work, three files at a time even on two cores.
      { extends: true, test: { name: 'server', include: server, exclude: slow, ...onServer, maxWorkers: 3, sequence: { groupOrder: 1 } } },
      { extends: true, test: { name: 'rehearsal', include: rehearsal, sequence: { groupOrder: 2 } } },
      { extends: true, test: { name: 'slow', include: slow, ...onServer, maxWorkers: 1, sequence: { groupOrder: 3 } } },
    ],
  },
})
