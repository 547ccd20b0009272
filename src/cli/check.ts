import { Command } from 'commander'
import type { Env } from '../config/env.ts'
import { readConfigFile } from '../config/file.ts'
import { problemText } from '../config/problem.ts'
import type { Settings } from '../domain/settings.ts'
import { type OrganisationChanges, readOrganisationChanges } from '../services/organisation-changes.ts'
import { hasStore, withStore } from './open-store.ts'
import { environment } from './settings.ts'
import { Stopped, type Terminal } from './terminal.ts'

const changesText = (changes: OrganisationChanges) => {
  const lines = [
    ['Members to add', changes.membersAdded],
    ['Members to make inactive', changes.membersRemoved],
    ['Queues to add', changes.queuesAdded],
    ['Queues to leave without people', changes.queuesEmptied],
  ] as const
  const shown = lines.flatMap(([what, items]) => (items.length === 0 ? [] : [`${what}: ${items.join(', ')}`]))
  return shown.length === 0 ? 'Nothing would change in the store.' : shown.join('\n')
}

type Preview = { changes: OrganisationChanges | null; note: string }

/** What the store would make of the file; a store in use hides it, and the file is no worse for that. */
const preview = async (settings: Settings, env: Env): Promise<Preview> => {
  if (!hasStore(env)) return { changes: null, note: `There is no store in ${env.dataDir} yet.` }
  try {
    const changes = await withStore(env, false, ({ db }) => readOrganisationChanges(db, settings))
    return { changes, note: changesText(changes) }
  } catch (error) {
    if (error instanceof Stopped) return { changes: null, note: `What would change cannot be shown. ${error.message}` }
    throw error
  }
}

/** `baton check [FILE]`: what is wrong in the configuration, and what it would change (product §5). */
export const checkWord = (terminal: Terminal) =>
  new Command('check')
    .description('check the configuration file: what is wrong in it, what it would change')
    .argument('[file]', 'the file (default: BATON_CONFIG, else ./baton.yaml)')
    .option('--json', 'print the result as JSON')
    .action(async (given: string | undefined, options: { json?: true }) => {
      const file = given ?? environment(terminal).configFile
      const read = readConfigFile(file)
      const problems = read.ok ? [] : read.problems
      const seen = read.ok && file !== null ? await preview(read.settings, environment(terminal)) : null
      if (options.json) {
        const changes = seen?.changes ?? null
        await terminal.out(`${JSON.stringify({ file, ok: read.ok, problems, changes })}\n`)
      } else if (file === null) await terminal.out('There is no configuration file; the defaults hold.\n')
      else if (seen) await terminal.out(`${file} is right.\n${seen.note}\n`)
      else await terminal.out(`${problems.map((problem) => problemText(file, problem)).join('\n')}\n`)
      terminal.end(read.ok ? 0 : 1)
    })
