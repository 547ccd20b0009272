import { beforeAll, beforeEach, expect, test } from 'vitest'
import { schedules } from '../../db/schema/index.ts'
import type { Where, Who } from '../support/chat.ts'
import { leaveToChat, ownConfig } from '../support/own-config.ts'
import { openScene } from '../support/scene.ts'
import { choicesOf, fieldErrors, offered, said } from '../support/seen.ts'
import { openWire } from '../support/wire.ts'

const configFile = ownConfig()
const { chat, story, at } = await openScene({ configFile })
beforeAll(async () => {
  leaveToChat(configFile)
  await chat.restart()
})

/** Ingrid manages Nordics, and nothing else. */
const promote = async () => {
  await story.type('Sofia', 'team add @Ingrid Dahl nordics as manager')
  await story.type('Sofia', 'team roles @Ingrid Dahl sdr')
}
beforeEach(async () => {
  await chat.db().delete(schedules)
  await promote()
})

const plan = async (who: Who, where: Where | 'direct', fields: Record<string, string> = {}) => {
  await story.type(who, 'digest new', where)
  const sent = await story.send(who, fields)
  await chat.dismiss(who)
  return sent
}
const digests = (who: Who, where: Where | 'direct') =>
  chat.see(who, where).filter((one) => !one.isForOneAlone && /^Funnel /.test(said(one)))
const told = (who: Who) => chat.see(who, 'direct').flatMap((one) => (/^Your digest/.test(said(one)) ? [said(one)] : []))
const form = { period: 'last_week', by: 'none', queue: 'nordics', when: 'monday', zone: 'Europe/Berlin', where: 'here' }

test('who manages a queue has digests of that queue alone, whatever is sent for the form', async () => {
  await story.type('Ingrid', 'digest new', 'nordics')
  expect(choicesOf(chat.modal('Ingrid'), 'Queue')).toEqual(['Nordics'])
  const { submit } = openWire(chat)
  for (const queue of ['all', 'dach', 'nowhere', ''])
    expect(fieldErrors((await submit('Ingrid', { ...form, queue })).body), queue).toHaveProperty('queue')
  for (const [field, value] of Object.entries({ period: 'last century', by: 'name', when: 'now', where: 'everywhere' }))
    expect(fieldErrors((await submit('Ingrid', { ...form, [field]: value })).body)).toHaveProperty(field)
  for (const zone of ['+01:00', 'Nowhere/Land', '', 'x'.repeat(3_001), '<@U1> *bold*'])
    expect(fieldErrors((await submit('Ingrid', { ...form, zone })).body)).toHaveProperty('zone')
  for (const cron of ['x'.repeat(3_001), '<!channel>', '* * * * * *', '99 * * * *', '0 9 * * 1; drop table schedules'])
    expect(fieldErrors((await submit('Ingrid', { ...form, when: 'cron', cron })).body)).toHaveProperty('cron')
  expect(fieldErrors((await submit('Ingrid', { ...form, by: 'owner', where: 'direct' })).body)).toHaveProperty('by')
  await chat.dismiss('Ingrid')
  expect(await chat.db().select().from(schedules)).toEqual([])
})

test('the digests of others are seen by who manages what they are of, and changed by nobody else', async () => {
  await plan('Sofia', 'nordics')
  await plan('Sofia', 'direct')
  expect(await story.type('Ingrid', 'digest', 'nordics')).toContain('No digest is planned.')
  await plan('Sofia', 'nordics', { Queue: 'Nordics' })
  expect(await story.type('Ingrid', 'digest', 'nordics')).toMatch(/^Digests\s+Last week · Nordics · /)
  expect(offered(chat.whisper('Ingrid', 'nordics'))).toEqual(['Pause', 'Delete', 'New digest…'])
  const old = chat.whisper('Ingrid', 'nordics')
  await story.type('Sofia', 'team remove @Ingrid Dahl nordics')
  await chat.tap('Ingrid', 'nordics', old, 'Delete')
  await chat.sees('Ingrid', 'nordics', 'Only managers and admins may use digest.')
  expect(await chat.db().select().from(schedules)).toHaveLength(3)
})

test('who may not have it any more is told once, and it does not come; a manager resumes it', async () => {
  await at('2026-11-18T12:00:00')
  await plan('Ingrid', 'nordics')
  await at('2026-11-23T08:00:00')
  expect(digests('Oskar', 'nordics')).toHaveLength(1)
  await story.type('Sofia', 'team remove @Ingrid Dahl nordics')
  await at('2026-11-30T08:00:00')
  await at('2026-12-07T08:00:00')
  expect(digests('Oskar', 'nordics')).toHaveLength(1)
  expect(told('Ingrid')).toEqual([
    expect.stringMatching(/^Your digest “funnel last week in nordics” is paused: it is for managers/),
  ])
  expect(await story.type('Ingrid', 'digest', 'nordics')).toContain('paused')
  await chat.tap('Ingrid', 'nordics', chat.whisper('Ingrid', 'nordics'), 'Resume')
  await chat.sees('Ingrid', 'nordics', /^That digest cannot come: only managers/)
  await story.type('Sofia', 'digest', 'nordics')
  await chat.tap('Sofia', 'nordics', chat.whisper('Sofia', 'nordics'), 'Resume')
  await chat.sees('Sofia', 'nordics', /^The digest comes again/)
  await at('2026-12-14T08:00:00')
  expect(digests('Oskar', 'nordics')).toHaveLength(2)
})

test('a leaver’s digests stop', async () => {
  await at('2027-01-05T12:00:00')
  const before = digests('Oskar', 'nordics').length
  await plan('Ingrid', 'nordics')
  await story.type('Sofia', 'team remove @Ingrid Dahl')
  await at('2027-01-11T08:00:00')
  expect(digests('Oskar', 'nordics')).toHaveLength(before)
  await story.type('Sofia', 'team roles @Ingrid Dahl sdr')
})

test('at 02:30 a digest comes once on the days when the clocks change', async () => {
  await at('2027-03-27T12:00:00')
  const nightly = { Period: 'Yesterday', When: 'Cron expression', 'Cron expression': '30 2 * * *' }
  expect((await plan('Sofia', 'direct', nightly)).errors).toEqual({})
  const count = async (...moments: string[]) => {
    const before = digests('Sofia', 'direct').length
    for (const moment of moments) await at(moment)
    return digests('Sofia', 'direct').length - before
  }
  // In spring the clocks go from 02:00 to 03:00 at 01:00 UTC, in autumn from 03:00 back to 02:00.
  expect(await count('2027-03-28T00:59:59', '2027-03-28T01:29:59')).toBe(0)
  expect(await count('2027-03-28T01:30:00', '2027-03-28T12:00:00', '2027-03-29T00:29:59')).toBe(1)
  expect(await count('2027-03-29T00:30:00')).toBe(1)
  await chat.db().delete(schedules)
  await at('2027-10-30T12:00:00')
  await plan('Sofia', 'direct', nightly)
  expect(await count('2027-10-31T00:29:59')).toBe(0)
  expect(await count('2027-10-31T00:30:00', '2027-10-31T01:30:00', '2027-10-31T12:00:00')).toBe(1)
  expect(await count('2027-11-01T01:29:59')).toBe(0)
  expect(await count('2027-11-01T01:30:00')).toBe(1)
})

test('nothing that was sent broke a rule of the platform', () => {
  expect(chat.problems()).toEqual([])
})
