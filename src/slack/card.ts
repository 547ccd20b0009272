import type { types } from '@slack/bolt'
import type { Button, Drawing, Part } from '../cards/card.ts'
import { shorten } from '../cards/shorten.ts'
import { clip } from '../domain/plain-text.ts'
import { linePieces, type Reader } from '../texts/reader.ts'
import { type Piece, type Sentence, say, sayTime, type Time } from '../texts/sentence.ts'
import { limits } from './limits.ts'
import { clipTo, fallbackOf, sayPlain, weigh } from './text.ts'

type Block = types.KnownBlock
type Style = { bold: true } | null
type Row = Extract<Part, { part: 'buttons' }>
/** How much a surface holds. */
type Room = { blocks: number; chars: number }

const inMessage: Room = { blocks: limits.messageBlocks, chars: limits.messageChars }
/** What a modal or the Home tab holds. */
export const inView: Room = { blocks: limits.viewBlocks, chars: limits.viewChars }

const dateFormats: Record<Time['show'], string> = {
  time: '{time}',
  date: '{date_short_pretty}',
  dateTime: '{date_short_pretty} {time}',
}

const styled = (style: Style) => (style ? { style } : {})

const textElement = (text: string, style: Style): types.RichTextElement => ({ type: 'text', text, ...styled(style) })

const elementOf = (piece: Piece, { language, zone }: Reader, style: Style): types.RichTextElement => {
  if (typeof piece === 'string') return textElement(piece, style)
  const fallback = sayTime(language, zone, piece)
  const timestamp = Math.floor(Date.parse(piece.at) / 1_000)
  if (timestamp < 0) return textElement(fallback, style)
  return { type: 'date', timestamp, format: dateFormats[piece.show], fallback, ...styled(style) }
}

/** A sentence as elements that Slack shows literally: nothing in them can become markup, a link or a mention. */
const elementsOf = (sentence: Sentence, reader: Reader, style: Style = null): types.RichTextElement[] =>
  linePieces(sentence, reader, { max: limits.line, weigh, clipTo }).map((one) => elementOf(one, reader, style))

const withLine = (run: types.RichTextBlockElement[], part: Extract<Part, { part: 'line' }>, reader: Reader) => {
  const elements = elementsOf(part.text, reader, part.tone === 'title' ? { bold: true } : null)
  const last = run.at(-1)
  if (elements.length === 0) return
  if (part.tone === 'quote') run.push({ type: 'rich_text_quote', elements })
  else if (last?.type === 'rich_text_section') last.elements.push(textElement('\n', null), ...elements)
  else run.push({ type: 'rich_text_section', elements })
}

const withLink = (run: types.RichTextBlockElement[], part: Extract<Part, { part: 'link' }>, reader: Reader) => {
  const link = { type: 'link' as const, url: part.url, text: sayPlain(part.text, reader, limits.button).text }
  const last = run.at(-1)
  if (!part.url.startsWith('https://')) return
  if (last?.type === 'rich_text_section') last.elements.push(textElement('\n', null), link)
  else run.push({ type: 'rich_text_section', elements: [link] })
}

/** A call of people, each by their id; what only looks like one stays text. */
const withMentions = (
  run: types.RichTextBlockElement[],
  { text, people }: Extract<Part, { part: 'mentions' }>,
  reader: Reader,
) => {
  const called = people.flatMap(({ reach }, i): types.RichTextElement[] => [
    textElement(i === 0 ? ' ' : ', ', null),
    { type: 'user', user_id: reach },
  ])
  const elements = [...elementsOf(text, reader), ...called]
  const last = run.at(-1)
  if (last?.type === 'rich_text_section') last.elements.push(textElement('\n', null), ...elements)
  else run.push({ type: 'rich_text_section', elements })
}

const withItems = (run: types.RichTextBlockElement[], items: readonly Sentence[], reader: Reader) => {
  const sections = items
    .map((item) => elementsOf(item, reader))
    .flatMap((elements) => (elements.length > 0 ? [{ type: 'rich_text_section' as const, elements }] : []))
  const last = run.at(-1)
  if (sections.length === 0) return
  if (last?.type === 'rich_text_list') last.elements.push(...sections)
  else run.push({ type: 'rich_text_list', style: 'bullet', elements: sections })
}

/** Our words are the wire names (ARCHITECTURE.md); a name that stands twice in one place gets a number. */
const namer = () => {
  const seen = new Map<string, number>()
  return (name: string) => {
    const count = (seen.get(name) ?? 0) + 1
    seen.set(name, count)
    return count === 1 ? name : `${name}#${count}`
  }
}

