import { schedule } from 'node-cron'

/** Notes how a job went: how much it did, or why it could not. */
export type Record = (job: string, done: number, error?: unknown) => void

const nothing = () => undefined
/** A run that came too late for its second is made up by the next: nothing that a log needs. */
const silent = { info: nothing, warn: nothing, error: nothing, debug: nothing }

/** Does a job at its times (six fields, with seconds), one run after the other; what did nothing is not noted. */
export const every = (times: string, job: string, work: () => Promise<number>, record: Record) => {
  const run = async () => {
    try {
      const done = await work()
      if (done > 0) record(job, done)
    } catch (error) {
      record(job, 0, error)
    }
  }
  const task = schedule(times, run, { noOverlap: true, logger: silent })
  return { stop: async () => void (await task.destroy()) }
}
