const lineEnds = /\r\n?|[\u0085\u2028\u2029]/g
/** Controls, and marks that turn the direction of text or hide in it; U+200C and U+200D stay, emoji need them. */
const hidden = /[\p{Cc}\u200B\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

const isHarmless = (text: string) => /^[\x20-\x7e]*$/.test(text)

const strip = (text: string) =>
  text
    .toWellFormed()
    .replace(lineEnds, '\n')
    .replace(hidden, (mark) => (mark === '\n' ? mark : mark === '\t' ? ' ' : ''))
    .normalize('NFC')

/** Shortens to `max` UTF-16 units, ending in "…", and never cuts what is read as one character. */
export const clip = (text: string, max: number): string => {
  if (text.length <= max) return text
  if (max < 1) return ''
  // One unit more than fits: a boundary is known only with what follows it.
  const cut = graphemes.segment(text.slice(0, max + 1)).containing(max - 1)?.index ?? 0
  return `${text.slice(0, cut).trimEnd()}…`
}

/** Shortens to what weighs `max` as a platform counts, where one UTF-16 unit weighs `heaviest` at most. */
export const clipWeighed = (text: string, max: number, weigh: (text: string) => number, heaviest: number): string => {
  let room = max
  let shortened = clip(text, room)
  while (weigh(shortened) > max && room > 0) {
    // Each unit that goes takes `heaviest` off the excess at most, so no character goes in vain.
    room -= Math.max(1, Math.ceil((weigh(shortened) - max) / heaviest))
    shortened = clip(text, room)
  }
  return shortened
}

/** Text from the store with nothing hidden in it that would turn or break a line of the screen. */
export const shownText = (text: string): string => (isHarmless(text) ? text : strip(text))

/** Text from outside as one line: nothing hidden, blanks and line ends made one blank, at most `max` UTF-16 units. */
export const cleanLine = (text: string, max: number): string => {
  const safe = isHarmless(text) ? text : strip(text)
  return clip(safe.replace(/\s+/g, ' ').trim(), max)
}

/** Text from outside that may have lines: nothing hidden, at most `max` UTF-16 units. */
export const cleanText = (text: string, max: number): string => {
  const safe = isHarmless(text) ? text : strip(text)
  return clip(safe.trim(), max)
}

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** JSON from outside with every text cleaned; what lies deeper than `maxDepth` or is no JSON becomes null. */
export const cleanDeep = (value: unknown, maxDepth: number): Json => {
  if (typeof value === 'string') return isHarmless(value) ? value : strip(value)
  if (typeof value === 'boolean') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value !== 'object' || value === null || maxDepth < 1) return null
  if (Array.isArray(value)) return value.map((entry) => cleanDeep(entry, maxDepth - 1))
  const clean: { [key: string]: Json } = {}
  for (const [key, entry] of Object.entries(value)) {
    const name = strip(key)
    // Set on a plain object, this name would change what the object inherits.
    if (name !== '__proto__') clean[name] = cleanDeep(entry, maxDepth - 1)
  }
  return clean
}
