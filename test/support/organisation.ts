import { v7 } from 'uuid'
import type { Store } from '../../db/client.ts'
import { resolveCalendars } from '../../src/config/all-calendars.ts'
import { readConfigText } from '../../src/config/file.ts'
import { bindQueue } from '../../src/services/bind-place.ts'
import { createContext } from '../../src/services/context.ts'
import { handOff } from '../../src/services/hand-off.ts'
import { syncOrganisation } from '../../src/services/organisation.ts'

export const zone = 'Europe/Berlin'

const fileOf = (sdrs: number) => `
organisation: { name: Fjordlight, zone: ${zone}, currency: EUR }
members:
${Array.from({ length: sdrs }, (_, i) => `  - { email: sdr${i}@fjordlight.example, name: Person ${i}, roles: [sdr] }`).join('\n')}
  - { email: ae0@fjordlight.example, name: Closer 0, roles: [ae] }
  - { email: ae1@fjordlight.example, name: Closer 1, roles: [ae] }
  - { email: felix@fjordlight.example, name: Felix Amsel, roles: [marketer] }
queues:
  dach:
    title: DACH
    members: [${Array.from({ length: sdrs }, (_, i) => `sdr${i}@fjordlight.example`).join(', ')}]
    aes: [ae0@fjordlight.example, ae1@fjordlight.example]
`

/** The settings of an organisation with so many sellers, two account executives and a marketer. */
export const teamSettings = (sdrs: number) => {
  const read = readConfigText(fileOf(sdrs), 'baton.yaml')
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return read.settings
}

type Settings = ReturnType<typeof teamSettings>

/** The organisation on a store, as a process that has just started finds it. */
export const openTeamContext = async (store: Store, settings: Settings, now: () => Date) => {
  const { tenantId, framework } = await syncOrganisation(store.db, settings, now(), v7)
  const calendar = await resolveCalendars(settings, 2026)
  return createContext({ now, newId: v7, store, tenantId, settings, framework, calendar, wake: () => undefined })
}

type Context = Awaited<ReturnType<typeof openTeamContext>>

/** Binds the one place of the team to its queue. */
export const bindTeamPlace = async (ctx: Context) => {
  const [queue] = await ctx.db.query.queues.findMany({ where: (one, { eq }) => eq(one.key, 'dach') })
  if (!queue) throw new Error('The queue is missing.')
  await bindQueue(ctx, { platform: 'slack', externalId: 'CDACH' }, queue.id)
}

/** Somebody hands off a lead to DACH. */
export const handOverLead = (ctx: Context, memberId: string, email: string, delivery: string = v7()) => {
  const lead = { name: 'Katrin Weiss', email, phone: null, title: null, company: 'Adlerwerk', country: 'DE' }
  const about = { employees: null, source: 'demo_request', sourceDetail: null, campaign: null, why: 'now' }
  return handOff(ctx, { ...lead, ...about, queue: 'dach', priority: null }, { memberId, delivery, surface: 'form' })
}
