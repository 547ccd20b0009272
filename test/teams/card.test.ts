import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Button, buttons, line, type Part } from '../../src/cards/card.ts'
import { activityOf, answerOf, cardOf } from '../../src/teams/card.ts'
import { reader, rows, show, strangeParts, text } from '../strange-parts.ts'
import { refuseCard } from '../support/adaptive-schema.ts'

type Json = Record<string, unknown>

const reject: Button = { label: 'button.reject', word: 'reject', does: 'asks', tone: 'danger' }
const bodyOf = (parts: Part[], way: 'message' | 'dialog' = 'message') => cardOf(parts, reader, way).body as Json[]
const actionsOf = (parts: Part[], way: 'message' | 'dialog' = 'message') =>
  bodyOf(parts, way).flatMap(({ actions }) => (actions ?? []) as Json[])
const run = (words: string, look: Json = {}) => ({
  type: 'RichTextBlock',
  inlines: [{ type: 'TextRun', text: words, ...look }],
})
const textsOf = (body: Json[]) =>
  body.flatMap(({ inlines }) => (inlines ? [(inlines as Json[]).map((one) => String(one.text)).join('')] : []))

describe('a card', () => {
  test('lines, quote, list, link, divider and buttons are each drawn', () => {
    const parts: Part[] = [
      line(text('MQL'), 'title'),
      line(text('quiet'), 'quiet'),
      line(text('said'), 'quote'),
      { part: 'list', items: [text('one')] },
      { part: 'link', text: text('Message'), url: 'https://teams.example/m' },
      { part: 'divider' },
      buttons(142, [{ label: 'button.accept', word: 'accept', does: 'runs', tone: 'primary' }, reject], [show]),
    ]
    expect(cardOf(parts, reader, 'message')).toEqual({
      type: 'AdaptiveCard',
      $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
      version: '1.5',
      fallbackText: 'This card needs a newer version of Teams.',
      msteams: { width: 'Full' },
      body: [
        run('MQL', { weight: 'Bolder' }),
        { ...run('quiet', { size: 'Small', isSubtle: true }), spacing: 'Small' },
        { type: 'Container', style: 'emphasis', items: [run('said')], spacing: 'Small' },
        {
          type: 'RichTextBlock',
          inlines: [
            { type: 'TextRun', text: '• ' },
            { type: 'TextRun', text: 'one' },
          ],
          spacing: 'Small',
        },
        {
          ...run('Message', {
            color: 'Accent',
            selectAction: { type: 'Action.OpenUrl', url: 'https://teams.example/m' },
          }),
          spacing: 'Small',
        },
        {
          type: 'ActionSet',
          separator: true,
          spacing: 'Medium',
          actions: [
            {
              type: 'Action.Execute',
              title: 'Accept',
              verb: 'accept',
              data: { word: 'accept', about: 142 },
              style: 'positive',
            },
            {
              type: 'Action.Submit',
              title: 'Reject',
              data: { msteams: { type: 'task/fetch' }, word: 'reject', about: 142 },
              style: 'destructive',
            },
            {
              type: 'Action.Execute',
              title: 'Show',
              verb: 'show',
              data: { word: 'show', about: 142 },
              mode: 'secondary',
            },
          ],
        },
      ],
    })
  })

  test('markup, mentions and moments that somebody wrote stay literal text', () => {
    const evil = '<at>Lena</at> **bold** [bank](https://evil.example) <b>x</b> &amp; {{TIME(2026-11-18T09:00:00Z)}}'
    const { summary, attachments } = activityOf({ parts: [line(text(evil))], summary: text(evil) }, reader)
    const shown = evil.replace('{{', '{\u200B{')
    expect(attachments[0]?.content.body).toEqual([run(shown)])
    expect(summary).toBe(shown)
  })

  test('a link leads to an address over https alone', () => {
    const link = (url: string): Part => ({ part: 'link', text: text('here'), url })
    expect(bodyOf([link('http://x.example'), link('javascript:alert(1)')])).toEqual([])
  })

  test('a divider with nothing above or below it draws nothing', () => {
    expect(bodyOf([{ part: 'divider' }, line(text('a')), { part: 'divider' }])).toEqual([run('a')])
  })

  test('a line that says nothing is left out', () =>
    expect(bodyOf([line(text('')), line(text(''), 'quote')])).toEqual([]))
})

