import { Command, CommanderError } from 'commander'
import { checkWord } from './check.ts'
import { doctorWord } from './doctor.ts'
import { eraseWord } from './erase.ts'
import { exportWord } from './export.ts'
import { funnelWord } from './funnel.ts'
import { importWord } from './import.ts'
import { manifestWord } from './manifest.ts'
import { migrateWord } from './migrate.ts'
import { outboxWord } from './outbox.ts'
import { seedWord } from './seed.ts'
import { startWord } from './start.ts'
import { Stopped, type Terminal } from './terminal.ts'

const words = [
  startWord,
  migrateWord,
  checkWord,
  importWord,
  exportWord,
  funnelWord,
  eraseWord,
  doctorWord,
  outboxWord,
  manifestWord,
  seedWord,
]

/** What went wrong, without the values of a query: they may be somebody's data. */
const faultOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? faultOf(error.cause) : `${error.name}: ${error.message}`
}

/** Runs one word of the command line; answers with its exit code: 0 well, 1 refused or wrong data, 2 called wrongly. */
export const runBaton = async (args: readonly string[], outside: Omit<Terminal, 'end'>): Promise<number> => {
  let exitCode = 0
  const writing: Promise<void>[] = []
  const terminal: Terminal = {
    ...outside,
    end: (code) => {
      exitCode = code
    },
  }
  const program = new Command('baton')
    .description('Passes leads from marketing to sales in chat.')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => {
        writing.push(outside.out(text))
      },
      writeErr: outside.err,
    })
  for (const word of words) program.addCommand(word(terminal).copyInheritedSettings(program))
  try {
    await program.parseAsync(args, { from: 'user' })
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    const sentence =
      error instanceof Stopped ? error.message : `That did not work, and it is our mistake. ${faultOf(error)}`
    outside.err(`${sentence}\n`)
    return error instanceof Stopped ? error.exitCode : 1
  } finally {
    await Promise.all(writing)
  }
}
