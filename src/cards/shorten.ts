import { say } from '../texts/sentence.ts'
import type { Part } from './card.ts'

/** Lines, items and rows one by one, so that some of them can be left out. */
const unitsOf = (parts: readonly Part[]): Part[] =>
  parts.flatMap((part): Part[] =>
    part.part === 'list' ? part.items.map((item) => ({ part: 'list', items: [item] })) : [part],
  )

/** Draws parts; what does not fit is left out from the end, and the drawing says how much is missing. */
export const shorten = <Drawn>(
  parts: readonly Part[],
  draw: (parts: readonly Part[]) => Drawn,
  fits: (drawn: Drawn) => boolean,
): Drawn => {
  const whole = draw(parts)
  if (fits(whole)) return whole
  const units = unitsOf(parts)
  const first = units.find((unit) => unit.part === 'buttons')
  // The buttons of the card itself stay; those of a row go with its row.
  const isOwn = (unit: Part) => unit.part === 'buttons' && (unit.about === null || unit.about === first?.about)
  const start = units.findLastIndex((unit) => !isOwn(unit)) + 1
  const end = units.slice(start)
  const body = units.slice(0, start)
  const drawn = (kept: number) => {
    const count = body.slice(kept).filter((unit) => unit.part === 'line' || unit.part === 'list').length
    return draw([...body.slice(0, kept), { part: 'line', text: say('card.more', { count }), tone: 'quiet' }, ...end])
  }
  let low = 0
  let high = body.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (fits(drawn(middle))) low = middle
    else high = middle - 1
  }
  return drawn(low)
}