describe('a button', () => {
  test('carries its own hand-off, else that of its row, its variant and what was typed', () => {
    const row = [show, { ...show, about: 7, variant: 'full' }, { ...show, typed: 'note 7 {"a"}' }]
    expect(actionsOf([buttons(142, row), buttons(null, [show])]).map(({ data }) => data)).toEqual([
      { word: 'show', about: 142 },
      { word: 'show', about: 7, variant: 'full' },
      { word: 'show', about: 142, typed: 'note 7 {"a"}' },
      { word: 'show' },
    ])
  })

  test('in a dialog sends its data, whether it acts or asks', () => {
    expect(actionsOf([buttons(142, [show, reject])], 'dialog')).toMatchObject([
      { type: 'Action.Submit', data: { word: 'show', about: 142 } },
      { type: 'Action.Submit', data: { word: 'reject', about: 142 } },
    ])
    expect(JSON.stringify(bodyOf([buttons(142, [show, reject])], 'dialog'))).not.toMatch(/msteams|Execute/)
  })

  test('stands in the overflow menu beside three others, and once', () => {
    const words = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
    const all = words.map((word) => ({ ...show, word }))
    const actions = actionsOf([
      buttons(1, all, [
        { ...show, word: 'd' },
        { ...show, word: 'i' },
      ]),
    ])
    expect(actions.map(({ verb, mode }) => [verb, mode ?? 'primary'])).toEqual([
      ...['a', 'b', 'c'].map((word) => [word, 'primary']),
      ...['d', 'e', 'f', 'g', 'h', 'i'].map((word) => [word, 'secondary']),
    ])
  })
})

describe('a refresh', () => {
  const refreshed = (count: number) => {
    const userIds = Array.from({ length: count }, (_, i) => `29:${i}`)
    return cardOf([line(text('a'))], reader, 'message', { data: { about: 142 }, userIds }).refresh
  }
  test('names whose view the client asks for', () =>
    expect(refreshed(2)).toEqual({
      action: { type: 'Action.Execute', verb: 'refresh', data: { about: 142 } },
      userIds: ['29:0', '29:1'],
    }))
  test.each([
    [0, false],
    [1, true],
    [60, true],
    [61, false],
  ])('for %i people stands there: %s', (count, isThere) => expect(refreshed(count) !== undefined).toBe(isThere))
  test('takes its room from the card', () => {
    const userIds = Array.from({ length: 60 }, (_, i) => `29:${'x'.repeat(100)}${i}`)
    const parts = Array.from({ length: 200 }, (_, i) => line(text(`line ${i} ${'y'.repeat(100)}`)))
    const card = cardOf(parts, reader, 'message', { data: {}, userIds })
    expect(refuseCard(card)).toBeNull()
    expect(card.refresh).toBeDefined()
  })
})

describe('a card that is too long', () => {
  test('says how many lines are left out, and keeps its own buttons', () => {
    const body = bodyOf([...rows(400), { part: 'divider' }, buttons(null, [show])])
    const said = textsOf(body)
    const left = said.filter((one) => /^row \d+$/.test(one)).length
    expect(left).toBeGreaterThan(50)
    expect(said).toContain(`… and ${400 - left} more`)
    expect(body.at(-1)).toMatchObject({ type: 'ActionSet', actions: [{ data: { word: 'show' } }] })
  })

  test('keeps its title', () => {
    const long = Array.from({ length: 12 }, () => line(text('語'.repeat(2_000))))
    const parts = [line(text('MQL · #1'), 'title'), ...long, buttons(1, [show])]
    expect(textsOf(bodyOf(parts))[0]).toBe('MQL · #1')
    expect(textsOf(bodyOf(parts)).join()).toMatch(/… and \d+ more/)
    expect(refuseCard(cardOf(parts, reader, 'message'))).toBeNull()
  })

  test('leaves no button without its row', () => {
    const body = bodyOf([line(text('title'), 'title'), ...rows(400)])
    const numbers = textsOf(body).flatMap((one) => /^row (\d+)$/.exec(one)?.[1] ?? [])
    const kept = body.flatMap(({ actions }) =>
      ((actions ?? []) as { data: { about: number } }[]).map(({ data }) => data.about - 1),
    )
    expect(kept.length).toBeGreaterThan(10)
    expect(numbers.map(Number).slice(0, kept.length)).toEqual(kept)
  })
})

test('Teams takes every card, however long and strange its text', () => {
  const any = strangeParts({ marks: ['{', '"', '</at>', '語', '\uD800'], longest: 9_000, most: 40 })
  fc.assert(
    fc.property(any, (parts) => {
      const activity = answerOf(parts, reader)
      expect(refuseCard(activity.attachments[0]?.content ?? {})).toBeNull()
      expect(Buffer.byteLength(JSON.stringify(activity))).toBeLessThanOrEqual(28 * 1_024)
    }),
    { numRuns: 60 },
  )
})
