import { expect } from 'vitest'
import { waitMs } from './stage.ts'

/** Expects of the page what it may show later: left to itself, `expect.poll` gives up after a second. */
export const soon = <Shown>(read: () => Promise<Shown>) => expect.poll(read, { timeout: waitMs })
