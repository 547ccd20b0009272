import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

const patience = { testTimeout: 30_000, hookTimeout: 60_000 }

/** The journeys are written once and run on every platform; these are those that Teams runs by now. */
const onTeams = [
  'test/journeys/renamed-command.test.ts',
  'test/journeys/trust-strange-text.test.ts',
  'test/journeys/trust-privacy.test.ts',
  'test/journeys/trust-input.test.ts',
  'test/journeys/ways-in-threads.test.ts',
  'test/journeys/ways-in-shortcuts.test.ts',
  'test/journeys/ways-in-home.test.ts',
  'test/journeys/ways-in.test.ts',
  'test/journeys/doctor.test.ts',
  'test/journeys/bad-input-text.test.ts',
  'test/journeys/bad-input-values.test.ts',
  'test/journeys/broken-places.test.ts',
  'test/journeys/setup.test.ts',
  'test/journeys/shared-channels.test.ts',
  'test/journeys/strangers.test.ts',
  'test/journeys/team.test.ts',
  'test/journeys/trust-redraw.test.ts',
  'test/journeys/trust-requests.test.ts',
  'test/journeys/trust-store.test.ts',
  'test/journeys/hand-off-to-sqo.test.ts',
  'test/journeys/verbs-accept-reject.test.ts',
  'test/journeys/verbs-close.test.ts',
  'test/journeys/verbs-decide.test.ts',
  'test/journeys/verbs-edit.test.ts',
  'test/journeys/verbs-here-new.test.ts',
  'test/journeys/verbs-imported.test.ts',
  'test/journeys/verbs-merge.test.ts',
  'test/journeys/verbs-note.test.ts',
  'test/journeys/verbs-priority.test.ts',
  'test/journeys/verbs-qualify.test.ts',
  'test/journeys/verbs-questions.test.ts',
  'test/journeys/verbs-queue.test.ts',
  'test/journeys/verbs-reassign.test.ts',
  'test/journeys/verbs-reopen.test.ts',
  'test/journeys/verbs-talk.test.ts',
  'test/journeys/verbs-touch-meet.test.ts',
  'test/journeys/verbs-undo.test.ts',
  'test/journeys/unhere.test.ts',
  'test/journeys/typed-mistakes.test.ts',
  'test/journeys/trust-taps.test.ts',
  'test/journeys/ways-buttons.test.ts',
  'test/journeys/erase.test.ts',
]

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
