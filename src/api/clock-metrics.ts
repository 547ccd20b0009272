import { readClockLoad } from '../../db/queries/clock-load.ts'
import type { Context } from '../services/context.ts'
import type { Family } from './metrics.ts'

const gauge = (name: string, help: string, value: number): Family => ({
  name,
  help,
  type: 'gauge',
  samples: [{ value }],
})

/** What clocks have to do, for `/metrics`: the same from every process, since the store says it. */
export const clockFamilies = async ({
  db,
  tenantId,
  now,
}: Pick<Context, 'db' | 'tenantId' | 'now'>): Promise<Family[]> => {
  const { running, waiting } = await readClockLoad(db, tenantId, now())
  return [
    gauge('baton_timers_running', 'Clocks that have something to do yet.', running.count),
    gauge('baton_timers_lag_seconds', 'How late the clock is that should have been looked at first.', running.lagS),
    gauge(
      'baton_notices_waiting',
      'Things that clocks have to say, held back for working hours or gathered.',
      waiting.count,
    ),
    gauge('baton_notices_lag_seconds', 'How late the oldest of these is.', waiting.lagS),
  ]
}
