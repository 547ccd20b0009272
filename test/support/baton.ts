import { v7 } from 'uuid'
import { runBaton } from '../../src/cli/run.ts'

/** Runs a word of the command line in this process; gives its exit code and what it wrote. */
export const baton = async (args: string[], variables: Record<string, string> = {}, now = '2026-11-22T16:00:00Z') => {
  let [out, err] = ['', '']
  const code = await runBaton(args, {
    out: async (text) => {
      out += text
    },
    err: (text) => {
      err += text
    },
    isWatched: false,
    variables,
    now: () => new Date(now),
    newId: v7,
  })
  return { code, out, err }
}
