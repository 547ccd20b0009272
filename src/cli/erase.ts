import { Command } from 'commander'
import { readOrganisation } from '../../db/queries/organisation.ts'
import { erasePerson, findPerson } from '../services/erase.ts'
import { withStore } from './open-store.ts'
import { environment } from './settings.ts'
import { Stopped, type Terminal } from './terminal.ts'

type Options = { yes?: true; json?: true }

const list = (numbers: readonly number[]) => numbers.map((number) => `#${number}`).join(', ') || 'no hand-off'

/** `baton erase ADDRESS`: forgets a lead (domain §11); without `--yes` it says what would go. Exit code 1 where nobody is known. */
export const eraseWord = (terminal: Terminal) =>
  new Command('erase')
    .description('forget a lead: blank all that is personal, leave the counts')
    .argument('<address>', 'the e-mail address or phone number of the lead')
    .option('--yes', 'do it; nothing brings the data back')
    .option('--json', 'print JSON')
    .action(async (address: string, options: Options) => {
      await withStore(environment(terminal), false, async ({ db }) => {
        const organisation = await readOrganisation(db)
        const store = { db, tenantId: organisation?.id ?? '', now: terminal.now, newId: terminal.newId }
        const known = organisation ? await findPerson(store, address) : { leadIds: [], numbers: [] }
        if (known.leadIds.length === 0) throw new Stopped(`Nobody is known by "${address}".`, 1)
        if (options.yes) await erasePerson(store, address, { memberId: null, surface: 'cli' })
        const report = { erased: options.yes === true, numbers: known.numbers }
        const text = options.yes
          ? `Erased: ${list(known.numbers)}. The cards in chat follow while Baton runs.`
          : `This would erase a lead with ${list(known.numbers)}. Nothing brings it back. Say --yes to do it.`
        await terminal.out(options.json ? `${JSON.stringify(report)}\n` : `${text}\n`)
      })
      terminal.end(0)
    })
