import { Command } from 'commander'
import { withStore } from './open-store.ts'
import { environment } from './settings.ts'
import type { Terminal } from './terminal.ts'

/** `baton migrate`: brings the store to the newest schema. */
export const migrateWord = (terminal: Terminal) =>
  new Command('migrate').description('bring the store to the newest schema').action(async () => {
    const env = environment(terminal)
    await withStore(env, true, async () => undefined)
    await terminal.out('The store has the newest schema.\n')
    terminal.end(0)
  })
