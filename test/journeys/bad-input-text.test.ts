import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { rowsOf } from '../../db/rows.ts'
import type { Form } from '../../src/forms/form.ts'
import * as forms from '../../src/forms/index.ts'
import type { Who } from '../support/chat.ts'
import { askingWords, isFree, plainIn, type Way, walkForms } from '../support/every-form.ts'
import { openScene } from '../support/scene.ts'
import { fieldErrors, inputsOf } from '../support/seen.ts'
import { watchSent } from '../support/sent.ts'
import { countLines, openWire } from '../support/wire.ts'

const { chat } = await openScene({ binds: ['dach', 'alerts'] })
const wire = openWire(chat)
const walk = walkForms(chat)
const sent = watchSent(chat)

const pings = '<!channel> <@U123> <https://evil.example|bank> *b* _i_ ~s~ :tada:'
let marks = 0
/** Text that begins with a mark of its own, so that it is found wherever it is shown. */
const strange = () => {
  const mark = `Qq${++marks}z`
  return { mark, given: `${mark} ${pings} a\u202Eb\u0000c\uD800d`, shown: `${mark} ${pings} abc\uFFFDd` }
}
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** Whether what stands behind the mark is what was entered, all of it or shortened, and in the fallback escaped. */
const isAsEntered = (text: string, { mark, shown }: { mark: string; shown: string }) => {
  const found = text.slice(text.indexOf(mark))
  return [shown, escaped(shown)].some((whole) => {
    const cut = found.indexOf('…')
    return found.startsWith(whole) || (cut >= 0 && whole.startsWith(found.slice(0, cut).trimEnd()))
  })
}

const everybodyLooks = async (number: number) => {
  await chat.settled()
  for (const text of [`show ${number}`, `show ${number} history`, `why ${number}`, 'queue', `find #${number}`])
    sent.answered((await chat.type('Sofia', text)).body)
  await chat.home('Lena')
}

const newest = async () => {
  const [row] = await rowsOf(chat.db(), sql`select max(number) as number from handoffs`)
  return Number(row?.number)
}

const submit = async (who: Who, values: Record<string, string>) => {
  const { status, body } = await wire.submit(who, values)
  expect(status).toBe(200)
  sent.answered(body)
  return fieldErrors(body)
}

/** Opens a form in each of the shapes that a choice in it gives it, and does something with it there. */
const inEachShape = async (way: Way, act: (number: number) => Promise<void>) => {
  const shapes = new Set<string>()
  const shapeOf = () => JSON.stringify(inputsOf(chat.modal(way.who)).map(({ id }) => id))
  const number = await walk.open(way)
  const choices = walk.choicesIn(chat.modal(way.who))
  shapes.add(shapeOf())
  await act(number)
  for (const choice of choices) {
    const another = await walk.open(way)
    await walk.choose(way.who, choice)
    const shape = shapeOf()
    if (!shapes.has(shape)) await act(another)
    shapes.add(shape)
    await chat.dismiss(way.who)
  }
}

const refusesTooMuch = async ({ who }: Way) => {
  const before = await countLines(chat)
  for (const input of inputsOf(chat.modal(who)).filter(({ kind }) => kind === 'text')) {
    const { id } = input
    const bad = ['&'.repeat(3_001), ...(isFree(input) ? [] : [strange().given, '<@U123>'])]
    for (const text of bad)
      expect(Object.keys(await submit(who, { ...plainIn(chat.modal(who)), [id]: text })), id).toEqual([id])
  }
  expect(await countLines(chat)).toBe(before)
}

/** Fills every field that takes any text, and looks at all that anybody is shown of it then. */
const showsAsEntered = async ({ who }: Way, about: number) => {
  const entered = inputsOf(chat.modal(who))
    .filter(isFree)
    .map(({ id }) => ({ id, ...strange() }))
  if (entered.length === 0) return
  const before = await countLines(chat)
  const values = { ...plainIn(chat.modal(who)), ...Object.fromEntries(entered.map(({ id, given }) => [id, given])) }
  expect(await submit(who, values)).toEqual({})
  expect(await countLines(chat)).toBeGreaterThan(before)
  await chat.dismiss(who)
  await everybodyLooks(about || (await newest()))
  const { faults, texts } = sent.look()
  expect(faults).toEqual([])
  const seen = entered.map((one) => ({ ...one, in: texts.filter((text) => text.includes(one.mark)) }))
  for (const one of seen) for (const text of one.in) expect(isAsEntered(text, one), `${one.id}: ${text}`).toBe(true)
  expect(seen.some((one) => one.in.length > 0)).toBe(true)
}

describe.each(askingWords)('the form of %s', (word) => {
  let ways: Way[] = []
  beforeAll(async () => {
    ways = await walk.waysOf(word)
  })

  it('refuses 3,001 characters at their field, and shows strange text as what it is wherever it is shown', async () => {
    for (const way of ways)
      await inEachShape(way, async (about) => {
        await refusesTooMuch(way)
        await showsAsEntered(way, about)
      })
  })
})

it('the forms of every word were opened, but those of digest, setup and team that stand behind their buttons', async () => {
  const opened = new Set<string>()
  for (const word of askingWords) if ((await walk.waysOf(word)).length > 0) opened.add(word)
  const all = Object.values(forms).flatMap((examples: Record<string, Form>) => Object.values(examples))
  const closed = new Set(all.map((form) => form.word).filter((word) => !opened.has(word)))
  expect([...closed].toSorted()).toEqual(['digest', 'setup', 'team'])
})

it('no word ended as a mistake of ours', () => {
  expect(chat.logged.filter((row) => row.includes('"failed"'))).toEqual([])
})
