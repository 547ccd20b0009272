import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

const patience = { testTimeout: 30_000, hookTimeout: 60_000 }

/** The journeys are written once and run on every platform; these are those that Teams runs by now. */
const onTeams: string[] = ['test/journeys/hand-off-to-sqo.test.ts']

export default defineConfig({
  test: {
    globalSetup: ['test/support/template.ts'],
    // A journey often waits for the disk, so one more keeps the cores busy: two of them took 16 minutes, with three 10.
    maxWorkers: availableParallelism() + 1,
    reporters: ['dot', './test/support/journeys-page.ts', './test/support/closing-line.ts'],
    projects: [
      { test: { ...patience, name: 'slack', include: ['test/**/*.test.ts'], env: { CHAT: 'slack' } } },
      ...(onTeams.length > 0
        ? [{ test: { ...patience, name: 'teams', include: onTeams, env: { CHAT: 'teams' } } }]
        : []),
    ],
  },
})
