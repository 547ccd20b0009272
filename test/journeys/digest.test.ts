import { beforeEach, describe, expect, test } from 'vitest'
import { schedules } from '../../db/schema/index.ts'
import type { Where, Who } from '../support/chat.ts'
import { openScene } from '../support/scene.ts'
import { choicesOf, labelsOf, offered, said, standsIn } from '../support/seen.ts'
import { words } from '../support/words.ts'

const { chat, story, at } = await openScene()

/** The digests that stand in a place, the newest last. */
const digests = (who: Who, where: Where | 'direct') =>
  chat
    .see(who, where)
    .map((one) => (one.isForOneAlone ? '' : said(one)))
    .filter((text) => /^(?:This was due .+\n+)?Funnel /.test(text))

/** Sofia plans one, and reads what came of it. */
const plan = async (fields: Record<string, string>, where: Where | 'direct' = 'dach', who: Who = 'Sofia') => {
  await story.type(who, 'digest new', where)
  const sent = await story.send(who, fields)
  await chat.dismiss(who)
  return sent
}

/** Sofia taps a button of her list, and reads what came of it. */
const tapInList = async (label: string, says: RegExp) => {
  await story.type('Sofia', 'digest', 'dach')
  await chat.tap('Sofia', 'dach', chat.whisper('Sofia', 'dach'), label)
  // The newest, since an answer of before may have said the same.
  await expect.poll(() => chat.whispered('Sofia', 'dach')).toMatch(says)
  return chat.whispered('Sofia', 'dach')
}

const deleteAll = () => chat.db().delete(schedules)

describe('a digest is planned', () => {
  test('by managers and admins alone', async () => {
    for (const typed of ['digest', 'digest new', 'digest what'])
      expect(await story.type('Lena', typed, 'dach')).toBe('Only managers and admins may use digest.')
    expect(await story.type('Sofia', 'digest', 'dach')).toContain('No digest is planned.')
    expect(offered(chat.whisper('Sofia', 'dach'))).toEqual(['New digest…'])
    expect(await story.type('Sofia', 'digest tomorrow', 'dach')).toContain('Nothing has changed. Type digest')
  })

  test('by a form that is filled in but for what one wants otherwise', async () => {
    await story.type('Sofia', 'digest', 'dach')
    await chat.tap('Sofia', 'dach', chat.whisper('Sofia', 'dach'), 'New digest…')
    const form = chat.modal('Sofia')
    expect(labelsOf(form)).toEqual(['Period', 'Split', 'Queue', 'When', 'Cron expression', 'Time zone', 'Where'])
    expect(choicesOf(form, 'Queue')).toEqual(expect.arrayContaining(['All queues', 'DACH', 'Italy', 'Nordics']))
    expect(choicesOf(form, 'When')).toEqual([
      'Every weekday, 09:00',
      'Monday, 09:00',
      'First of the month, 09:00',
      'Cron expression',
    ])
    expect(standsIn(form, 'Time zone')).toBe('Europe/Berlin')
    await chat.dismiss('Sofia')
  })

  test('what is wrong stands at its field, and nothing is planned', async () => {
    const wrong = { When: 'Cron expression', 'Cron expression': '0 9 * *', 'Time zone': 'Berlin', Split: 'By owner' }
    expect((await plan(wrong)).errors).toEqual({
      Split: expect.stringContaining('by direct message alone'),
      'Time zone': expect.stringContaining('There is no such time zone.'),
    })
    expect((await plan({ When: 'Cron expression', 'Cron expression': '0 9 31 2 *' })).errors).toEqual({
      'Cron expression': expect.stringContaining('That is no cron expression.'),
    })
    expect((await plan({ When: 'Cron expression' })).errors).toHaveProperty('Cron expression')
    expect((await plan({ 'Cron expression': '0 9 * * 1' })).errors).toEqual({
      'Cron expression': expect.stringContaining('leave this empty'),
    })
    expect(await story.type('Sofia', 'digest', 'dach')).toContain('No digest is planned.')
  })

  test('in a channel that others read along, only where a manager allowed that', async () => {
    await chat.share('italy', true)
    expect((await plan({}, 'italy')).errors).toEqual({
      Where: expect.stringContaining('shared with another organisation'),
    })
    await story.type('Sofia', 'here italy', 'italy')
    await chat.tap('Sofia', 'italy', chat.whisper('Sofia', 'italy'), 'Allow here')
    await chat.sees('Sofia', 'italy', /^Italy stands here now\./)
    expect((await plan({}, 'italy')).errors).toEqual({})
    await deleteAll()
  })

  test('and stands in the list with its next time; the same twice is one', async () => {
    const fields = { Split: 'By source', Queue: 'DACH' }
    expect((await plan(fields)).text).toMatch(/It is planned, and comes .+ for the first time\./)
    await plan(fields)
    const list = await story.type('Sofia', 'digest', 'dach')
    expect(list).toMatch(
      /^Digests\s+Last week · By source · DACH · Monday, 09:00 \(Europe\/Berlin\) · in this channel · next /,
    )
    expect(offered(chat.whisper('Sofia', 'dach'))).toEqual(['Pause', 'Delete', 'New digest…'])
    expect(await story.type('Sofia', 'digest', 'nordics')).toContain(`in ${words.channel('dach')}`)
  })
})

