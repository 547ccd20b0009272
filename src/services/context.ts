import type { Db, Store } from '../../db/client.ts'
import { type Asking, readSituations, type SituationRow } from '../../db/queries/situation.ts'
import type { Calendar } from '../domain/clock.ts'
import type { Framework } from '../domain/frameworks/framework.ts'
import type { Settings } from '../domain/settings.ts'
import { type Act, makeActs } from './act.ts'
import type { PlatformChecks } from './doctor.ts'
import type { FirstAdmin } from './first-admin.ts'
import { createGather } from './gather.ts'

export type Clockwork = { now: () => Date; newId: () => string }

/** What every service works with: the store of one organisation, its settings, and where time and ids come from. */
export type Context = Clockwork & {
  store: Store
  db: Db
  tenantId: string
  settings: Settings
  framework: Framework & { id: string }
  /** The calendar of that name, else the organisation's own. */
  calendar: (name: string | null) => Calendar
  /** Makes one query of the same question asked many times. */
  gather: ReturnType<typeof createGather>
  situation: (asking: Omit<Asking, 'tenantId'>) => Promise<SituationRow | null>
  /** Makes an act; null when the hand-off had moved on (decision 002). */
  make: (act: Act) => Promise<number | null>
  /** What looks at the platforms for `doctor`. */
  examine: () => PlatformChecks
  /** The way to the first admin; null where there was one at the start. */
  firstAdmin: () => FirstAdmin | null
  /** Called after each commit that queued something to send. */
  wake: () => void
}

/** One bad act must not take the others of its batch down: after a failure each is made by itself. */
const makeEach = async (store: Store, acts: readonly Act[]): Promise<(number | null | Error)[]> => {
  try {
    return await makeActs(store.runPrepared, acts)
  } catch (error) {
    if (acts.length === 1) throw error
    const each: (number | null | Error)[] = []
    for (const act of acts) each.push(...(await makeEach(store, [act]).catch((one: Error) => [one])))
    return each
  }
}

/** Wires the services of one organisation to its store. */
export const createContext = (
  given: Clockwork &
    Pick<Context, 'store' | 'tenantId' | 'settings' | 'framework' | 'calendar' | 'wake'> &
    Partial<Pick<Context, 'examine' | 'firstAdmin'>>,
): Context => {
  const { store, tenantId } = given
  const gather = createGather()
  const loadSituation = gather<Asking, SituationRow | null>('read', (askings) => readSituations(store.db, askings))
  const make = gather<Act, number | null>('act', (acts) => makeEach(store, acts))
  return {
    ...given,
    examine: given.examine ?? (() => ({})),
    firstAdmin: given.firstAdmin ?? (() => null),
    db: store.db,
    gather,
    situation: (asking) => loadSituation({ ...asking, tenantId }),
    make: async (act) => {
      const version = await make(act)
      if (version !== null) given.wake()
      return version
    },
  }
}
