import { schedule } from 'node-cron'
import type { Context } from '../services/context.ts'
import { forgetOld, keepStoreSmall } from '../services/upkeep.ts'

const everyMinute = '30 * * * * *'
const everyHour = '15 7 * * * *'

/** Keeps the store small: what was sent and answered long ago goes, and the embedded store tidies itself. */
export const startUpkeep = (ctx: Context, record: (job: string, done: number, error?: unknown) => void) => {
  const run = (job: string, work: () => Promise<number>) => async () => {
    try {
      const done = await work()
      if (done > 0) record(job, done)
    } catch (error) {
      record(job, 0, error)
    }
  }
  const tasks = [
    schedule(
      everyMinute,
      run('checkpoint', () => keepStoreSmall(ctx, 'checkpoint')),
      { noOverlap: true },
    ),
    schedule(
      everyHour,
      run('forget', async () => {
        const gone = await forgetOld(ctx)
        await keepStoreSmall(ctx, 'vacuum')
        return gone
      }),
      { noOverlap: true },
    ),
  ]
  return { stop: async () => void (await Promise.all(tasks.map((task) => task.destroy()))) }
}
