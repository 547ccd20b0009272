import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { rowsOf } from '../../db/rows.ts'
import * as cards from '../../src/cards/index.ts'
import type { Stage } from '../../src/domain/stages.ts'
import type { Seen, Who } from '../support/chat.ts'
import type { Control } from '../support/driver.ts'
import { walkForms } from '../support/every-form.ts'
import { openScene } from '../support/scene.ts'
import { controlsOf, rawOf, said } from '../support/seen.ts'
import { watchSent } from '../support/sent.ts'
import { storedIn } from '../support/stored.ts'
import { openWire } from '../support/wire.ts'

const everybody: Who[] = ['Sofia', 'Lena', 'Paolo', 'Felix', 'Jonas', 'Tom']

const { chat } = await openScene({ binds: ['dach', 'alerts'] })
const walk = walkForms(chat)
let sent: ReturnType<typeof watchSent>
beforeAll(async () => {
  for (const who of everybody) await walk.story.type(who, 'mine')
  sent = watchSent(chat)
})

type Tappable = { who: Who; message: Seen; control: Control }

/** All buttons and entries of More… that anybody sees in a message about the hand-off. */
const buttonsAbout = (number: number): Tappable[] =>
  everybody.flatMap((who) =>
    chat.seesAll(who).flatMap((message) =>
      new RegExp(`#${number}\\b|handoff:${number}\\b`).test(`${rawOf(message)} ${said(message)}`)
        ? controlsOf(message)
            .filter(({ ids }) => isAbout(number, ids))
            .map((control) => ({ who, message, control }))
        : [],
    ),
  )

const isAbout = (number: number, ids: string[]) => ids.some((id) => new RegExp(`[#:]${number}(?!\\d)`).test(id))

const look = async (number: number) => {
  for (const text of [`show ${number}`, `show ${number} history`, `why ${number}`, `find #${number}`, 'queue dach'])
    await walk.story.type('Sofia', text, 'dach')
  for (const who of ['Lena', 'Paolo'] as const) await walk.story.type(who, 'mine', 'dach')
}

const erase = async (number: number) => {
  const [row] = await rowsOf(
    chat.db(),
    sql`select l.email from handoffs h join leads l on l.id = h.lead_id where h.number = ${number}`,
  )
  await walk.story.type('Sofia', 'erase')
  await openWire(chat).submit('Sofia', { address: String(row?.email) })
  await chat.dismiss('Sofia')
  await chat.settled()
}

const made: Partial<Record<Stage, (number: number) => Promise<unknown>>> = {
  SAL: async (number) => {
    await walk.story.type('Lena', `meet ${number} 2026-11-17 10:00`)
    await walk.story.type('Jonas', `ask ${number} Who decides there?`)
    await walk.story.type('Jonas', `release ${number}`)
  },
  SQL: async (number) => {
    await walk.story.type('Paolo', `meet ${number} 2026-11-17 10:00`)
    await walk.story.type('Lena', `confirm ${number}`)
  },
}

const tapped = new Set<string>()
const stages: Stage[] = ['MQL', 'SAL', 'SQL', 'SQO', 'WON', 'LOST', 'NURTURE', 'DISQUALIFIED']

describe.each(stages)('of a hand-off at %s whose lead was erased', (stage) => {
  it('every button that anybody still has is answered in words, and changes nothing', async () => {
    const number = await walk.handOffAt(stage)
    await made[stage]?.(number)
    chat.clock.ms += 30 * 60_000
    await chat.tick()
    await chat.settled()
    await look(number)
    const found = buttonsAbout(number)
    const each = new Map(found.map((one) => [`${one.who} ${one.control.ids.join(' ')} ${one.control.word}`, one]))
    expect(each.size).toBeGreaterThan(5)
    await erase(number)
    const before = await storedIn(chat)
    for (const { who, message, control } of each.values()) {
      await chat.dismiss(who)
      const last = chat.sent().at(-1)
      const saidSince = () => chat.saidIn(chat.sentAfter(last))
      const what = `${who}, ${control.label}: ${JSON.stringify(control.target)}`
      expect((await chat.tapControl(who, message, control)).error, what).toBeNull()
      await expect.poll(saidSince, { timeout: 5_000, message: what }).toEqual([expect.stringMatching(/\S/)])
      const [words] = saidSince()
      expect(words, what).not.toMatch(/our mistake|imported/)
      expect(words, what).not.toMatch(/Lead \d|@company|Company \d/)
      tapped.add(control.word)
    }
    expect(await storedIn(chat)).toEqual(before)
  })
})

/** The words of all buttons in what a card draws. */
const wordsIn = (drawn: unknown): string[] => {
  if (typeof drawn !== 'object' || drawn === null) return []
  const { word, label } = drawn as { word?: string; label?: string }
  const own = word !== undefined && label !== undefined ? [word] : []
  return [...own, ...Object.values(drawn).flatMap(wordsIn)]
}

it('these were the words of the buttons of all cards that are of one hand-off', () => {
  const { ae, alert, contact, handoff, prompt, question, show, why } = cards
  const words = new Set(wordsIn([ae, alert, contact, handoff, prompt, question, show, why]))
  expect(words.size).toBeGreaterThan(20)
  expect([...words].filter((word) => !tapped.has(word)).toSorted()).toEqual([])
})

it('nothing of all this pinged, linked, or broke a rule of the platform, and no word ended as a mistake of ours', () => {
  expect(sent.look().faults).toEqual([])
  expect(chat.logged.filter((row) => row.includes('"failed"'))).toEqual([])
})
