import { asc, eq, inArray } from 'drizzle-orm'
import { v7 } from 'uuid'
import { commands } from '../../commands/index.ts'
import { openStore, type Store } from '../../db/client.ts'
import { handoffs, history, members, outbox } from '../../db/schema/index.ts'
import { createDispatch } from '../../src/chat/dispatch.ts'
import type { Surface } from '../../src/chat/intent.ts'
import type { Reply } from '../../src/chat/reply.ts'
import type { Context } from '../../src/services/context.ts'
import { plain, type Sentence } from '../../src/texts/sentence.ts'
import { nowhere } from './nowhere.ts'
import { bindTeamPlace, handOverLead, openTeamContext, teamSettings, zone } from './organisation.ts'
import { makeTestPlace } from './store.ts'

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
  const settings = teamSettings(sdrs)
  const clock = { ms: Date.parse('2026-11-18T09:00:00Z') }
  const stores: Store[] = []
  const errors: unknown[] = []

  /** A process of its own as far as the store can tell; only a server takes a second one. */
  const openContext = async (): Promise<Context> => {
    const store = await openStore(place)
    stores.push(store)
    return openTeamContext(store, settings, () => new Date(clock.ms))
  }
  const ctx = await openContext()
  await bindTeamPlace(ctx)
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
      directory: nowhere,
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
  const handOver = (email = `lead${++made}@company${made}.example`, on = ctx, delivery = v7()) =>
    handOverLead(on, idOf('felix'), email, delivery)

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

export type Team = Awaited<ReturnType<typeof openTeam>>
