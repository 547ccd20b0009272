import type { Context } from '../services/context.ts'
import { forgetOld, keepStoreSmall } from '../services/upkeep.ts'
import { every, type Record } from './every.ts'

const everyMinute = '30 * * * * *'
const everyHour = '15 7 * * * *'

/** Keeps the store small: what was sent and answered long ago goes, and the embedded store tidies itself. */
export const startUpkeep = (ctx: Context, record: Record) => {
  const tidy = async () => {
    const gone = await forgetOld(ctx)
    await keepStoreSmall(ctx, 'vacuum')
    return gone
  }
  const tasks = [
    every(everyMinute, 'checkpoint', () => keepStoreSmall(ctx, 'checkpoint'), record),
    every(everyHour, 'forget', tidy, record),
  ]
  return { stop: async () => void (await Promise.all(tasks.map((task) => task.stop()))) }
}
