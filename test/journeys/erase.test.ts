import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { rowsOf } from '../../db/rows.ts'
import type { Who } from '../support/chat.ts'
import { openScene } from '../support/scene.ts'
import { offered, rawOf, said, standsIn } from '../support/seen.ts'
import { levels, opportunity } from '../support/story.ts'

const person = {
  Name: 'Zebrina Quagga',
  Email: 'zebrina@quagga-works.example',
  Company: 'Quagga Works',
  'Job title': 'Quaggatrix',
  Phone: '+49 30 5550 8842',
  'Why now?': 'Zebrina wants to see it.',
}
const traces = /zebrina|quagga|5550 ?8842|secret-zebra/i

const { chat, story } = await openScene({ at: '2026-10-05T09:00:00Z', binds: ['dach', 'alerts'] })
const numbers: number[] = []

/** Each row of each table, as text. */
const everyRow = async (): Promise<string[]> => {
  const db = chat.db()
  const tables = await rowsOf(
    db,
    sql`select table_name as name from information_schema.tables where table_schema = current_schema()`,
  )
  const rows = await Promise.all(
    tables.map(({ name }) => rowsOf(db, sql.raw(`select '${name}: ' || t::text as row from "${name}" t`))),
  )
  return rows.flat().map((row) => String(row.row))
}

const everybody: Who[] = ['Felix', 'Lena', 'Jonas', 'Karin', 'Paolo', 'Sofia']

/** What stands in the chat for good: cards, threads and direct messages. */
const everyMessage = (): string[] =>
  everybody.flatMap((who) =>
    (['dach', 'nordics', 'italy', 'wins', 'marketing', 'direct'] as const).flatMap((where) =>
      chat
        .see(who, where)
        .filter((one) => one.isBot && !one.isForOneAlone)
        .map((one) => `${where}: ${one.text} ${rawOf(one)}`),
    ),
  )

const funnel = () => story.type('Sofia', 'funnel this month by source')

beforeAll(async () => {
  const one = await story.handOff(person)
  numbers.push(one)
  await story.type('Lena', `reject ${one}`)
  await story.send('Lena', { Reason: 'not ready', Note: 'secret-zebra: next year' })
  chat.clock.ms = Date.parse('2026-11-18T09:00:00Z')
  const two = await story.handOff(person)
  numbers.push(two)
  await story.type('Lena', `accept ${two}`)
  await story.does('Karin', 'new', { ...person, Source: 'webinar', Queue: 'DACH' })
  await chat.dismiss('Karin')
  await story.type('Lena', `touch ${two} call reached`)
  await story.does('Lena', `touch ${two}`, { Kind: 'Call', Outcome: 'Reached', Note: 'secret-zebra on the phone' })
  await story.type('Lena', `note ${two} secret-zebra rang back`)
  await story.type('Jonas', `ask ${two} Is it secret-zebra?`)
  await story.type('Felix', `ask ${two} reply: Yes, secret-zebra.`)
  await story.does('Lena', `edit ${two}`, { 'Job title': 'secret-zebra keeper', Campaign: 'lean-ops' })
  await chat.dismiss('Lena')
  await story.type('Jonas', `ask ${two} And secret-zebra again?`)
  await story.does('Lena', `meet ${two}`, {
    Date: '2026-11-19',
    Time: '10:00',
    Link: 'https://meet.example/secret-zebra',
  })
  await story.does('Lena', `qualify ${two}`, {
    ...levels(2, 2, 2, 3),
    'Evidence: Budget': 'secret-zebra has money',
    'Account executive': 'Paolo Greco',
  })
  await chat.dismiss('Lena')
  await story.does('Paolo', `confirm ${two}`, {
    ...opportunity,
    'Meeting held on': '2026-11-18',
    'Next step': 'secret-zebra offer',
  })
  await chat.dismiss('Paolo')
  await chat.settled()
})

