import { asc, eq, inArray } from 'drizzle-orm'
import { v7 } from 'uuid'
import { commands } from '../../commands/index.ts'
import { openStore, type Store } from '../../db/client.ts'
import { handoffs, history, members, outbox } from '../../db/schema/index.ts'
import { createDispatch } from '../../src/chat/dispatch.ts'
import type { Surface } from '../../src/chat/intent.ts'
import type { Reply } from '../../src/chat/reply.ts'
import { resolveCalendars } from '../../src/config/all-calendars.ts'
import { readConfigText } from '../../src/config/file.ts'
import { bindQueue } from '../../src/services/bind-place.ts'
import { type Context, createContext } from '../../src/services/context.ts'
import { handOff } from '../../src/services/hand-off.ts'
import { syncOrganisation } from '../../src/services/organisation.ts'
import { plain, type Sentence } from '../../src/texts/sentence.ts'
import { makeTestPlace } from './store.ts'

const zone = 'Europe/Berlin'

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

const wordsOf = (sentences: Sentence[]) => sentences.map((one) => plain('en', zone, one)).join(' ')

/** What a reply says, in English. */
export const wordsIn = (reply: Reply): string => {
  if (reply.kind === 'errors') return wordsOf(Object.values(reply.fields))
  if (reply.kind !== 'whisper' && reply.kind !== 'result') return reply.kind
  return wordsOf(reply.parts.flatMap((part) => (part.part === 'line' ? [part.text] : [])))
}

/** An organisation of many sellers in a store of its own, who act through the one dispatcher; without any platform. */
export const openTeam = async (sdrs = 20) => {
  const place = await makeTestPlace()
  const read = readConfigText(fileOf(sdrs), 'baton.yaml')
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  const { settings } = read
  const clock = { ms: Date.parse('2026-11-18T09:00:00Z') }
  const stores: Store[] = []
  const errors: unknown[] = []

  /** A process of its own as far as the store can tell; only a server takes a second one. */
  const openContext = async (): Promise<Context> => {
    const store = await openStore(place)
    stores.push(store)
    const now = () => new Date(clock.ms)
    const { tenantId, framework } = await syncOrganisation(store.db, settings, now(), v7)
    const calendar = await resolveCalendars(settings, 2026)
    return createContext({ now, newId: v7, store, tenantId, settings, framework, calendar, wake: () => undefined })
  }
  const ctx = await openContext()
  await bindQueue(ctx, { platform: 'slack', externalId: 'CDACH' }, await queueId(ctx))
  const people = await ctx.db.select().from(members).orderBy(asc(members.createdAt), asc(members.id))
  const idOf = (local: string) => {
    const found = people.find((one) => one.email === `${local}@fjordlight.example`)
    if (!found) throw new Error(`Nobody is called ${local}.`)
    return found.id
  }

  const dispatches = new Map<Context, ReturnType<typeof createDispatch>>()
  const dispatchOf = (on: Context) => {
    const known = dispatches.get(on)
    if (known) return known
    const fresh = createDispatch({
      ctx: on,
      commands,
      whoIs: async ({ externalId }) => {
        const [row] = await on.db.select().from(members).where(eq(members.id, externalId))
        return row?.isActive ? { id: row.id, name: row.name, roles: row.roles, language: 'en', zone } : null
      },
      record: ({ error }) => {
        if (error) errors.push(error)
      },
    })
    dispatches.set(on, fresh)
    return fresh
  }

  type Given = { input?: Record<string, unknown>; variant?: string; delivery?: string; surface?: Surface; on?: Context }
  /** Somebody asks one word about a hand-off. */
  const ask = (who: string, word: string, about: number | null, given: Given = {}): Promise<Reply> =>
    dispatchOf(given.on ?? ctx)({
      word,
      about,
      input: given.input ?? {},
      text: '',
      actor: { platform: 'slack', externalId: idOf(who) },
      place: null,
      surface: given.surface ?? (given.input ? 'form' : 'button'),
      variant: given.variant ?? null,
      delivery: given.delivery ?? v7(),
    })

  let made = 0
  /** Felix hands off a lead of its own to DACH; gives the number. */
  const handOver = async (email = `lead${++made}@company${made}.example`, on = ctx, delivery = v7()) => {
    const lead = { name: 'Katrin Weiss', email, phone: null, title: null, company: 'Adlerwerk', country: 'DE' }
    const about = { employees: null, source: 'demo_request', sourceDetail: null, campaign: null, why: 'now' }
    return handOff(
      on,
      { ...lead, ...about, queue: 'dach', priority: null },
      { memberId: idOf('felix'), delivery, surface: 'form' },
    )
  }

  const handoffOf = async (number: number) => {
    const [row] = await ctx.db.select().from(handoffs).where(eq(handoffs.number, number))
    if (!row) throw new Error(`There is no #${number}.`)
    return row
  }

  return {
    ctx,
    openContext,
    clock,
    errors,
    isServer: place.databaseUrl !== null,
    idOf,
    ask,
    handOver,
    handoffOf,
    /** The lines of some hand-offs, oldest first. */
    linesOf: async (...numbers: number[]) => {
      const rows = await ctx.db.select().from(handoffs).where(inArray(handoffs.number, numbers))
      const ids = rows.map((one) => one.id)
      return ctx.db.select().from(history).where(inArray(history.handoffId, ids)).orderBy(asc(history.id))
    },
    queued: () => ctx.db.select().from(outbox).orderBy(asc(outbox.id)),
    close: async () => {
      for (const store of stores) await store.close()
      await place.remove()
    },
  }
}

const queueId = async (ctx: Context) => {
  const [row] = await ctx.db.query.queues.findMany({ where: (queue, { eq: is }) => is(queue.key, 'dach') })
  if (!row) throw new Error('The queue is missing.')
  return row.id
}

export type Team = Awaited<ReturnType<typeof openTeam>>
