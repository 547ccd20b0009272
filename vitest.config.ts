import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

const patience = { testTimeout: 30_000, hookTimeout: 60_000 }

/** The journeys are written once and run on every platform; these are still Slack's alone. */
const notOnTeams = ['hidden', 'people', 'setup', 'typed'].map((name) => `test/journeys/bad-input-${name}.test.ts`)

export default defineConfig({
  test: {
    globalSetup: ['test/support/template.ts'],
    // A journey often waits for the disk, so one more keeps the cores busy: two of them took 16 minutes, with three 10.
    maxWorkers: availableParallelism() + 1,
    reporters: ['dot', './test/support/journeys-page.ts', './test/support/closing-line.ts'],
    projects: [
      { test: { ...patience, name: 'slack', include: ['test/**/*.test.ts'], env: { CHAT: 'slack' } } },
      {
        test: {
          ...patience,
          name: 'teams',
          include: ['test/journeys/**/*.test.ts'],
          exclude: notOnTeams,
          env: { CHAT: 'teams' },
        },
      },
    ],
  },
})
