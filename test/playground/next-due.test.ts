import { afterAll, beforeAll, expect, test } from 'vitest'
import { tickClocks } from '../../src/jobs/clocks.ts'
import { nextDue } from '../../src/playground/next-due.ts'
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

test('the clock of a lead that was taken is due, and no more once the lead is closed', async () => {
  const number = await taken()
  const found = await due()
  expect(found).toMatchObject({ what: 'clock' })
  expect(Date.parse(found?.at ?? '')).toBeGreaterThan(team.clock.ms)
  await team.ask('sdr0', 'disqualify', number, { input: { reason: 'no_need', note: null } })
  expect(await due()).toBeNull()
})

test('a lead in nurture is due when the first working day from its date opens', async () => {
  const number = await taken()
  // A Saturday; Berlin opens on Monday at nine.
  await team.ask('sdr0', 'nurture', number, { input: { reason: 'no_budget', note: null, date: '2026-12-05' } })
  expect(await due()).toEqual({ what: 'renewal', at: '2026-12-07T08:00:00.000Z' })
})

test('the question after a meeting is due at its end, before what comes later', async () => {
  const number = await taken()
  const input = { date: '2026-11-18', time: '10:05', length: '15', ae: null, link: null }
  await team.ask('sdr0', 'touch', number, { variant: 'reached' })
  await team.ask('sdr0', 'meet', number, { input })
  expect(await due()).toEqual({ what: 'prompt', at: '2026-11-18T09:20:00.000Z' })
})
