import { afterAll, beforeAll, expect, it } from 'vitest'
import { readStoreHealth } from '../../db/queries/health.ts'
import { outbox } from '../../db/schema/index.ts'
import { forgetOld } from '../../src/services/upkeep.ts'
import { openTeam, type Team } from '../support/team.ts'

let team: Team
beforeAll(async () => {
  team = await openTeam(1)
})
afterAll(() => team.close())

type Row = Pick<typeof outbox.$inferInsert, 'state' | 'externalId'> & { kind: string; daysAgo: number }

const keep = ({ kind, daysAgo, ...row }: Row, i: number) => ({
  ...row,
  tenantId: team.ctx.tenantId,
  lane: team.idOf('sdr0'),
  dedupeKey: `${kind}:${i}`,
  payload: { kind, text: 'said' },
  sentAt: row.state === 'queued' ? null : new Date(team.clock.ms - daysAgo * 86_400_000),
})

it('after a week what was sent or given up is forgotten; what can still be taken back keeps its address alone', async () => {
  const rows: Row[] = [
    { kind: 'card', state: 'sent', externalId: null, daysAgo: 8 },
    { kind: 'card', state: 'sent', externalId: null, daysAgo: 6 },
    { kind: 'tell', state: 'sent', externalId: 'old', daysAgo: 8 },
    { kind: 'tell', state: 'sent', externalId: 'new', daysAgo: 6 },
    { kind: 'sample', state: 'sent', externalId: 'sample', daysAgo: 8 },
    { kind: 'tell', state: 'dead', externalId: null, daysAgo: 8 },
    { kind: 'tell', state: 'dead', externalId: null, daysAgo: 6 },
    { kind: 'tell', state: 'queued', externalId: null, daysAgo: 8 },
  ]
  await team.ctx.db.insert(outbox).values(rows.map(keep))
  expect(await forgetOld(team.ctx)).toBe(2)
  const left = await team.queued()
  expect(left.map(({ payload, state, externalId }) => [payload.kind, state, externalId])).toEqual([
    ['card', 'sent', null],
    ['nothing', 'sent', 'old'],
    ['tell', 'sent', 'new'],
    ['sample', 'sent', 'sample'],
    ['tell', 'dead', null],
    ['tell', 'queued', null],
  ])
  expect(await readStoreHealth(team.ctx.db, team.ctx.tenantId)).toMatchObject({ dead: 1, queued: 1 })
})
