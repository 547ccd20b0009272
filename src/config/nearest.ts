import { distance } from 'fastest-levenshtein'

const sorted = (word: string) => [...word].sort().join('')

/** Letters in the wrong order are one slip, which Levenshtein counts as two. */
const slips = (asked: string, candidate: string) => {
  const away = distance(asked, candidate)
  return away === 2 && asked.length === candidate.length && sorted(asked) === sorted(candidate) ? 1 : away
}

/** What a person most likely meant by a word; null where nothing known is near, or two things are equally near. */
export const nearest = (word: string, known: Iterable<string>): string | null => {
  const asked = word.trim().toLowerCase()
  const reach = Math.min(3, Math.ceil(asked.length / 3))
  let least = reach
  let best: string[] = []
  for (const candidate of new Set(known)) {
    const away = slips(asked, candidate.toLowerCase())
    if (away === least) best.push(candidate)
    if (away >= least) continue
    least = away
    best = [candidate]
  }
  return best.length === 1 ? (best[0] ?? null) : null
}

/** Words as a person lists them: a, b or c. */
export const either = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`

/** A value as it may stand in a message: quoted when it is text, and never long. */
export const shown = (value: unknown): string => {
  if (value === null || value === undefined) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'a group of keys'
  const text = String(value)
  const short = text.length > 60 ? `${text.slice(0, 57)}…` : text
  return typeof value === 'string' ? `"${short}"` : short
}
