import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import { rowsOf } from '../../db/rows.ts'
import type { Messenger } from '../../src/chat/messenger.ts'
import { createOutbox, lanesAtOnce } from '../../src/jobs/outbox.ts'
import { claimMessages, finishMessage } from '../../src/services/outbox.ts'
import { queueMessages } from '../../src/services/queue-messages.ts'
import { say } from '../../src/texts/sentence.ts'
import { type BenchContext, openContext, timed } from './open-context.ts'
import { type Row, stores, within } from './processes.ts'
import { seed } from './seed.ts'

const places = 1_000
const waiting = 10_000
const rounds = 3
const perRound = 4_000
const urgent = 200
const share = 0.5
const slowestMs = 500

/** A platform that takes everything at once, and tells of it. */
const instantly = (took: (key: string) => void): Messenger => ({
  post: async (_to, _drawing, key) => {
    took(key)
    return key
  },
  update: async () => undefined,
  find: async () => null,
  look: async () => ({ name: null, fault: null, isShared: false }),
})

const addPlaces = (ctx: BenchContext) =>
  rowsOf(
    ctx.db,
    sql`insert into places (id, tenant_id, platform, external_id, kind, created_at)
      select md5('place' || n)::uuid, ${ctx.tenantId}::uuid, 'slack', 'CPLACE' || n, 'channel', now() from generate_series(1, ${places}::int) n returning id`,
  )

/** So many messages, to each of a thousand places in turn; what waited before goes. */
const queueAll = async (ctx: BenchContext, lanes: readonly string[], count: number) => {
  const payload = JSON.stringify({ kind: 'tell', text: say('word.somebody'), show: null })
  await rowsOf(
    ctx.db,
    sql`insert into lanes (tenant_id, lane) select ${ctx.tenantId}::uuid, jsonb_array_elements_text(${JSON.stringify(lanes)}::jsonb) on conflict do nothing`,
  )
  await rowsOf(
    ctx.db,
    sql`insert into outbox (tenant_id, lane, dedupe_key, payload)
      select ${ctx.tenantId}::uuid, md5('place' || (1 + n % ${places}::int))::uuid::text, ${v7()} || n, ${payload}::jsonb from generate_series(1, ${count}::int) n`,
  )
  await rowsOf(ctx.db, sql`update lanes set next_at = now(), token = null`)
  await rowsOf(ctx.db, sql.raw('analyze'))
}

/** The same claim and nothing else: as many hands, each lane freed as soon as it is claimed. */
const claimAll = async (ctx: BenchContext) => {
  for (;;) {
    const token = v7()
    const taken = await claimMessages(ctx, token, lanesAtOnce)
    if (taken.length === 0) return
    await Promise.all(
      taken.map((message) => finishMessage(ctx, token, message, { state: 'sent', pauseMs: 0, error: null })),
    )
  }
}

const deliverAll = async (ctx: BenchContext) => {
  let taken = 0
  let through: () => void = () => undefined
  const all = new Promise<void>((done) => {
    through = done
  })
  const messenger = instantly(() => {
    taken += 1
    if (taken === perRound) through()
  })
  const outbox = createOutbox(ctx, messenger, () => undefined, { restMs: 0, random: Math.random })
  outbox.start({ isAlone: true })
  await all
  await outbox.stop()
}

/** From the commit of something urgent to its delivery, while ten thousand others wait and each place rests a second. */
const urgentTimes = async (ctx: BenchContext, awake: { wake: () => void }, lanes: readonly string[]) => {
  const due = new Map<string, (at: number) => void>()
  const messenger = instantly((key) => due.get(key)?.(performance.now()))
  const outbox = createOutbox(ctx, messenger, () => undefined, { random: Math.random })
  awake.wake = outbox.wake
  outbox.start({ isAlone: true })
  const times: number[] = []
  for (let nth = 0; nth < urgent; nth++) {
    const lane = lanes[nth] ?? ''
    const dedupeKey = `urgent:${nth}`
    const came = new Promise<number>((done) => due.set(dedupeKey, done))
    const payload = { kind: 'tell', text: say('word.somebody'), show: null }
    await queueMessages(ctx.db, ctx.tenantId, [{ lane, dedupeKey, payload, handoffId: ctx.newId() }])
    await rowsOf(ctx.db, sql`update outbox set priority = 1 where dedupe_key = ${dedupeKey}`)
    const startedAt = performance.now()
    ctx.wake()
    times.push((await came) - startedAt)
    await sleep(20)
  }
  await outbox.stop()
  return times.toSorted((one, other) => one - other)
}

/** Messages delivered in a second against a bare loop of the same claim, and how soon something urgent is. */
export const measureDelivery = async (): Promise<Row[]> => {
  const rows: Row[] = []
  for (const store of stores)
    await within(store.open, async (where) => {
      await seed(where, 1, 'closed')
      const awake: { wake: () => void } = { wake: () => undefined }
      const ctx = await openContext(
        where,
        () => new Date(),
        () => awake.wake(),
      )
      const lanes = (await addPlaces(ctx)).map(({ id }) => String(id))
      const tookMs = { bare: 0, sent: 0 }
      for (let round = 0; round < rounds; round++) {
        await queueAll(ctx, lanes, perRound)
        tookMs.bare += await timed(() => claimAll(ctx))
        await queueAll(ctx, lanes, perRound)
        tookMs.sent += await timed(() => deliverAll(ctx))
      }
      const [bare, sent] = [tookMs.bare, tookMs.sent].map((ms) => ((rounds * perRound) / ms) * 1_000) as [
        number,
        number,
      ]
      await queueAll(ctx, lanes, waiting)
      // Places of their own: a lane keeps its order, whatever waits in it.
      const own = Array.from({ length: urgent }, () => v7())
      await rowsOf(
        ctx.db,
        sql`insert into places (id, tenant_id, platform, external_id, kind, created_at)
          select e::uuid, ${ctx.tenantId}::uuid, 'slack', 'C' || e, 'channel', now() from jsonb_array_elements_text(${JSON.stringify(own)}::jsonb) e`,
      )
      const times = await urgentTimes(ctx, awake, own)
      await ctx.store.close()
      const ratio = sent / bare
      const p99 = times[Math.floor(times.length * 0.99)] ?? 0
      rows.push(
        {
          what: `${store.name}: messages delivered`,
          measured: `${sent.toFixed(0)}/s of ${bare.toFixed(0)}, ratio ${ratio.toFixed(2)}`,
          goal: `≥ ${share}`,
          isMet: ratio >= share,
        },
        {
          what: `${store.name}: a P1 with ${waiting} waiting`,
          measured: `p50 ${(times[times.length >> 1] ?? 0).toFixed(0)} ms, p99 ${p99.toFixed(0)} ms`,
          goal: `p99 ≤ ${slowestMs} ms`,
          isMet: p99 <= slowestMs,
        },
      )
    })
  return rows
}