describe('a lead that is erased', () => {
  it('is known in many places before', async () => {
    const rows = await everyRow()
    for (const table of ['leads', 'handoffs', 'history', 'qualifications', 'meetings', 'outbox'])
      expect(rows.filter((row) => row.startsWith(`${table}:`)).join('\n')).toMatch(traces)
    expect(everyMessage().join('\n')).toMatch(traces)
  })

  it('is erased by an admin alone, after a question', async () => {
    expect(await story.type('Lena', `erase ${person.Email}`)).toContain('Only an admin')
    expect(await story.type('Sofia', 'erase nobody@example.com')).toContain('Nobody is known by')
    expect(await story.type('Sofia', 'erase Zebrina')).toContain('Nobody is known by')
    expect(await story.type('Sofia', ' erase Zebrina+news@Quagga-Works.example')).toContain(
      `2 hand-offs: #${numbers[0]}, #${numbers[1]}`,
    )
    expect(standsIn(chat.modal('Sofia'), 'Email or phone')).toBe('Zebrina+news@Quagga-Works.example')
    expect((await everyRow()).join('\n')).toMatch(traces)
    expect((await story.send('Sofia', { 'Email or phone': 'zebrina' })).errors['Email or phone']).toContain('Nobody')
  })

  it('leaves nothing in the store, in any card, message or log, and the counts as they were', async () => {
    const before = await funnel()
    await story.type('Sofia', `erase ${person.Email}`)
    expect((await story.send('Sofia', {})).text).toContain('What 2 hand-offs knew of them is gone.')
    await chat.dismiss('Sofia')
    await chat.settled()
    expect((await everyRow()).filter((row) => traces.test(row))).toEqual([])
    expect(everyMessage().filter((text) => traces.test(text))).toEqual([])
    expect(chat.logged.filter((row) => traces.test(row))).toEqual([])
    expect(await funnel()).toBe(before)
  })

  it('stands in its card as erased, by whom and when, with no button', async () => {
    for (const number of numbers) {
      const card = await story.card(number)
      expect(said(card)).toMatch(/a lead whose data was erased\s+Sofia Berg erased/)
      expect(offered(card)).toEqual([])
    }
    expect(await story.shows(numbers[1] ?? 0)).toMatch(
      /a lead whose data was erased.*Sofia Berg erased the lead's data/s,
    )
  })

  it('answers whoever acts on it, and nothing changes', async () => {
    const [one = 0, two = 0] = numbers
    const before = await everyRow()
    expect(await story.type('Lena', `accept ${one}`)).toContain(`The lead of #${one} was erased`)
    expect(await story.type('Paolo', `touch ${two} call reached`)).toContain(`The lead of #${two} was erased`)
    expect(await story.type('Felix', `ask ${two} reply: zebra`)).toContain(`The lead of #${two} was erased`)
    expect(await story.type('Nobody', `note ${one} zebra`)).toContain(`The lead of #${one} was erased`)
    expect(await story.type('Paolo', `undo ${two}`)).toContain(`#${two}`)
    expect(await story.type('Sofia', 'undo')).toContain('nothing of yours to undo')
    const rows = (all: string[]) => all.filter((row) => /^(leads|handoffs|history|timers):/.test(row)).toSorted()
    expect(rows(await everyRow())).toEqual(rows(before))
  })

  it('is found by nothing but its number', async () => {
    expect(await story.type('Sofia', 'find Zebrina')).toContain('Nothing')
    expect(await story.type('Sofia', `find ${person.Email}`)).toContain('Nothing')
    expect(await story.type('Paolo', 'mine')).not.toContain(`#${numbers[1]}`)
    expect(await story.type('Sofia', 'nurture')).not.toContain(`#${numbers[0]}`)
    expect(await story.type('Sofia', `erase ${person.Email}`)).toContain('Nobody is known by')
  })

  it('may come again as somebody new', async () => {
    const again = await story.handOff(person)
    expect(said(await story.card(again))).toContain('Zebrina Quagga')
    expect(numbers).not.toContain(again)
  })

  it('is not told to anybody either when the telling was still to come', async () => {
    chat.fail({ call: 'post', how: 'throttled', times: 2 })
    const late = await story.handOff({ Name: 'Zebrina Other', Email: 'zebrina@elsewhere.example' })
    await story.type('Lena', `accept ${late}`)
    await story.type('Sofia', 'erase zebrina@elsewhere.example')
    await story.send('Sofia', {})
    await chat.dismiss('Sofia')
    await chat.settled()
    expect(everyMessage().filter((text) => text.includes(`#${late}`) && traces.test(text))).toEqual([])
    expect((await story.told('Felix', late)).join('\n')).not.toMatch(traces)
  })

  it('nothing that was sent broke a rule of the platform', () => {
    expect(chat.problems()).toEqual([])
  })
})
