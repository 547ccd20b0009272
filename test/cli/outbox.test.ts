import { eq, sql } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore } from '../../db/client.ts'
import { deadLetters, outbox } from '../../db/schema/index.ts'
import { settleDead } from '../../src/services/dead-letters.ts'
import { baton } from '../support/baton.ts'
import { bindTeamPlace, handOverLead, openTeamContext, teamSettings } from '../support/organisation.ts'
import { makeTestPlace, type TestPlace } from '../support/store.ts'

let place: TestPlace
beforeEach(async () => {
  place = await makeTestPlace()
})
afterEach(() => place.remove())

const now = new Date('2026-11-18T09:00:00Z')

/** Works on the store while nothing else has it. */
const onStore = async <T>(work: (ctx: Awaited<ReturnType<typeof openTeamContext>>) => Promise<T>): Promise<T> => {
  const store = await openStore(place)
  try {
    return await work(await openTeamContext(store, teamSettings(2), () => now))
  } finally {
    await store.close()
  }
}

const run = (...args: string[]) => {
  const { dataDir, databaseUrl } = place
  return baton(['outbox', ...args], {
    DATA_DIR: dataDir,
    ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }),
  })
}

/** Two cards of hand-offs that Slack refused; gives their ids. */
const loseTwo = () =>
  onStore(async (ctx) => {
    await bindTeamPlace(ctx)
    const [felix] = await ctx.db.query.members.findMany({ where: (one, { like }) => like(one.email, 'felix%') })
    for (const name of ['one', 'two']) await handOverLead(ctx, felix?.id ?? '', `${name}@${name}.example`)
    const rows = await ctx.db
      .update(outbox)
      .set({ state: 'dead', attempts: 1, error: 'chat.postMessage: invalid_blocks', sentAt: now })
      .where(sql`${outbox.payload}->>'kind' = 'card'`)
      .returning({ id: outbox.id })
    for (const { id } of rows)
      await ctx.db.insert(deadLetters).values({
        id: ctx.newId(),
        tenantId: ctx.tenantId,
        outboxId: id,
        why: 'refused',
        said: 'chat.postMessage: invalid_blocks',
        attempts: 1,
        at: now,
      })
    return rows.map(({ id }) => id).toSorted((one, other) => one - other)
  })
const rowOf = (id: number) => onStore(async (ctx) => (await ctx.db.select().from(outbox).where(eq(outbox.id, id)))[0])

test('what was given up is listed, with what, where and why', async () => {
  const [first, second] = await loseTwo()
  const { code, out } = await run()
  expect(code).toBe(0)
  expect(out.trim().split('\n')).toHaveLength(2)
  expect(out).toContain(
    `${first}  2026-11-18T09:00:00.000Z  The card of #1 Katrin Weiss (Adlerwerk) did not reach the channel of DACH. ` +
      'Slack does not take it, now or later: chat.postMessage: invalid_blocks\n',
  )
  expect(JSON.parse((await run('--json')).out)).toMatchObject([
    { id: first, handoff: 1, reason: 'refused', attempts: 1 },
    { id: second, handoff: 2 },
  ])
})

test('one is sent again, the other dropped, and neither a second time', async () => {
  const [first = 0, second = 0] = await loseTwo()
  expect(await run('--retry', String(first))).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^1 message will be/),
  })
  expect(await rowOf(first)).toMatchObject({ state: 'queued', error: null, sentAt: null })
  expect(await run('--drop', String(second), '--json')).toMatchObject({
    out: `{"settled":"dropped","ids":[${second}]}\n`,
  })
  expect(await rowOf(second)).toMatchObject({ state: 'dropped' })
  expect(await run('--retry', String(second))).toMatchObject({ code: 1, out: '' })
  expect((await run()).out).toBe('Nothing was given up.\n')
})

test('all of them are sent again at once', async () => {
  const ids = await loseTwo()
  expect(await run('--retry', 'all', '--json')).toMatchObject({ out: `{"settled":"retried","ids":[${ids}]}\n` })
  for (const id of ids) expect(await rowOf(id)).toMatchObject({ state: 'queued' })
  expect(await onStore((ctx) => settleDead(ctx, ids, 'dropped', null))).toEqual([])
})

test.each([[['--retry', 'x']], [['--retry', '1', '--drop', '1']], [['--retry']]])(
  '%j is called wrongly',
  async (args) => {
    expect(await run(...args)).toMatchObject({ code: 2, out: '' })
  },
)
