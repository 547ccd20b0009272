import { Command, Option } from 'commander'
import { exportHandoffs } from '../../db/queries/export-handoffs.ts'
import { readOrganisation } from '../../db/queries/organisation.ts'
import { withStore } from './open-store.ts'
import { environment } from './settings.ts'
import type { Terminal } from './terminal.ts'

/** `baton export`: every hand-off as a line of JSON on standard output, sorted by number (product §6). */
export const exportWord = (terminal: Terminal) =>
  new Command('export')
    .description('write every hand-off to standard output, a line of JSON each')
    .addOption(new Option('--format <format>', 'form of the output').choices(['jsonl']).default('jsonl'))
    .action(async () => {
      await withStore(environment(terminal), false, async ({ db }) => {
        const organisation = await readOrganisation(db)
        if (!organisation) return
        for await (const line of exportHandoffs(db, organisation.id)) await terminal.out(`${JSON.stringify(line)}\n`)
      })
      terminal.end(0)
    })