const wordOf = (button: Button) => (button.variant === undefined ? button.word : `${button.word}/${button.variant}`)

/** What a button carries: another hand-off than its row's, and what was typed, in a line of its own. */
const carriedBy = ({ about, typed }: Button, row: Row) => {
  const number = about === undefined || about === row.about ? '' : `#${about}`
  const value = typed === undefined ? number : `${number}\n${clip(typed, limits.buttonTyped)}`
  return value === '' ? {} : { value }
}

const buttonOf = (button: Button, row: Row, name: (name: string) => string, reader: Reader): types.Button => ({
  type: 'button',
  action_id: name(wordOf(button)),
  text: sayPlain(say(button.label), reader, limits.button),
  ...carriedBy(button, row),
  ...(button.tone ? { style: button.tone } : {}),
})

const optionOf = (button: Button, row: Row) =>
  button.about === undefined || button.about === row.about ? wordOf(button) : `${wordOf(button)}#${button.about}`

const overflowOf = (some: Button[], row: Row, name: (name: string) => string, reader: Reader): types.Overflow => ({
  type: 'overflow',
  action_id: name('more'),
  options: some.map((button) => ({
    text: sayPlain(say(button.label), reader, limits.optionText),
    value: optionOf(button, row),
  })),
})

const chunksOf = <T>(items: T[], size: number): T[][] =>
  items.length === 0 ? [] : [items.slice(0, size), ...chunksOf(items.slice(size), size)]

const rowOf = (row: Row, nameBlock: (name: string) => string, reader: Reader): Block[] => {
  const name = namer()
  const shown = row.buttons.slice(0, limits.buttons).map((button) => buttonOf(button, row, name, reader))
  const byValue = new Map([...row.buttons.slice(limits.buttons), ...row.more].map((one) => [optionOf(one, row), one]))
  const rest = [...byValue.values()]
  const menus = chunksOf(rest, limits.overflow).map((some) => overflowOf(some, row, name, reader))
  if (shown.length + menus.length === 0) return []
  const block_id = nameBlock(row.about === null ? 'none' : `handoff:${row.about}`)
  return [{ type: 'actions', block_id, elements: [...shown, ...menus] }]
}

const draw = (parts: readonly Part[], reader: Reader): Block[] => {
  const blocks: Block[] = []
  const nameBlock = namer()
  let run: types.RichTextBlockElement[] = []
  const endRun = () => {
    if (run.length > 0) blocks.push({ type: 'rich_text', elements: run })
    run = []
  }
  for (const part of parts) {
    switch (part.part) {
      case 'line':
        withLine(run, part, reader)
        break
      case 'list':
        withItems(run, part.items, reader)
        break
      case 'link':
        withLink(run, part, reader)
        break
      case 'mentions':
        withMentions(run, part, reader)
        break
      case 'divider':
        endRun()
        blocks.push({ type: 'divider' })
        break
      case 'buttons':
        endRun()
        blocks.push(...rowOf(part, nameBlock, reader))
        break
      default:
        part satisfies never
    }
  }
  endRun()
  return blocks
}

const sumOfText = (value: unknown): number => {
  if (Array.isArray(value)) return value.reduce((sum: number, one: unknown) => sum + sumOfText(one), 0)
  if (typeof value !== 'object' || value === null) return 0
  return Object.entries(value).reduce(
    (sum, [key, one]) =>
      sum + (typeof one === 'string' && (key === 'text' || key === 'fallback') ? weigh(one) : sumOfText(one)),
    0,
  )
}

const fits = (blocks: Block[], room: Room) => blocks.length <= room.blocks && sumOfText(blocks) <= room.chars

/** Draws parts as blocks; what a message or view does not hold is left out from the end, and the card says how much. */
export const blocksOf = (parts: readonly Part[], reader: Reader, room: Room = inMessage): Block[] =>
  shorten(
    parts,
    (some) => draw(some, reader),
    (blocks) => fits(blocks, room),
  )

const noPreviews = { unfurl_links: false, unfurl_media: false }

/** A card as the body of a message. */
export const messageOf = ({ parts, summary }: Drawing, reader: Reader) => ({
  text: fallbackOf([summary], reader, limits.summary),
  blocks: blocksOf(parts, reader),
  ...noPreviews,
})

/** An answer as the body of a message; its first lines are what a notification shows. */
export const answerOf = (parts: readonly Part[], reader: Reader) => ({
  text: fallbackOf(
    parts.flatMap((part) => (part.part === 'line' ? [part.text] : [])),
    reader,
    limits.summary,
  ),
  blocks: blocksOf(parts, reader),
  ...noPreviews,
})
