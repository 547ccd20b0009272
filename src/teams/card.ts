import type { Button, Drawing, Part } from '../cards/card.ts'
import { shorten } from '../cards/shorten.ts'
import type { Reader } from '../texts/reader.ts'
import { type Sentence, say } from '../texts/sentence.ts'
import { actionOf, actionSet, type Way } from './action.ts'
import { limits } from './limits.ts'
import { entitiesOf, mentionsOf } from './mentions.ts'
import { clipTo, type Element, paragraphOf, sayPlain, summaryOf } from './text.ts'

export type { Way } from './action.ts'
export { summaryOf } from './text.ts'

/** An Adaptive Card 1.5. */
export type Card = Record<string, unknown>
/** Whose own view of the card the client asks for by itself, and with what. */
type Refresh = { data: Record<string, unknown>; userIds: readonly string[] }

type Row = Extract<Part, { part: 'buttons' }>
/** `place`: where it was asked for, in an answer that stands elsewhere; its buttons are of that place. */
type Drawn = { isInForm: boolean; way: Way; place?: string | null }

/** What a button carries; the hand-off is its own, else its row's. */
const dataOf = ({ word, about, variant, typed }: Button, row: Row, place: string | null) => {
  const number = about ?? row.about
  return {
    word,
    ...(number === null ? {} : { about: number }),
    ...(variant === undefined ? {} : { variant }),
    ...(typed === undefined ? {} : { typed: clipTo(typed, limits.buttonTyped) }),
    ...(place === null ? {} : { place }),
  }
}

const rowOf = (row: Row, reader: Reader, { isInForm, way, place = null }: Drawn): Element[] => {
  const draw = (button: Button, isMore: boolean) => {
    const { label, does, tone } = button
    const data = dataOf(button, row, place)
    return actionOf({ label, does, tone, data, isMore, isAlone: isInForm }, reader, way)
  }
  const rest = [...row.buttons.slice(limits.buttons), ...row.more]
  const byData = new Map(rest.map((button) => [JSON.stringify(dataOf(button, row, place)), button]))
  return actionSet([
    ...row.buttons.slice(0, limits.buttons).map((button) => draw(button, false)),
    ...[...byData.values()].map((button) => draw(button, true)),
  ])
}

const lineOf = ({ text, tone }: Extract<Part, { part: 'line' }>, reader: Reader): Element[] => {
  if (tone !== 'quote') return paragraphOf(text, reader, { look: tone ?? null })
  const items = paragraphOf(text, reader)
  return items.length === 0 ? [] : [{ type: 'Container', style: 'emphasis', items }]
}

const linkOf = ({ text, url }: Extract<Part, { part: 'link' }>, reader: Reader): Element[] => {
  if (!url.startsWith('https://')) return []
  const said = sayPlain(text, reader, limits.button)
  return [
    {
      type: 'RichTextBlock',
      inlines: [{ type: 'TextRun', text: said, color: 'Accent', selectAction: { type: 'Action.OpenUrl', url } }],
    },
  ]
}

const elementsOf = (part: Exclude<Part, { part: 'divider' }>, reader: Reader, drawn: Drawn): Element[] => {
  switch (part.part) {
    case 'line':
      return lineOf(part, reader)
    case 'list':
      return part.items.flatMap((item) => paragraphOf(item, reader, { isItem: true }))
    case 'link':
      return linkOf(part, reader)
    case 'mentions':
      return mentionsOf(part, reader)
    case 'buttons':
      return rowOf(part, reader, drawn)
    default:
      return part satisfies never
  }
}

/** Lines that follow each other stand close, those of one list closer, and a divider is a line above what comes next. */
const spaced = (element: Element, before: Element | undefined, isDivided: boolean, isNextItem: boolean): Element => {
  if (before === undefined) return element
  if (isNextItem) return { ...element, spacing: 'None' }
  if (isDivided) return { ...element, separator: true, spacing: 'Medium' }
  return element.type === 'ActionSet' || before.type === 'ActionSet' ? element : { ...element, spacing: 'Small' }
}

/** Draws parts as the elements of a card, as long as they are. */
export const bodyOf = (parts: readonly Part[], reader: Reader, drawn: Drawn): Element[] => {
  const body: Element[] = []
  let isDivided = false
  for (const part of parts) {
    if (part.part === 'divider') {
      isDivided = true
      continue
    }
    for (const [nth, element] of elementsOf(part, reader, drawn).entries()) {
      body.push(spaced(element, body.at(-1), isDivided, part.part === 'list' && nth > 0))
      isDivided = false
    }
  }
  return body
}

/** How many bytes something takes as JSON. */
export const bytesOf = (drawn: unknown) => Buffer.byteLength(JSON.stringify(drawn))

const refreshOf = (refresh: Refresh | undefined) => {
  const userIds = [...new Set(refresh?.userIds)]
  if (!refresh || userIds.length === 0 || userIds.length > limits.refreshers) return {}
  return { refresh: { action: { type: 'Action.Execute', verb: 'refresh', data: refresh.data }, userIds } }
}

/** A card around its elements. */
export const framed = (
  body: readonly Element[],
  reader: Reader,
  refresh?: Refresh,
  entities: readonly Element[] = [],
): Card => ({
  type: 'AdaptiveCard',
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
  version: '1.5',
  fallbackText: sayPlain(say('card.newerTeams'), reader, limits.line),
  msteams: { width: 'Full', ...(entities.length > 0 ? { entities } : {}) },
  ...refreshOf(refresh),
  body,
})

/** Draws parts as a card; what it does not hold is left out from the end, and the card says how much. */
export const cardOf = (
  parts: readonly Part[],
  reader: Reader,
  way: Way,
  refresh?: Refresh,
  place: string | null = null,
): Card =>
  shorten(
    parts,
    (some) => framed(bodyOf(some, reader, { isInForm: false, way, place }), reader, refresh, entitiesOf(some)),
    (card) => bytesOf(card) <= limits.cardBytes,
  )

const posted = (summary: readonly Sentence[], card: Card, reader: Reader) => ({
  type: 'message' as const,
  summary: summaryOf(summary, reader),
  attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive' as const, content: card }],
})

/** A card as the message that is posted; nothing that people wrote stands in its text, which would be Markdown. */
export const activityOf = ({ parts, summary }: Drawing, reader: Reader, refresh?: Refresh) =>
  posted([summary], cardOf(parts, reader, 'message', refresh), reader)

/** An answer as the message that is posted; its first lines are what a notification shows. `place`: where it was asked for, if elsewhere. */
export const answerOf = (parts: readonly Part[], reader: Reader, place: string | null = null) =>
  posted(
    parts.flatMap((part) => (part.part === 'line' ? [part.text] : [])),
    cardOf(parts, reader, 'message', undefined, place),
    reader,
  )
