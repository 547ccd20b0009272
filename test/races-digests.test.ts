import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { members, schedules } from '../db/schema/index.ts'
import { planDigest, sendDigests } from '../src/services/digests.ts'
import { openTeam } from './support/team.ts'

const place = { platform: 'slack', externalId: 'CDACH' } as const
const monday = '2026-11-23T08:00:00Z'

test('several processes at once send each digest once, and plan it once', async () => {
  const team = await openTeam(4)
  try {
    const { ctx } = team
    const processes = team.isServer ? [ctx, await team.openContext(), await team.openContext()] : [ctx]
    const each = Array.from({ length: 12 }, (_, i) => processes[i % processes.length] ?? ctx)
    const byId = team.idOf('felix')
    await ctx.db
      .update(members)
      .set({ roles: ['manager'] })
      .where(eq(members.id, byId))
    const asked = { byId, cron: '0 9 * * 1', zone: 'Europe/Berlin', nextAt: new Date(monday) }
    const questions = Array.from({ length: 20 }, (_, i) => `last ${i + 1} days`)
    for (const question of questions)
      await Promise.all(each.slice(0, 3).map((on) => planDigest(on, place, { ...asked, question })))
    expect(await ctx.db.select().from(schedules)).toHaveLength(questions.length)

    team.clock.ms = Date.parse('2026-11-23T08:00:03Z')
    const taken = await Promise.all(each.map(sendDigests))
    expect(taken.reduce((sum, one) => sum + one, 0)).toBe(questions.length)
    const queued = (await team.queued()).filter(({ payload }) => payload.kind === 'digest')
    expect(queued.map(({ payload }) => payload.due)).toEqual(questions.map(() => new Date(monday).toISOString()))
    expect(new Set(queued.map(({ payload }) => payload.schedule)).size).toBe(questions.length)
    const after = await ctx.db.select().from(schedules)
    expect([...new Set(after.map(({ nextAt }) => nextAt.toISOString()))]).toEqual(['2026-11-30T08:00:00.000Z'])
    expect(await sendDigests(ctx)).toBe(0)
  } finally {
    await team.close()
  }
})

test('a process whose clock runs behind, or that died before it had noted the next time, sends nothing twice', async () => {
  const team = await openTeam(4)
  try {
    const { ctx } = team
    const byId = team.idOf('felix')
    await ctx.db
      .update(members)
      .set({ roles: ['manager'] })
      .where(eq(members.id, byId))
    const asked = { byId, question: 'last week', cron: '0 9 * * 1', zone: 'Europe/Berlin', nextAt: new Date(monday) }
    await planDigest(ctx, place, asked)
    team.clock.ms = Date.parse(monday)
    await sendDigests(ctx)
    await ctx.db.update(schedules).set({ nextAt: new Date(monday) })
    await sendDigests(ctx)
    expect((await team.queued()).filter(({ payload }) => payload.kind === 'digest')).toHaveLength(1)
  } finally {
    await team.close()
  }
})
