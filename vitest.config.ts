import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/template.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    reporters: ['dot', './test/support/journeys-page.ts', './test/support/closing-line.ts'],
  },
})
