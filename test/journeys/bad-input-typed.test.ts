import { beforeAll, describe, expect, it } from 'vitest'
import { commands } from '../../commands/index.ts'
import { moves } from '../../src/domain/moves.ts'
import type { Stage } from '../../src/domain/stages.ts'
import { walkForms } from '../support/every-form.ts'
import { openScene } from '../support/scene.ts'
import { rawOf, said, wordsOf } from '../support/seen.ts'
import { watchSent } from '../support/sent.ts'
import { storedIn } from '../support/stored.ts'

const { chat } = await openScene({ binds: ['dach', 'alerts'] })
const walk = walkForms(chat)
let sent: ReturnType<typeof watchSent>
const numbers = new Map<Stage, number>()
beforeAll(async () => {
  for (const stage of ['MQL', 'SAL', 'SQL', 'SQO', 'LOST'] as const) numbers.set(stage, await walk.handOffAt(stage))
  await chat.settled()
  sent = watchSent(chat)
})

const words = Object.values(commands)
const numbered = words.filter(({ about }) => about !== 'none').map(({ word }) => word)
/** Nobody's hand-off is of these numbers. */
const unknown = ['999999', '#999999', '999999999', '#9999999999', '0', '-1', '1e309', '12,5', '1.234,56', '١', '#']
const strange = [
  '&'.repeat(3_001),
  'a\u0000b\u202Ec\uD800d',
  '<!channel>',
  '<@U123>',
  '<https://evil.example|bank>',
  '*_~`:tada:',
  "'; drop table handoffs; --",
  '__proto__',
]
const values = [...strange, '1e309', '-0', '12,5.5', '2026-02-30', '10000-01-01', '2020-01-01', '2020-01-01 10:00']

/** What somebody reads after they typed something: in a form that it opened, else what they alone see. */
const answerTo = async (text: string) => {
  await chat.dismiss('Sofia')
  const { error, body } = await chat.type('Sofia', text, 'marketing')
  sent.answered(body)
  expect(error, text).toBeNull()
  const shown = chat.hasModal('Sofia') ? said(chat.modal('Sofia')) : wordsOf(body)
  expect(shown, text).not.toBe('')
  expect(shown, text).not.toMatch(/our mistake/)
  return shown
}

const stageFor = (word: string): Stage => {
  const row = Object.entries(moves).find(([verb]) => verb === word)?.[1]
  return (
    [...numbers.keys()].find((stage) => row === undefined || (row.from as readonly Stage[]).includes(stage)) ?? 'MQL'
  )
}

/** Words that do with any text at all what they are for: there is no bad one. */
const takesAnyText = ['note', 'ask', 'reopen']

describe.each(words.map(({ word }) => word))('%s', (word) => {
  if (numbered.includes(word)) {
    it('of a number that there is none of changes nothing and is answered in words', async () => {
      const before = await storedIn(chat)
      for (const number of unknown) await answerTo(`${word} ${number}`)
      await answerTo(`${word} 999999 <!channel> 1`)
      expect(await storedIn(chat)).toEqual(before)
      const first = await answerTo(`${word} 999999`)
      expect(first).toMatch(/There is no #999999|No #999999|nothing of yours to undo/)
    })

    it('with a number and what is none of what it takes changes nothing', async () => {
      const number = numbers.get(stageFor(word))
      const before = await storedIn(chat)
      for (const value of takesAnyText.includes(word) ? [] : values) await answerTo(`${word} ${number} ${value}`)
      expect(await storedIn(chat)).toEqual(before)
    })
  }

  // Without a number it takes back what was done last.
  if (word === 'undo') return

  it('with nothing, or with strange text and no number, changes nothing and is answered in words', async () => {
    const before = await storedIn(chat)
    for (const value of ['', ...values]) await answerTo(`${word} ${value}`)
    expect(await storedIn(chat)).toEqual(before)
  })
})

describe.each(takesAnyText)('%s', (word) => {
  const about = () => `${word} ${numbers.get(stageFor(word))}`

  it('of 3,001 characters changes nothing, and what was typed stays in the form', async () => {
    const before = await storedIn(chat)
    await answerTo(`${about()} ${'&'.repeat(3_001)}`)
    expect(rawOf(chat.modal('Sofia'))).toContain('&'.repeat(900))
    expect(await storedIn(chat)).toEqual(before)
  })

  it('of strange text is said as it was typed', async () => {
    const text = 'Qq9z <!channel> <@U123> *b* _i_ ~s~ :tada:'
    sent.look()
    await answerTo(`${about()} ${text}`)
    await answerTo(`show ${numbers.get(stageFor(word))} history`)
    await chat.settled()
    const { faults, texts } = sent.look()
    expect(faults).toEqual([])
    expect(texts.filter((one) => one.includes(text)).length).toBeGreaterThan(0)
  })
})

it('nothing that was sent pings, links, hides or breaks a rule, and no word ended as a mistake of ours', () => {
  expect(sent.look().faults).toEqual([])
  expect(chat.logged.filter((row) => row.includes('"failed"'))).toEqual([])
})
