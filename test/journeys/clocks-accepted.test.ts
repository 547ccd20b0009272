import { describe, expect, test } from 'vitest'
import { openScene } from '../support/scene.ts'
import { offered, said } from '../support/seen.ts'

const { chat, story, at } = await openScene({ binds: ['dach'] })

/** Lena accepts so many of Felix's, one after the other. */
const accepts = async (count: number) => {
  const numbers: number[] = []
  for (let i = 0; i < count; i++) {
    numbers.push(await story.sal({ Priority: 'P3' }))
    await story.type('Lena', `touch ${numbers.at(-1)} call reached`)
    await chat.settled()
  }
  return numbers
}
const heard = () => chat.see('Felix', 'direct').filter((one) => /accepted/.test(said(one)))
/** What Felix heard last. */
const newest = () => {
  const last = heard().at(-1)
  return last ? said(last) : ''
}
const about = (number: number) => new RegExp(`#${number}\\b`)
/** How often Felix heard of each. */
const timesOf = (numbers: number[]) =>
  numbers.map((number) => heard().filter((one) => about(number).test(said(one))).length)

describe('that hand-offs were accepted', () => {
  test('is told at once of five in an hour, and of the others in one list when the hour is over', async () => {
    await at('2026-11-18T09:00:00')
    const first = await accepts(2)
    await at('2026-11-18T09:20:00')
    const five = [...first, ...(await accepts(3))]
    expect(timesOf(five)).toEqual([1, 1, 1, 1, 1])
    await at('2026-11-18T09:40:00')
    const more = await accepts(3)
    await at('2026-11-18T09:59:59')
    expect(timesOf(more)).toEqual([0, 0, 0])
    await at('2026-11-18T10:00:00')
    expect(timesOf([...five, ...more])).toEqual([1, 1, 1, 1, 1, 1, 1, 1])
    expect(newest()).toMatch(
      new RegExp(
        `^3 of your hand-offs were accepted[\\s\\S]*#${more[0]}\\b.* · Lena Vogt accepted at .*[\\s\\S]*#${more[1]}\\b[\\s\\S]*#${more[2]}\\b`,
      ),
    )
    expect(heard()).toHaveLength(6)
  })

  test('begins anew after that hour', async () => {
    await at('2026-11-18T10:01:00')
    const numbers = await accepts(5)
    expect(timesOf(numbers)).toEqual([1, 1, 1, 1, 1])
  })

  test('is a sentence with Show where only one was gathered', async () => {
    const [one = 0] = await accepts(1)
    expect(timesOf([one])).toEqual([0])
    await at('2026-11-18T11:01:00')
    const message = heard().findLast((seen) => about(one).test(said(seen)))
    expect(message && said(message)).toMatch(new RegExp(`^Lena Vogt accepted #${one} Lead \\d+ \\(Company \\d+\\)\\.`))
    expect(message && offered(message)).toEqual(['Show'])
  })

  test('names nothing that was undone before the list came', async () => {
    await at('2026-11-18T12:00:00')
    await accepts(5)
    const [kept = 0] = await accepts(1)
    const undone = await story.sal({ Priority: 'P3' })
    const [last = 0] = await accepts(1)
    await story.type('Lena', `undo ${undone}`)
    await at('2026-11-18T13:00:00')
    expect(timesOf([kept, undone, last])).toEqual([1, 0, 1])
    expect(newest()).toMatch(/^2 of your hand-offs were accepted/)
    await story.type('Lena', `accept ${undone}`)
    await story.type('Lena', `touch ${undone} call reached`)
    await chat.settled()
  })

  test('waits for the opening outside of working hours, and comes in one list with what else is due', async () => {
    await at('2026-11-19T16:00:00')
    await accepts(5)
    const more = await accepts(2)
    await at('2026-11-19T17:00:00')
    await at('2026-11-20T07:59:00')
    expect(timesOf(more)).toEqual([0, 0])
    await at('2026-11-20T08:00:00')
    expect(timesOf(more)).toEqual([1, 1])
    expect(newest()).toMatch(/^2 of your hand-offs were accepted/)
  })

  test('is neither lost nor said twice when the product starts again', async () => {
    await at('2026-11-23T09:00:00')
    const five = await accepts(5)
    const before = await accepts(1)
    await chat.restart()
    const after = await accepts(1)
    await at('2026-11-23T10:00:00')
    await chat.restart()
    await at('2026-11-23T10:00:05')
    expect(timesOf([...five, ...before, ...after])).toEqual([1, 1, 1, 1, 1, 1, 1])
    expect(newest()).toMatch(/^2 of your hand-offs were accepted/)
  })
})
