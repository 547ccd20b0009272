import { describe, expect, it } from 'vitest'
import { noIds } from '../support/cast.ts'
import type { Who } from '../support/chat.ts'
import { askingWords, plainIn, walkForms } from '../support/every-form.ts'
import { type Input, isPick } from '../support/inputs.ts'
import { onSlack } from '../support/platform.ts'
import { openScene } from '../support/scene.ts'
import { fieldErrors, inputsOf } from '../support/seen.ts'
import { watchSent } from '../support/sent.ts'
import { countLines, openWire } from '../support/wire.ts'

// A Wednesday before a winter in Berlin: the clocks go forward on 2027-03-28 and back on 2026-10-25 and 2027-10-31.
const { chat } = await openScene({ binds: ['dach'] })
const wire = openWire(chat)
const walk = walkForms(chat)
const sent = watchSent(chat)

const errorsWith = async (who: Who, values: Record<string, string>) => {
  const before = await countLines(chat)
  const { status, body } = await wire.submit(who, { ...plainIn(chat.modal(who)), ...values })
  expect(status).toBe(200)
  sent.answered(body)
  const errors = fieldErrors(body)
  if (Object.keys(errors).length > 0) expect(await countLines(chat)).toBe(before)
  return errors
}

const days = ['2027-02-30', '10000-01-01', '9999-12-31', '0001-01-01', '2026-11-1', '20261118', 'soon']
const times = ['24:00', '25:61', '7:5', 'noon', '-1:00']
const somebody = '00000000-0000-7000-8000-000000000000'
const choices = ['never_offered', '__proto__', 'constructor', somebody, noIds.person, "'; --"]
const numbers = ['1e309', '-0', '0', '-5', '٣', '½', 'NaN', 'Infinity', '0x10', '9'.repeat(25), '1,2.3,4']

const wrongFor = (input: Input): string[] => {
  const { id, kind } = input
  if (kind === 'date') return days
  if (kind === 'time') return times
  if (isPick(input)) return choices
  // A comma may well stand in an amount, and never in a number of people.
  if (id === 'employees') return [...numbers, '12,5', '12.5', '1.234,56', '1,234.56']
  return id === 'amount' ? numbers : []
}

describe.each(askingWords)('every field of the form of %s', (word) => {
  it('takes no day, time or number that is none, and no choice that was never offered', async () => {
    for (const way of await walk.waysOf(word)) {
      await walk.open(way)
      for (const input of inputsOf(chat.modal(way.who))) {
        for (const value of wrongFor(input)) {
          const errors = await errorsWith(way.who, { [input.id]: value })
          expect(Object.keys(errors), `${way.name}, ${input.id}: ${value}`).toEqual([input.id])
        }
        // Where the form that is shown again keeps what was wrong, the next field begins with a new one.
        if (!onSlack && wrongFor(input).length > 0) {
          await chat.dismiss(way.who)
          await walk.open(way)
        }
      }
      await chat.dismiss(way.who)
    }
  }, 180_000)
})

describe('a time that the clocks', () => {
  const at = async (word: string, who: Who, values: Record<string, string>) => {
    const ways = await walk.waysOf(word)
    const way = ways.find((one) => one.who === who) ?? ways[0]
    if (!way) throw new Error(`Nothing opens the form of ${word}.`)
    await walk.open(way)
    const errors = await errorsWith(way.who, values)
    await chat.dismiss(way.who)
    return errors
  }

  it.each([
    ['skip', '2027-03-28', '02:30', /no 02:30 that day/],
    ['show twice', '2027-10-31', '02:30', /02:30 comes twice/],
  ])('%s is refused at its field, and the hour before is taken', async (_, date, time, words) => {
    expect((await at('meet', 'Sofia', { date, time })).time).toMatch(words)
    expect((await at('outcome', 'Lena', { date, time })).time).toMatch(words)
    expect((await at('touch', 'Sofia', { callBackOn: date, callBackTime: time })).callBackTime).toMatch(words)
    const earlier = '01:30'
    expect(await at('meet', 'Sofia', { date, time: earlier })).toEqual({})
    expect(await at('outcome', 'Lena', { date, time: earlier })).toEqual({})
    expect(await at('touch', 'Sofia', { callBackOn: date, callBackTime: earlier })).toEqual({})
  })

  it('skip is refused in words where it is typed', async () => {
    const number = await walk.handOffAt('SAL')
    const before = await countLines(chat)
    expect(await walk.story.type('Lena', `meet ${number} 2027-03-28 02:30`)).toMatch(/no 02:30 that day/)
    expect(await countLines(chat)).toBe(before)
  })
})

describe('an amount', () => {
  const typed = async (amount: string) => {
    const number = await walk.handOffAt('SQO')
    return walk.story.type('Sofia', `win ${number} ${amount}`)
  }

  it.each([
    ['12,5', '12.50'],
    ['1.234,56', '1,234.56'],
    ['1,234.56', '1,234.56'],
    ["1'234", '1,234'],
    ['12,500', '12,500'],
  ])('%s is read as %s', async (amount, read) => {
    expect(await typed(amount)).toContain(read)
  })

  it.each(['12.500', '1e309', '-0', '0', '½', '٣'])('%s is refused in words, and nothing is won', async (amount) => {
    const before = await countLines(chat)
    const number = await walk.handOffAt('SQO')
    const made = await countLines(chat)
    const answer = await walk.story.type('Sofia', `win ${number} ${amount}`)
    expect(answer).toMatch(/Is that 12500 or 12\.50|not an amount|too large|more than 0/)
    expect(await countLines(chat)).toBe(made)
    expect(made).toBeGreaterThan(before)
  })
})

it('nothing of all this broke a rule of the platform or ended as a mistake of ours', () => {
  expect(sent.look().faults).toEqual([])
  expect(chat.logged.filter((row) => row.includes('"failed"'))).toEqual([])
})
