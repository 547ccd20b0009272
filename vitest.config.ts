import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/** For a machine with much else to do: what is awaited comes sooner, and then nobody waits. */
const patience = { testTimeout: 120_000, hookTimeout: 120_000, expect: { poll: { timeout: 20_000, interval: 20 } } }

export default defineConfig({
  test: {
    globalSetup: ['test/support/template.ts'],
    // A journey often waits for the disk, so one more keeps the cores busy: two of them took 16 minutes, with three 10.
    maxWorkers: availableParallelism() + 1,
    // The closing line names each test that needed it.
    retry: process.env.CI ? 1 : 0,
    reporters: ['dot', './test/support/journeys-page.ts', './test/support/closing-line.ts'],
    projects: [
      { test: { ...patience, name: 'slack', include: ['test/**/*.test.ts'], env: { CHAT: 'slack' } } },
      { test: { ...patience, name: 'teams', include: ['test/journeys/**/*.test.ts'], env: { CHAT: 'teams' } } },
    ],
  },
})
