import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clipTo, escapeText, fallbackOf, unescapeText, weigh } from '../../src/slack/text.ts'
import { atTime, say } from '../../src/texts/sentence.ts'

const reader = { language: 'en', zone: 'Europe/Berlin' } as const
const text = (words: string) => say('word.plain', { text: words })

test('only & < > are escaped, and come back as they were', () => {
  expect(escapeText('<!channel> & <@U1|x>')).toBe('&lt;!channel&gt; &amp; &lt;@U1|x&gt;')
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (any) => unescapeText(escapeText(any)) === any))
})
test('an entity that somebody typed is unescaped once', () => expect(unescapeText('&amp;lt;')).toBe('&lt;'))
test('a text is shortened by its weight after escaping', () => {
  expect(clipTo('&'.repeat(10), 50)).toBe('&'.repeat(10))
  expect(weigh(clipTo('&'.repeat(11), 50))).toBeLessThanOrEqual(50)
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('&', '<', 'a', '👩‍👩‍👧‍👦', 'é', ' ') }), fc.nat(60), (any, max) => {
      const short = clipTo(any, max)
      expect(weigh(short)).toBe(escapeText(short).length)
      expect(weigh(short)).toBeLessThanOrEqual(max)
      expect(short.isWellFormed()).toBe(true)
      if (weigh(any) <= max) expect(short).toBe(any)
    }),
  )
})
test('a fallback has at most two lines and 300 characters, escaped', () => {
  const fallback = fallbackOf([text('<!channel>\nand more'), text('&'.repeat(400)), text('third')], reader, 300)
  expect(fallback.split('\n')).toHaveLength(2)
  expect(fallback.length).toBeLessThanOrEqual(300)
  expect(fallback).toContain('&lt;!channel&gt; and more')
  expect(fallback).not.toContain('third')
})
test('a fallback says times in the zone of the reader', () =>
  expect(
    fallbackOf(
      [say('card.accepted', { by: 'Lena', at: atTime(new Date('2026-11-23T08:43:00Z'), 'time') })],
      reader,
      300,
    ),
  ).toMatch(/9:43/))
