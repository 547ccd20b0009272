import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { commands } from '../../commands/index.ts'
import { rowsOf } from '../../db/rows.ts'
import { onSlack, type SeenForm } from '../support/chat.ts'
import { askingWords, plainIn, type Way, walkForms } from '../support/every-form.ts'
import { isPick } from '../support/inputs.ts'
import { addOtherOrganisation } from '../support/other-organisation.ts'
import { openScene } from '../support/scene.ts'
import { inputsOf, wordsOf } from '../support/seen.ts'
import { watchSent } from '../support/sent.ts'
import { storedIn } from '../support/stored.ts'
import { openWire } from '../support/wire.ts'

const { chat } = await openScene({ binds: ['dach'] })
const wire = openWire(chat)
const walk = walkForms(chat)
const other = await addOtherOrganisation(chat, await walk.handOffAt('MQL'))
const sent = watchSent(chat)

type Sending = Parameters<typeof wire.submit>[2] & { values?: Record<string, string> }

/** Sends an open form as it never was; gives what it was answered. */
const tamper = async (way: Way, form: SeenForm, { values, ...given }: Sending) => {
  const { status, body } = await wire.submit(way.who, { ...plainIn(form), ...values }, { form, ...given })
  sent.answered(body)
  const words = wordsOf(body)
  const what = `${way.name}: ${JSON.stringify([values, given]).slice(0, 300)}`
  expect(status, what).toBe(200)
  expect(words, what).not.toBe('')
  expect(words, what).not.toMatch(/our mistake/)
  expect(words, what).not.toMatch(other.secrets)
  return words
}

const nowhere = ['', 'null', '[]', '{', '"x"', '0', 'x'.repeat(3_000), '{"word":[]}', '{"__proto__":{"word":"accept"}}']
const strangeWords = ['constructor', '__proto__', 'nope', '<!channel>', 'x'.repeat(500)]
/** A text is what a client of Teams sends for every field. */
const shapes: unknown[] = [
  null,
  [],
  ...(onSlack ? ['x'] : []),
  7,
  { value: null },
  { value: {} },
  { value: { value: 7 } },
]
const ids = ['stage', 'ownerId', 'tenantId', 'constructor', '__proto__', 'toString', 'x'.repeat(255), '']
const unknownFields = Object.fromEntries(
  ids.map((id) => [id, { value: { type: 'plain_text_input', value: 'Zq9mark' } }]),
)

/** Without any answer the one is a draft, which is kept (domain §7), and the other an absence without an end. */
const mayBeEmpty = ['qualify', 'away']

describe.each(askingWords)('the form of %s', (word) => {
  const eachWay = async (act: (way: Way, form: SeenForm) => Promise<void>) => {
    for (const way of await walk.waysOf(word)) {
      await walk.open(way)
      await act(way, { ...chat.modal(way.who) })
      await chat.dismiss(way.who)
    }
  }

  it('that has lost what it is, or names what is of another organisation, is answered in words and changes nothing', () =>
    eachWay(async (way, form) => {
      const before = await storedIn(chat)
      for (const metadata of nowhere) await tamper(way, form, { metadata })
      for (const strange of strangeWords) await tamper(way, form, { hidden: { word: strange } })
      if (commands[word]?.about === 'handoff')
        expect(await tamper(way, form, { hidden: { about: other.number } })).toMatch(/There is no #70001|No #70001/)
      const foreign = [other.member, other.queue, other.queueKey, other.handoff, other.email, other.name]
      for (const { id } of inputsOf(form).filter(isPick))
        for (const value of foreign) await tamper(way, form, { values: { [id]: value } })
      expect(await storedIn(chat), way.name).toEqual(before)
    }))

  if (!mayBeEmpty.includes(word)) {
    it('with values of another shape than its fields have changes nothing', () =>
      eachWay(async (way, form) => {
        const before = await storedIn(chat)
        for (const shape of shapes)
          await tamper(way, form, { extra: Object.fromEntries(inputsOf(form).map(({ id }) => [id, shape])) })
        expect(await storedIn(chat), way.name).toEqual(before)
      }))
  }

  it('goes through without what is sent in fields that it does not have', () =>
    eachWay(async (way, form) => {
      const before = await storedIn(chat)
      await tamper(way, form, { extra: unknownFields })
      // Erase finds nobody of a plain address.
      if (word !== 'erase') expect(await storedIn(chat), way.name).not.toEqual(before)
      const tables = ['history', 'handoffs', 'leads', 'qualifications', 'meetings', 'outbox', 'idempotency_keys']
      for (const table of tables) {
        const kept = await rowsOf(
          chat.db(),
          sql`select 1 from ${sql.identifier(table)} t where t::text like '%Zq9mark%'`,
        )
        expect(kept, `${way.name}: ${table}`).toEqual([])
      }
    }))
})

it('nothing of all this pinged, linked, or broke a rule of the platform, and no word ended as a mistake of ours', () => {
  expect(sent.look().faults).toEqual([])
  expect(chat.logged.filter((row) => row.includes('"failed"'))).toEqual([])
})
