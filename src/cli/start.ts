import { Command } from 'commander'
import type { Terminal } from './terminal.ts'

/** `baton start`: runs the product until it is told to stop. */
export const startWord = (terminal: Terminal) =>
  new Command('start').description('run the product until it is told to stop').action(async () => {
    // Loaded here, so that the other words do not wait for the platforms.
    const { runProcess } = await import('../process.ts')
    terminal.end((await runProcess()) === 0 ? 0 : 1)
  })
