import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clipTo, literal, paragraphOf, plainText, summaryOf, weigh } from '../../src/teams/text.ts'
import { atTime, inDots, say } from '../../src/texts/sentence.ts'
import { reader, text } from '../strange-parts.ts'

const runs = (words: Parameters<typeof paragraphOf>[0]) =>
  paragraphOf(words, reader).flatMap(({ inlines }) => (inlines as { text: string }[]).map((one) => one.text))

test('a token that somebody wrote is none, and reads as it was written', () => {
  const written = '{{DATE(2026-11-18T09:00:00Z,SHORT)}} {{{TIME(x)}}'
  expect(literal(written)).not.toContain('{{')
  expect(literal(written).replaceAll('\u200B', '')).toBe(written)
  expect(runs(text(written)).join('')).not.toContain('{{')
})

test('braces of two texts that meet are no token', () => {
  const met = runs(say('card.dots', { items: { as: 'list', join: 'dots', items: ['{', '{DATE(x)}}'] } }))
  expect(met).toHaveLength(1)
  const [run = ''] = runs(say('card.nameAtCompany', { number: '{', name: '{'.repeat(70), company: '{' }))
  expect(run).not.toContain('{{')
})

test('a moment is a token of its own that the client shows in its zone', () => {
  const at = new Date('2026-11-23T08:47:30.500Z')
  const said = (show: 'time' | 'date' | 'dateTime') =>
    runs(say('card.dots', { items: inDots([atTime(at, show), 'x']) }))
  const stamp = '2026-11-23T08:47:30Z'
  expect(said('time')).toEqual([`{{TIME(${stamp})}}`, ' · x'])
  expect(said('date')).toEqual([`{{DATE(${stamp},SHORT)}}`, ' · x'])
  expect(said('dateTime')).toEqual([`{{DATE(${stamp},SHORT)}} {{TIME(${stamp})}}`, ' · x'])
})

test('a moment that no token holds is said in the zone of the reader', () => {
  expect(
    runs(say('card.dots', { items: inDots([atTime(new Date('+012026-01-01T00:00:00Z'), 'date')]) })).join(''),
  ).toMatch(/12026/)
})

test('marks that turn text around are taken out', () => expect(runs(text('a\u202Eb\u0000c\uFEFF'))).toEqual(['abc']))

test('a text is shortened by the bytes that it takes', () => {
  expect(clipTo('é'.repeat(10), 20)).toBe('é'.repeat(10))
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('{', '"', '\n', 'a', '👩‍👩‍👧‍👦', 'é', '語') }),
      fc.nat(90),
      (any, max) => {
        const short = clipTo(any, max)
        expect(weigh(short)).toBe(Buffer.byteLength(JSON.stringify(literal(short))) - 2)
        expect(weigh(short)).toBeLessThanOrEqual(max)
        expect(short.isWellFormed()).toBe(true)
        if (weigh(any) <= max) expect(short).toBe(any)
      },
    ),
  )
})

test('what takes no runs is never empty', () => expect([plainText('\u202E', 9), plainText(' ', 9)]).toEqual(['–', '–']))

test('a summary has at most two lines', () => {
  const summary = summaryOf([text('<at>Lena</at>\nand more'), text('語'.repeat(400)), text('third')], reader)
  expect(summary.split('\n')).toHaveLength(2)
  expect(summary).toContain('<at>Lena</at> and more')
  expect(summary.length).toBeLessThanOrEqual(300)
  expect(summary).not.toContain('third')
  expect(summaryOf([], reader)).toBe('–')
})
