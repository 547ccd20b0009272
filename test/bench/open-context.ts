import { v7 } from 'uuid'
import { openStore } from '../../db/client.ts'
import { resolveCalendars } from '../../src/config/all-calendars.ts'
import { createContext } from '../../src/services/context.ts'
import { syncOrganisation } from '../../src/services/organisation.ts'
import type { Where } from './processes.ts'
import { benchSettings } from './seed.ts'

/** What the services of a process work with, on a store that was filled before; `wake` is called after each commit. */
export const openContext = async (where: Where, now: () => Date, wake: () => void = () => undefined) => {
  const store = await openStore(where)
  const settings = benchSettings()
  const { tenantId, framework } = await syncOrganisation(store.db, settings, now(), v7)
  const calendar = await resolveCalendars(settings, now().getFullYear())
  return createContext({ now, newId: v7, store, tenantId, settings, framework, calendar, wake })
}

export type BenchContext = Awaited<ReturnType<typeof openContext>>

/** How long some work takes, in milliseconds. */
export const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const startedAt = performance.now()
  await work()
  return performance.now() - startedAt
}
