import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buttons, line, type Part } from '../../src/cards/card.ts'
import type { Json } from '../../src/playground/api.ts'
import { limits as slackLimits } from '../../src/playground/vendors/slack/limits.ts'
import { elementsIn } from '../../src/playground/vendors/slack/validate/blocks.ts'
import { refuseMessage } from '../../src/playground/vendors/slack/validate/message.ts'
import { answerOf, blocksOf, messageOf } from '../../src/slack/card.ts'
import { atTime, say } from '../../src/texts/sentence.ts'
import { reader, rows, show, strangeParts, text } from '../strange-parts.ts'

const jsonOf = (blocks: unknown) => blocks as Json[]
const complaints = (parts: Part[]) => refuseMessage(answerOf(parts, reader))

const textsOf = (node: unknown): string[] => {
  if (Array.isArray(node)) return node.flatMap(textsOf)
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([key, one]) =>
    key === 'text' && typeof one === 'string' ? [one] : textsOf(one),
  )
}

describe('a card', () => {
  test('lines, quote, list, divider and buttons are each drawn', () => {
    const parts: Part[] = [
      line(text('MQL'), 'title'),
      line(text('quiet'), 'quiet'),
      line(text('said'), 'quote'),
      { part: 'list', items: [text('one'), text('two')] },
      { part: 'divider' },
      buttons(142, [{ label: 'button.accept', word: 'accept', does: 'runs', tone: 'primary' }], [show]),
    ]
    expect(blocksOf(parts, reader)).toEqual([
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_section',
            elements: [
              { type: 'text', text: 'MQL', style: { bold: true } },
              { type: 'text', text: '\n' },
              { type: 'text', text: 'quiet' },
            ],
          },
          { type: 'rich_text_quote', elements: [{ type: 'text', text: 'said' }] },
          {
            type: 'rich_text_list',
            style: 'bullet',
            elements: [
              { type: 'rich_text_section', elements: [{ type: 'text', text: 'one' }] },
              { type: 'rich_text_section', elements: [{ type: 'text', text: 'two' }] },
            ],
          },
        ],
      },
      { type: 'divider' },
      {
        type: 'actions',
        block_id: 'handoff:142',
        elements: [
          {
            type: 'button',
            action_id: 'accept',
            text: { type: 'plain_text', text: 'Accept', emoji: false },
            style: 'primary',
          },
          {
            type: 'overflow',
            action_id: 'more',
            options: [{ text: { type: 'plain_text', text: 'Show', emoji: false }, value: 'show' }],
          },
        ],
      },
    ])
  })

  test('a moment is a token that Slack shows in the zone of whoever reads', () => {
    const [block] = blocksOf(
      [line(say('card.waitingBy', { who: 'DACH', due: atTime(new Date('2026-11-23T08:47:00Z')) }))],
      reader,
    )
    expect(JSON.stringify(block)).toContain('"timestamp":1795423620,"format":"{date_short_pretty} {time}"')
    expect(JSON.stringify(block)).toMatch(/"fallback":"[^"]*09:47/)
  })

  test('markup and mentions from a lead stay literal text', () => {
    const evil = '<!channel> <@U1> *bold* <https://x|bank.com> :smile:'
    const message = messageOf({ parts: [line(text(evil))], summary: text(evil) }, reader)
    expect(message.blocks).toEqual([
      { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: evil }] }] },
    ])
    expect(message.text).not.toMatch(/[<>]/)
  })

  test('marks that turn text around are taken out', () =>
    expect(textsOf(blocksOf([line(text('a\u202Eb\u0000c\uFEFF'))], reader))).toEqual(['abc']))

  test('a second row of the same hand-off, and a button of another one, keep names of their own', () => {
    const blocks = blocksOf(
      [
        buttons(142, [show, { ...show, about: 7 }]),
        buttons(142, [show], [{ ...show, about: 9 }]),
        buttons(null, [show]),
      ],
      reader,
    )
    expect(blocks.map(({ block_id }) => block_id)).toEqual(['handoff:142', 'handoff:142#2', 'none'])
    expect(jsonOf(blocks).flatMap(elementsIn)).toMatchObject([
      { action_id: 'show' },
      { action_id: 'show#2', value: '#7' },
      { action_id: 'show' },
      { action_id: 'more', options: [{ value: 'show#9' }] },
      { action_id: 'show' },
    ])
  })

  test('what does not stand beside three buttons stands under More…', () => {
    const words = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j']
    const [row] = jsonOf(
      blocksOf(
        [
          buttons(
            1,
            words.map((word) => ({ ...show, word })),
            [],
          ),
        ],
        reader,
      ),
    )
    const [, , , first, second] = row ? elementsIn(row) : []
    expect(first).toMatchObject({
      action_id: 'more',
      options: [{ value: 'd' }, { value: 'e' }, { value: 'f' }, { value: 'g' }, { value: 'h' }],
    })
    expect(second).toMatchObject({ action_id: 'more#2', options: [{ value: 'i' }, { value: 'j' }] })
  })
})

describe('a card that is too long', () => {
  test('of 50 blocks is drawn whole, of more it says how many lines are left out', () => {
    const fitting: Part[] = [...rows(24), { part: 'divider' }, buttons(null, [show])]
    expect(blocksOf(fitting, reader)).toHaveLength(50)
    expect(textsOf(blocksOf(fitting, reader)).join()).not.toContain('more')
    const over: Part[] = [...rows(40), { part: 'divider' }, buttons(null, [show])]
    const blocks = blocksOf(over, reader)
    expect(complaints(over)).toBeNull()
    const said = textsOf(blocks)
    const left = said.filter((one) => /^row \d+$/.test(one)).length
    expect(left).toBeGreaterThan(20)
    expect(said).toContain(`… and ${40 - left} more`)
    expect(blocks.at(-1)).toMatchObject({ block_id: 'none' })
  })

  test('keeps its title and its buttons', () => {
    const parts = [
      line(text('MQL · #1'), 'title'),
      ...Array.from({ length: 12 }, () => line(text('long '.repeat(500)))),
      buttons(1, [show]),
    ]
    const blocks = blocksOf(parts, reader)
    expect(textsOf(blocks)[0]).toBe('MQL · #1')
    expect(textsOf(blocks).join()).toMatch(/… and \d+ more/)
    expect(blocks.at(-1)).toMatchObject({ type: 'actions', block_id: 'handoff:1' })
    expect(complaints(parts)).toBeNull()
  })

  test('leaves no button without its row', () => {
    const blocks = blocksOf([line(text('title'), 'title'), ...rows(60)], reader)
    const numbers = textsOf(blocks).flatMap((one) => /^row (\d+)$/.exec(one)?.[1] ?? [])
    const kept = blocks.flatMap(({ block_id }) => (block_id ? [Number(block_id.split(':')[1]) - 1] : []))
    expect(kept.length).toBeGreaterThan(10)
    expect(numbers.map(Number).slice(0, kept.length)).toEqual(kept)
  })
})

test('Slack takes every card, however long and strange its text', () => {
  const any = strangeParts({ marks: ['&', '<!channel>', 'x'], longest: 5_000, most: 90 })
  fc.assert(
    fc.property(any, (parts) => {
      expect(complaints(parts)).toBeNull()
      expect(answerOf(parts, reader).blocks.length).toBeLessThanOrEqual(slackLimits.message.blocks)
    }),
    { numRuns: 150 },
  )
})
