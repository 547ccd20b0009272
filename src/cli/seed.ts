import { Command } from 'commander'
import { countPeopleAndHandoffs } from '../../db/queries/organisation.ts'
import { seedDemo } from '../services/demo-organisation.ts'
import { withStore } from './open-store.ts'
import { environment } from './settings.ts'
import { Stopped, type Terminal } from './terminal.ts'

/** `baton seed`: the demo organisation for an empty store; refuses one that holds anything. */
export const seedWord = (terminal: Terminal) =>
  new Command('seed').description('load the demo organisation into an empty store').action(async () => {
    const env = environment(terminal)
    const added = await withStore(env, true, async (store) => {
      const { members, handoffs } = await countPeopleAndHandoffs(store.db)
      if (members + handoffs > 0) {
        const held = `${members} members and ${handoffs} hand-offs`
        throw new Stopped(
          `The store holds ${held} already; the demo goes into an empty one only. Set DATA_DIR to a new folder.`,
          1,
        )
      }
      return (await seedDemo(store, { now: terminal.now(), newId: terminal.newId })).added
    })
    await terminal.out(`The demo organisation is in the store: ${added} hand-offs of 90 days, ending now.\n`)
    terminal.end(0)
  })
