import fc from 'fast-check'
import { type Button, buttons, line, type Part } from '../src/cards/card.ts'
import { atTime, inDots, say } from '../src/texts/sentence.ts'

export const reader = { language: 'en', zone: 'Europe/Berlin' } as const
export const text = (words: string) => say('word.plain', { text: words })
export const show: Button = { label: 'button.show', word: 'show', does: 'runs' }

/** So many lines, each with buttons of its own below it. */
export const rows = (count: number): Part[] =>
  Array.from({ length: count }, (_, i) => [line(text(`row ${i}`)), buttons(i + 1, [show])]).flat()

type Given = {
  /** What a platform reads as more than text, and what takes it more room than it seems. */
  marks: string[]
  /** How long a text of one such mark is at most. */
  longest: number
  most: number
}

/** Parts of any card, however long and strange the text in them. */
export const strangeParts = ({ marks: [mark = '', ...marks], longest, most }: Given): fc.Arbitrary<Part[]> => {
  const strange = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({ unit: 'grapheme', maxLength: 300 }),
    fc.string({
      unit: fc.constantFrom(mark, ...marks, '👩‍👩‍👧‍👦', '\n', '\u202E'),
      maxLength: 3_000,
      size: 'max',
    }),
    fc.constant(mark.repeat(longest)),
    fc.constant(''),
  )
  const sentence = fc.oneof(
    strange.map(text),
    fc
      .tuple(strange, fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') }))
      .map(([one, at]) => say('card.dots', { items: inDots([one, atTime(at)]) })),
  )
  const button = fc.record({
    label: fc.constant('button.qualify' as const),
    word: fc.constantFrom('show', 'touch', 'why'),
    does: fc.constantFrom('runs' as const, 'asks' as const),
  })
  const part: fc.Arbitrary<Part> = fc.oneof(
    fc
      .tuple(sentence, fc.constantFrom('title' as const, 'quiet' as const, 'quote' as const))
      .map(([one, tone]) => line(one, tone)),
    fc.array(sentence, { maxLength: 5 }).map((items) => ({ part: 'list' as const, items })),
    fc.constant({ part: 'divider' as const }),
    fc
      .tuple(
        fc.option(fc.integer({ min: 1, max: 3 })),
        fc.array(button, { maxLength: 5 }),
        fc.array(button, { maxLength: 12 }),
      )
      .map(([about, shown, more]) => buttons(about, shown, more)),
  )
  return fc.array(part, { minLength: 1, maxLength: most, size: 'max' })
}
