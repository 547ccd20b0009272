import { Command, Option } from 'commander'
import { exportHandoffs } from '../../db/queries/export-handoffs.ts'
import { exportPerson } from '../../db/queries/export-person.ts'
import { readOrganisation } from '../../db/queries/organisation.ts'
import { findPerson } from '../services/erase.ts'
import { withStore } from './open-store.ts'
import { environment } from './settings.ts'
import { Stopped, type Terminal } from './terminal.ts'

/** `baton export`: every hand-off as a line of JSON on standard output, sorted by number (product §6); or one lead whole (domain §11). */
export const exportWord = (terminal: Terminal) =>
  new Command('export')
    .description('write every hand-off to standard output, a line of JSON each')
    .addOption(new Option('--format <format>', 'form of the output').choices(['jsonl']).default('jsonl'))
    .option(
      '--lead <address>',
      'all that is stored of one lead, by e-mail address or phone number, as one JSON document',
    )
    .action(async ({ lead }: { lead?: string }) => {
      await withStore(environment(terminal), false, async ({ db }) => {
        const organisation = await readOrganisation(db)
        if (lead !== undefined) {
          const { leadIds } = organisation
            ? await findPerson({ db, tenantId: organisation.id }, lead)
            : { leadIds: [] as string[] }
          if (!organisation || leadIds.length === 0) throw new Stopped(`Nobody is known by "${lead}".`, 1)
          return terminal.out(`${JSON.stringify(await exportPerson(db, organisation.id, leadIds), null, 2)}\n`)
        }
        if (!organisation) return
        for await (const line of exportHandoffs(db, organisation.id)) await terminal.out(`${JSON.stringify(line)}\n`)
      })
      terminal.end(0)
    })
