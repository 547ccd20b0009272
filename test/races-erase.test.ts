import { and, isNotNull, or } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { leads } from '../db/schema/index.ts'
import type { Context } from '../src/services/context.ts'
import { erasePerson } from '../src/services/erase.ts'
import { openTeam, type Team } from './support/team.ts'

const isServer = process.env.TEST_DATABASE_URL !== undefined

describe('while a person is forgotten, others act on their lead', () => {
  let team: Team
  let other: Context
  beforeAll(async () => {
    team = await openTeam(2)
    // Where the store is a server, who forgets is a process of its own.
    other = isServer ? await team.openContext() : team.ctx
  })
  afterAll(() => team.close())

  it('somebody hands the lead off again: either came first, and of who was forgotten nothing is left', async () => {
    for (let round = 0; round < 10; round++) {
      const email = `again${round}@company${round}.example`
      const before = await team.handOver(email)
      if (!before.ok) throw new Error(JSON.stringify(before.refusal))
      await team.ask('sdr0', 'accept', before.number)
      await team.ask('sdr0', 'nurture', before.number, { input: { reason: 'no_budget' } })
      team.clock.ms += 40 * 86_400_000
      const by = { memberId: null, surface: 'cli' }
      const [after] = await Promise.all([team.handOver(email), erasePerson(other, email, by)])
      expect(after.ok).toBe(true)
    }
    const known = or(isNotNull(leads.name), isNotNull(leads.email), isNotNull(leads.company))
    const left = await team.ctx.db
      .select()
      .from(leads)
      .where(and(isNotNull(leads.erasedAt), known))
    expect(left).toEqual([])
  })

  it('nothing broke on the way', () => expect(team.errors).toEqual([]))
})
