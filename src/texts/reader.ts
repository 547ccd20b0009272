import { shownText } from '../domain/plain-text.ts'
import type { Language } from './catalogue.ts'
import { type Piece, piecesOf, plain, type Sentence, sayTime } from './sentence.ts'

/** For whom something is drawn. */
export type Reader = {
  language: Language
  zone: string
  /** What Baton is called by where they read it; the slash command where nothing is said. */
  called?: string
}

/** How much one line of a card may hold, and how a platform counts that. */
type LineRoom = { max: number; weigh: (text: string) => number; clipTo: (text: string, max: number) => string }

/** How long each of some texts may be so that all fit: the shortest stay whole, the longest share what is left. */
const shareOf = (weights: readonly number[], room: number): number => {
  let left = room
  let share = 0
  for (const [i, weight] of weights.toSorted((one, other) => one - other).entries()) {
    share = Math.floor(left / (weights.length - i))
    if (weight > share) return share
    left -= weight
  }
  return room
}

/** A sentence as the runs of one line of a card, clean and short enough, with the moments left for the platform to show. */
export const linePieces = (
  sentence: Sentence,
  { language, zone, called }: Reader,
  { max, weigh, clipTo }: LineRoom,
): Piece[] => {
  const pieces = piecesOf(language, sentence, called).map((one) => (typeof one === 'string' ? shownText(one) : one))
  const said = pieces.map((one) => (typeof one === 'string' ? one : sayTime(language, zone, one)))
  // A name of any length must not push out the number or the due time that stand behind it.
  const share = shareOf(said.map(weigh), max)
  return pieces.map((one) => (typeof one === 'string' ? clipTo(one, share) : one)).filter((one) => one !== '')
}

/** What a notification shows: each of the first sentences as one plain line, at most two of them (product §3). */
export const noticeLines = (sentences: readonly Sentence[], { language, zone, called }: Reader): string =>
  sentences
    .slice(0, 2)
    .map((one) =>
      shownText(plain(language, zone, one, called))
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .filter(Boolean)
    .join('\n')