describe('a digest comes', () => {
  test('at its time, once, with the buttons of the funnel', async () => {
    const number = await story.handOff()
    await story.type('Lena', `accept ${number}`)
    await story.type('Lena', `touch ${number} call reached`)
    await at('2026-11-23T07:59:59')
    expect(digests('Lena', 'dach')).toEqual([])
    await at('2026-11-23T08:00:00')
    await at('2026-11-23T08:00:05')
    expect(digests('Lena', 'dach')).toEqual([
      expect.stringMatching(/^Funnel 16 Nov 2026 – 22 Nov 2026 · DACH\s+1 MQL · 1 accepted[\s\S]*By source/),
    ])
    const [message] = chat.see('Lena', 'dach').filter((one) => said(one).startsWith('Funnel 16 Nov'))
    expect(message && offered(message)).toEqual(['By source', 'By queue', 'Last month', 'Matured'])
    if (message) await chat.tap('Lena', 'dach', message, 'Last month')
    await chat.sees('Lena', 'dach', /^Funnel 1 Oct 2026 – 31 Oct 2026 · DACH[\s\S]*By source/)
  })

  test('not while it is paused, and again from when it is resumed', async () => {
    expect(await tapInList('Pause', /^The digest is paused\./)).toMatch(/in this channel · paused/)
    expect(offered(chat.whisper('Sofia', 'dach'))).toEqual(['Resume', 'Delete', 'New digest…'])
    await at('2026-11-30T08:00:00')
    expect(digests('Lena', 'dach')).toHaveLength(1)
    await at('2026-11-30T09:00:00')
    await tapInList('Resume', /^The digest comes again, next /)
    await at('2026-11-30T09:05:00')
    expect(digests('Lena', 'dach')).toHaveLength(1)
    await at('2026-12-07T08:00:00')
    expect(digests('Lena', 'dach')).toHaveLength(2)
  })

  test('not any more when it is deleted; a button of a list of before says so', async () => {
    await story.type('Sofia', 'digest', 'dach')
    const before = chat.whisper('Sofia', 'dach')
    await tapInList('Delete', /^The digest is deleted\.\s+No digest is planned\./)
    await chat.tap('Sofia', 'dach', before, 'Pause')
    await chat.sees('Sofia', 'dach', /^That digest is not there any more\./)
    await at('2026-12-14T08:00:00')
    expect(digests('Lena', 'dach')).toHaveLength(2)
    expect(await story.type('Sofia', 'digest', 'dach')).toContain('No digest is planned.')
  })

  test('outside of working hours too, to who wants it alone, with the numbers of single people', async () => {
    await at('2026-12-14T12:00:00')
    const { errors } = await plan(
      { Period: 'Yesterday', Split: 'By owner', When: 'Cron expression', 'Cron expression': '0 6 * * 0' },
      'direct',
    )
    expect(errors).toEqual({})
    await at('2026-12-20T05:00:00')
    expect(digests('Sofia', 'direct')).toEqual([expect.stringMatching(/^Funnel 19 Dec 2026/)])
    await deleteAll()
  })
})

