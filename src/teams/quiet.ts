import { AsyncLocalStorage } from 'node:async_hooks'

const quiet = new AsyncLocalStorage<true>()

// biome-ignore lint/suspicious/noConsole: the packages print by it, and take no logger.
const print = console.error
console.error = (...said: unknown[]) => {
  if (!quiet.getStore()) print(...said)
}

/** Does work of the packages of Teams, which print a page for each token that they refuse: anybody could fill the log with it. */
export const quietly = <T>(work: () => T): T => quiet.run(true, work)
