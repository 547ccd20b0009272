import { schedule } from 'node-cron'

/** Notes how a job went: how much it did, or why it could not. */
export type Record = (job: string, done: number, error?: unknown) => void

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
  const task = schedule(times, run, { noOverlap: true })
  return { stop: async () => void (await task.destroy()) }
}
