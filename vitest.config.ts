import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/** The journeys are written once and run on every platform; all else is of none, or of Slack alone. */
const onTeams = ['test/domain/money.test.ts']

export default defineConfig({
  test: {
    globalSetup: ['test/support/template.ts'],
    // A journey often waits for the disk, so one more keeps the cores busy: two of them took 16 minutes, with three 10.
    maxWorkers: availableParallelism() + 1,
    reporters: ['dot', './test/support/journeys-page.ts', './test/support/closing-line.ts'],
    projects: [
      {
        test: {
          name: 'slack',
          include: ['test/**/*.test.ts'],
          env: { CHAT: 'slack' },
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      { test: { name: 'teams', include: onTeams, env: { CHAT: 'teams' }, testTimeout: 30_000, hookTimeout: 60_000 } },
    ],
  },
})
