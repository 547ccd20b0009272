import { type Stage, stageIcon } from '../domain/stages.ts'
import { isTextKey } from '../texts/catalogue.ts'
import { atTime, type Sentence, say, type Value } from '../texts/sentence.ts'
import { line, type Part } from './card.ts'

export type Named = { number: number; stage: Stage; name: string | null; company: string | null }

/** What a list shows at most (product §2 leaves it open; one screen or two on a phone). */
export const listLength = 15

/** What a message that comes by itself shows at most of a list. */
export const rowsShown = 10

const late = '🔴'

/** What everybody may call the lead: an address or a phone number is not for everybody (product §6). */
const publicName = ({ name, company }: Pick<Named, 'name' | 'company'>): Value => {
  if (name !== null && company !== null) return say('stage.at', { name, company })
  return name ?? company ?? say('word.unknown')
}

/** The start of a row of a list; what is late is marked, and says so in words further on. */
export const rowTitle = (row: Named, isLate = false): Sentence =>
  say('stage.row', {
    icon: isLate ? late : stageIcon[row.stage],
    stage: row.stage,
    number: `#${row.number}`,
    who: publicName(row),
  })

/** "qualify by …", or "qualify was due …" when the moment has passed. */
export const dueWords = (kind: string, at: Date, now: Date): Value => {
  const key = `clock.${kind}.${at < now ? 'late' : 'due'}`
  return isTextKey(key) ? say(key, { at: atTime(at) }) : atTime(at)
}

/** The last line of a list that is longer than what is shown. */
export const moreRows = (count: number): Part[] => (count > 0 ? [line(say('mine.more', { count }), 'quiet')] : [])
