import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { members } from '../../db/schema/index.ts'
import type { Where, Who } from '../support/chat.ts'
import { openScene } from '../support/scene.ts'
import { offered, said } from '../support/seen.ts'

const { chat, story, at } = await openScene({ binds: ['dach'] })

const heard = (who: Who, where: Where | 'direct' = 'direct') =>
  chat.see(who, where).filter((one) => /Your \d+ (?:of|since)|of your earlier ones/.test(said(one)))
const words = (who: Who) => heard(who).map((one) => said(one).split('\n')[0])
const isOnTeam = (local: string, isActive: boolean) =>
  chat
    .db()
    .update(members)
    .set({ isActive })
    .where(eq(members.email, `${local}@fjordlight.example`))

describe('what became of it, for who handed it off', () => {
  let [waiting, back] = [0, 0]

  test('comes on Friday at four, once, by direct message alone', async () => {
    await at('2026-11-18T09:00:00')
    waiting = await story.handOff()
    await story.sal()
    await story.sql()
    back = await story.sal()
    await story.type('Lena', `touch ${back} call reached`)
    await story.does('Lena', `nurture ${back}`, { Reason: 'not ready' })
    await story.disqualified()
    await chat.dismiss('Lena')
    await at('2026-11-20T14:59:59')
    expect(words('Felix')).toEqual([])
    await at('2026-11-20T15:00:00')
    await at('2026-11-20T15:00:05')
    await chat.restart()
    await at('2026-11-20T15:10:00')
    expect(words('Felix')).toEqual([
      expect.stringMatching(/^Your 5 of this month: 3 accepted\. 2 came back, most often: (?:not ready|no need)\./),
    ])
    expect((['dach', 'marketing'] as const).flatMap((place) => heard('Felix', place))).toEqual([])
    expect((['Lena', 'Sofia'] as const).flatMap(words)).toEqual([])
  })

  test('says on a button which ones came back, and why', async () => {
    const [message] = heard('Felix')
    expect(message && offered(message)).toEqual(['Which ones?'])
    if (message) await chat.tap('Felix', 'direct', message, 'Which ones?')
    const list = await chat.sees('Felix', 'direct', /2 of yours since .* came back/)
    expect(said(list)).toMatch(
      new RegExp(`DISQUALIFIED[^\\n]*no need[\\s\\S]*#${back}\\b[^\\n]*not ready[^\\n]*returns on`),
    )
    expect(offered(list)).toEqual(['Show', 'Show'])
  })

  test('says nothing where nothing moved that week', async () => {
    const before = words('Felix').length
    await at('2026-11-27T15:00:00')
    expect(words('Felix')).toHaveLength(before)
  })

  test('comes late the same day, in working hours, and not any more after that', async () => {
    await at('2026-12-03T09:00:00')
    await story.sal()
    await at('2026-12-04T16:20:00')
    expect(words('Felix').at(-1)).toMatch(/^Your 6 since 1 Nov 2026: 4 accepted\./)
    await at('2026-12-10T09:00:00')
    await story.sal()
    const before = words('Felix').length
    await at('2026-12-11T16:30:00')
    await at('2026-12-12T09:00:00')
    await at('2026-12-14T08:00:00')
    expect(words('Felix')).toHaveLength(before)
  })

  test('names what moved though it was handed off before that month', async () => {
    await at('2026-12-16T09:00:00')
    await story.type('Lena', `accept ${waiting}`)
    await at('2026-12-18T15:00:00')
    expect(words('Felix').at(-1)).toMatch(
      /^Your 2 of this month: 2 accepted\. One of your earlier ones moved since 14 Dec 2026\./,
    )
  })

  test('counts from the month in which the week began', async () => {
    const early = await story.handOff()
    await at('2026-12-31T09:00:00')
    await story.sal()
    await story.type('Lena', `accept ${early}`)
    await at('2027-01-01T15:00:00')
    expect(words('Felix').at(-1)).toMatch(/^Your 4 since 1 Dec 2026: 4 accepted\./)
  })

  test('comes by the clock of each where they are, and to nobody who has left', async () => {
    chat.clock.ms = Date.parse('2027-02-03T15:00:00Z')
    await story.handOff({}, 'Karin')
    const [tom, karin] = [await story.handOff({}, 'Tom'), await story.handOff({}, 'Karin')]
    for (const number of [tom, karin]) await story.type('Lena', `accept ${number}`)
    const ofTom = eq(members.email, 'tom.richter@fjordlight.example')
    await chat.db().update(members).set({ zone: 'America/New_York' }).where(ofTom)
    await isOnTeam('karin.holm', false)
    await at('2027-02-05T20:59:00')
    expect(words('Tom')).toEqual([])
    await at('2027-02-05T21:00:00')
    expect(words('Tom')).toEqual([expect.stringMatching(/^Your 1 of this month: 1 accepted\./)])
    expect(words('Karin')).toEqual([])
    await isOnTeam('karin.holm', true)
  })

  test('comes to who joined after the others had theirs, within a minute', async () => {
    await at('2027-02-10T09:00:00')
    await story.type('Lena', `accept ${await story.handOff({}, 'Karin')}`)
    await isOnTeam('karin.holm', false)
    await at('2027-02-12T15:00:00')
    await isOnTeam('karin.holm', true)
    await at('2027-02-12T15:01:00')
    expect(words('Karin')).toEqual([expect.stringMatching(/^Your 3 of this month: 2 accepted\./)])
  })
})
