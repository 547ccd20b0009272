import { clipWeighed, shownText } from '../domain/plain-text.ts'
import { mention } from '../texts/catalogue.ts'
import { linePieces, noticeLines, type Reader } from '../texts/reader.ts'
import { type Piece, plain, type Sentence, sayTime, type Time } from '../texts/sentence.ts'
import { limits } from './limits.ts'

/** How a run of text looks; `alert` is what went wrong. */
type Look = 'title' | 'quiet' | 'alert'
export type Element = Record<string, unknown>

/** There is no slash command on Teams. */
const onTeams = (reader: Reader): Reader => ({ ...reader, called: mention })

const broken = (text: string) => text.replace(/\{(?=\{)/g, '{\u200B')

/** Text that Teams shows as it is: a card takes `{{DATE(…)}}` for a moment wherever it stands. */
export const literal = (text: string) => broken(shownText(text))

/** How many bytes a text with nothing hidden in it takes in the JSON of a card. */
export const weigh = (text: string) => Buffer.byteLength(JSON.stringify(broken(text))) - 2

/** Shortens to so many bytes, without cutting what is read as one character. */
export const clipTo = (text: string, max: number): string => clipWeighed(text, max, weigh, 6)

const tokens: Record<Time['show'], (at: string) => string> = {
  time: (at) => `{{TIME(${at})}}`,
  date: (at) => `{{DATE(${at},SHORT)}}`,
  dateTime: (at) => `{{DATE(${at},SHORT)}} {{TIME(${at})}}`,
}

const looks: Record<Look, Element> = {
  title: { weight: 'Bolder' },
  quiet: { size: 'Small', isSubtle: true },
  alert: { color: 'Attention' },
}

const runOf = (piece: Piece, { language, zone }: Reader): string => {
  if (typeof piece === 'string') return literal(piece)
  const at = `${piece.at.slice(0, 19)}Z`
  // Only what looks like this becomes a moment; the year of another has more digits.
  return /^[12]\d{3}-.{14}Z$/.test(at) ? tokens[piece.show](at) : sayTime(language, zone, piece)
}

/** Runs of text that follow each other are one, so that no brace of one meets a brace of the next. */
const joined = (pieces: readonly Piece[]): Piece[] => {
  const all: Piece[] = []
  for (const piece of pieces) {
    const last = all.at(-1)
    if (typeof piece === 'string' && typeof last === 'string') all[all.length - 1] = last + piece
    else all.push(piece)
  }
  return all
}

/** A sentence as runs that Teams shows literally: nothing in them can become markup, a link or a mention. */
const runsOf = (sentence: Sentence, reader: Reader, look: Look | null, max: number): Element[] =>
  joined(linePieces(sentence, onTeams(reader), { max, weigh, clipTo })).map((one) => ({
    type: 'TextRun',
    text: runOf(one, reader),
    ...(look ? looks[look] : {}),
  }))

const bullet: Element = { type: 'TextRun', text: '• ' }

type Line = { look?: Look | null; isItem?: boolean; max?: number }

/** A sentence as a paragraph of its own; nothing where it says nothing. */
export const paragraphOf = (sentence: Sentence, reader: Reader, line: Line = {}): Element[] => {
  const runs = runsOf(sentence, reader, line.look ?? null, line.max ?? limits.line)
  return runs.length === 0 ? [] : [{ type: 'RichTextBlock', inlines: line.isItem ? [bullet, ...runs] : runs }]
}

/** A text in one of the places that take no runs; never empty, since Teams refuses that in some. */
export const plainText = (text: string, max: number): string => broken(clipTo(shownText(text), max)).trim() || '–'

/** A sentence of our own words alone, as one text. */
export const sayWhole = (sentence: Sentence, { language, zone }: Reader): string =>
  plain(language, zone, sentence, mention)

/** A sentence in one of the places that take no runs. */
export const sayPlain = (sentence: Sentence, reader: Reader, max: number): string =>
  plainText(sayWhole(sentence, reader), max)

/** What a notification says of a message: at most two lines (product §3). */
export const summaryOf = (sentences: readonly Sentence[], reader: Reader): string =>
  plainText(noticeLines(sentences, onTeams(reader)), limits.summary)
