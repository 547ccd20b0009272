import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { commands } from '../../commands/index.ts'
import { rowsOf } from '../../db/rows.ts'
import type { Json } from '../../src/playground/api.ts'
import { onSlack, type SeenForm, type Who } from '../support/chat.ts'
import { askingWords, plainIn, type Way, walkForms } from '../support/every-form.ts'
import { openScene } from '../support/scene.ts'
import { fieldErrors, wordsOf } from '../support/seen.ts'
import { watchSent } from '../support/sent.ts'
import { storedIn } from '../support/stored.ts'
import { openWire } from '../support/wire.ts'

const { chat } = await openScene({ binds: ['dach', 'alerts'] })
const wire = openWire(chat)
const walk = walkForms(chat)
const sent = watchSent(chat)

const submit = async (
  who: Who,
  form: SeenForm,
  values: Record<string, string>,
  given: { delivery?: string; hidden?: Json },
) => {
  const { status, body } = await wire.submit(who, values, { ...given, form })
  sent.answered(body)
  expect(status).toBe(200)
  return body
}

/** A form that is open, and what is entered in it, while something happens that it does not know of. */
const keepOpen = async (way: Way) => {
  const number = await walk.open(way)
  const form = { ...chat.modal(way.who) }
  return { number, form, values: plainIn(form) }
}

/** Sends a form that came too late, and gives what it was answered; nothing may change. */
const sendLate = async (way: Way, { form, values }: Awaited<ReturnType<typeof keepOpen>>, hidden: Json = {}) => {
  await chat.dismiss('Sofia')
  const before = await storedIn(chat)
  const body = await submit(way.who, form, values, { hidden })
  expect(await storedIn(chat), way.name).toEqual(before)
  await chat.dismiss(way.who)
  return wordsOf(body)
}

const erase = async (number: number) => {
  const [row] = await rowsOf(
    chat.db(),
    sql`select l.email from handoffs h join leads l on l.id = h.lead_id where h.number = ${number}`,
  )
  await walk.story.type('Sofia', 'erase')
  await wire.submit('Sofia', { address: String(row?.email) })
}

const aboutHandoffs = askingWords.filter((word) => commands[word]?.about === 'handoff')

/** Words that may still be said of what is closed. */
const always = ['note', 'ask']

const closedBy = {
  MQL: 'disqualify N no_need',
  SAL: 'disqualify N no_need',
  SQL: 'disqualify N no_need',
  SQO: 'lose N no_need',
}

/** A client of Teams may send a number back as text; one of Slack sends what it was given. */
const texts = onSlack ? ['1'] : []

describe.each(aboutHandoffs)('the form of %s', (word) => {
  it('says what happened when it is sent after its lead was erased, and changes nothing', async () => {
    for (const way of await walk.waysOf(word)) {
      const open = await keepOpen(way)
      await erase(open.number)
      expect(await sendLate(way, open), way.name).toContain('erased')
    }
  })

  if (!always.includes(word)) {
    it('says who did what when it is sent after the stage moved on', async () => {
      for (const way of await walk.waysOf(word)) {
        const closing = Object.entries(closedBy).find(([stage]) => stage === way.at)?.[1]
        if (!closing) continue
        const open = await keepOpen(way)
        await walk.story.type('Sofia', closing.replace('N', String(open.number)))
        expect(await sendLate(way, open), way.name).toMatch(
          new RegExp(`#${open.number}: Sofia Berg (disqualified|lost)|#${open.number}: .*Sofia Berg`),
        )
      }
    })
  }

  it('acts once when it is sent twice, and is answered in the same words both times', async () => {
    for (const way of await walk.waysOf(word)) {
      const { form, values } = await keepOpen(way)
      const untouched = await storedIn(chat)
      const first = await submit(way.who, form, values, { delivery: 'same' })
      const before = await storedIn(chat)
      expect(fieldErrors(first), way.name).toEqual({})
      expect(before, way.name).not.toEqual(untouched)
      expect(await submit(way.who, form, values, { delivery: 'same' }), way.name).toEqual(first)
      expect(wordsOf(first)).not.toBe('')
      expect(await storedIn(chat), way.name).toEqual(before)
      await chat.dismiss(way.who)
    }
  })

  it('that says it is about no hand-off is answered in words, and changes nothing', async () => {
    for (const way of await walk.waysOf(word)) {
      const open = await keepOpen(way)
      for (const about of [0, -1, 1.5, 999_999_999, 9_007_199_254_740_991, ...texts, null, 'x'])
        expect(await sendLate(way, open, { about }), String(about)).toMatch(/There is no|Which hand-off|No #|ripens/)
    }
  })
})

it('a meeting that is over is asked about again when its form is sent twice', async () => {
  const number = await walk.handOffAt('SAL')
  await walk.story.type('Lena', `meet ${number}`)
  const form = { ...chat.modal('Lena') }
  const values = { ...plainIn(form), date: '2026-11-17' }
  const first = await submit('Lena', form, values, { delivery: 'same' })
  expect(wordsOf(first)).toContain('No-show')
  expect(await submit('Lena', form, values, { delivery: 'same' })).toEqual(first)
})

it('nothing of all this broke a rule of the platform or ended as a mistake of ours', () => {
  expect(sent.look().faults).toEqual([])
  expect(chat.logged.filter((row) => row.includes('"failed"'))).toEqual([])
})