describe('where it cannot come', () => {
  beforeEach(deleteAll)
  const told = () =>
    chat.see('Sofia', 'direct').flatMap((one) => (/^I cannot write in/.test(said(one)) ? [said(one)] : []))
  /** Moves on without waiting: what cannot go out stays queued. */
  const isDue = async (moment: string) => {
    chat.clock.ms = Date.parse(`${moment}Z`)
    await chat.tick()
  }

  test('because its channel is closed, it waits there and who planned it hears of it once; it comes when that is open again', async () => {
    await at('2026-12-21T12:00:00')
    const before = digests('Lena', 'dach').length
    await plan({})
    await chat.changePlace('dach', 'archive')
    await isDue('2026-12-28T08:00:00')
    await chat.sees('Sofia', 'direct', /^I cannot write in/)
    expect(told()).toEqual([
      `I cannot write in ${words.channel('dach')} any more: it was archived. What belongs there waits, for twelve hours ` +
        `at most: the digest “funnel last week”. Take it out of the archive, or plan it in another channel: ${words.command} digest new`,
    ])
    expect(await story.type('Sofia', 'digest', 'marketing')).not.toContain('paused')
    chat.clock.ms += 3 * 3_600_000
    await chat.changePlace('dach', 'unarchive')
    await chat.sees('Lena', 'dach', /^This was due .*28 Dec, 09:00.*\s+Funnel 21 Dec 2026/)
    expect(digests('Lena', 'dach')).toHaveLength(before + 1)
    expect(chat.see('Sofia', 'direct').filter((one) => offered(one).includes('Retry'))).toEqual([])
  })

  test('for more than twelve hours, it is left out, and the next one comes when that is open', async () => {
    const before = digests('Lena', 'dach').length
    await plan({})
    await chat.changePlace('dach', 'archive')
    await isDue('2027-01-04T08:00:00')
    await expect.poll(() => told().length, { timeout: 20_000 }).toBe(2)
    await chat.noted()
    await isDue('2027-01-05T08:00:00')
    await chat.changePlace('dach', 'unarchive')
    await at('2027-01-11T08:00:00')
    expect(digests('Lena', 'dach').slice(before)).toEqual([expect.stringMatching(/^Funnel 4 Jan 2027/)])
    expect(told()).toHaveLength(2)
  })
})

describe('a digest that was missed', () => {
  beforeEach(deleteAll)

  test('comes once, the newest of those that were missed, and says that it is late', async () => {
    await at('2027-03-01T12:00:00')
    const before = digests('Lena', 'dach').length
    await plan({ Period: 'Yesterday', When: 'Every weekday, 09:00' })
    await at('2027-03-05T11:00:00')
    await at('2027-03-05T11:00:05')
    expect(digests('Lena', 'dach').slice(before)).toEqual([
      expect.stringMatching(/^This was due .*09:00.*\. It could not be sent then\.\s+Funnel 4 Mar 2027/),
    ])
  })

  test('is left out when it is more than twelve hours late, and the next one comes as ever', async () => {
    await at('2027-04-06T12:00:00')
    const before = digests('Lena', 'dach').length
    await plan({})
    await at('2027-04-12T19:00:01')
    expect(digests('Lena', 'dach')).toHaveLength(before)
    await at('2027-04-19T07:00:00')
    expect(digests('Lena', 'dach').slice(before)).toEqual([expect.stringMatching(/^Funnel 12 Apr 2027/)])
  })

  test('is sent while it is just twelve hours late', async () => {
    await at('2027-04-20T12:00:00')
    const before = digests('Lena', 'dach').length
    await plan({})
    await at('2027-04-26T19:00:00')
    expect(digests('Lena', 'dach').slice(before)).toEqual([expect.stringMatching(/^This was due /)])
  })
})

test('nothing that was sent broke a rule of the platform', () => {
  expect(chat.problems()).toEqual([])
})
