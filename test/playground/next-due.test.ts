import { afterAll, beforeAll, expect, test } from 'vitest'
import { members, schedules } from '../../db/schema/index.ts'
import { tickClocks } from '../../src/jobs/clocks.ts'
import { nextDue } from '../../src/playground/next-due.ts'
import { planDigest } from '../../src/services/digests.ts'
import { openTeam, type Team } from '../support/team.ts'

let team: Team
beforeAll(async () => {
  team = await openTeam(2)
})
afterAll(() => team.close())

const due = async () => {
  await tickClocks(team.ctx)
  const found = await nextDue(team.ctx)
  return found && { what: found.what, at: new Date(found.at).toISOString() }
}

const taken = async () => {
  const done = await team.handOver()
  if (!done.ok) throw new Error(done.refusal.key)
  await team.ask('sdr0', 'accept', done.number)
  return done.number
}

test('nothing is due where nobody handed off anything', async () => {
  expect(await due()).toBeNull()
})

test('the clock of a lead that was taken is due, and no more once the lead is closed: its submitter hears of that on Friday', async () => {
  const number = await taken()
  const found = await due()
  expect(found).toMatchObject({ what: 'clock' })
  expect(Date.parse(found?.at ?? '')).toBeGreaterThan(team.clock.ms)
  await team.ask('sdr0', 'disqualify', number, { input: { reason: 'no_need', note: null } })
  expect(await due()).toEqual({ what: 'friday', at: '2026-11-20T15:00:00.000Z' })
})

test('what became of it is due once: not where it was told, nor in a week in which nothing moved', async () => {
  team.clock.ms = Date.parse('2026-11-20T14:59:59Z')
  expect(await due()).toEqual({ what: 'friday', at: '2026-11-20T15:00:00.000Z' })
  team.clock.ms = Date.parse('2026-11-20T15:00:00Z')
  expect(await due()).toBeNull()
  team.clock.ms = Date.parse('2026-11-24T09:00:00Z')
  expect(await due()).toBeNull()
})

test('what became of it is due at the opening after, where Friday at four is outside of somebody’s working hours', async () => {
  const morning = { from: 8 * 60, to: 12 * 60 }
  await team.ctx.db.update(members).set({ hours: { 1: morning, 3: morning } })
  const number = await taken()
  await team.ask('sdr0', 'disqualify', number, { input: { reason: 'no_need', note: null } })
  expect(await due()).toEqual({ what: 'friday', at: '2026-11-30T07:00:00.000Z' })
  team.clock.ms = Date.parse('2026-11-28T09:00:00Z')
  expect(await due()).toEqual({ what: 'friday', at: '2026-11-30T07:00:00.000Z' })
  team.clock.ms = Date.parse('2026-11-30T07:00:00Z')
  expect(await due()).toBeNull()
  await team.ctx.db.update(members).set({ hours: null })
})

test('a promised call outside of its owner’s working hours is due at the opening; one of a P1 at its moment, by their choice', async () => {
  const number = await taken()
  await team.ask('sdr0', 'touch', number, { variant: 'reached' })
  const input = { kind: 'call', outcome: 'no_answer', callBackOn: '2026-11-30', callBackTime: '20:00' }
  await team.ask('sdr0', 'touch', number, { input })
  expect(await due()).toEqual({ what: 'clock', at: '2026-12-01T08:00:00.000Z' })
  await team.ctx.db.update(members).set({ p1Always: true })
  expect(await due()).toEqual({ what: 'clock', at: '2026-11-30T19:00:00.000Z' })
  await team.ask('sdr0', 'priority', number, { input: { priority: 'P2' } })
  expect(await due()).toEqual({ what: 'clock', at: '2026-12-01T08:00:00.000Z' })
  await team.ask('sdr0', 'disqualify', number, { input: { reason: 'no_need', note: null } })
  team.clock.ms = Date.parse('2026-12-04T15:00:00Z')
  expect(await due()).toBeNull()
})

test('a lead in nurture is due when the first working day from its date opens', async () => {
  const number = await taken()
  // A Saturday; Berlin opens on Monday at nine.
  await team.ask('sdr0', 'nurture', number, { input: { reason: 'no_budget', note: null, date: '2026-12-12' } })
  expect(await due()).toEqual({ what: 'renewal', at: '2026-12-14T08:00:00.000Z' })
})

test('the question after a meeting is due at its end, before what comes later', async () => {
  const number = await taken()
  const input = { date: '2026-12-04', time: '16:05', length: '15', ae: null, link: null }
  await team.ask('sdr0', 'touch', number, { variant: 'reached' })
  await team.ask('sdr0', 'meet', number, { input })
  expect(await due()).toEqual({ what: 'prompt', at: '2026-12-04T15:20:00.000Z' })
})

test('a digest is due when it is planned for, and not while it is paused', async () => {
  const nextAt = new Date('2026-12-04T15:10:00Z')
  const planned = { byId: team.idOf('felix'), question: 'today', cron: '10 16 * * 5', zone: 'Europe/Berlin', nextAt }
  await planDigest(team.ctx, { platform: 'slack', externalId: 'CDACH' }, planned)
  expect(await nextDue(team.ctx)).toEqual({ what: 'digest', at: nextAt.getTime() })
  await team.ctx.db.update(schedules).set({ isPaused: true })
  expect(await nextDue(team.ctx)).toEqual({ what: 'prompt', at: Date.parse('2026-12-04T15:20:00Z') })
})
