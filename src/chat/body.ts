/** A JSON object as somebody sent it, of which nothing is believed yet. */
export type Body = Record<string, unknown>

export const isBody = (value: unknown): value is Body =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The object under a key; an empty one where there is none. */
export const objectOf = (value: unknown): Body => (isBody(value) ? value : {})

/**
 * The text under a key; empty where there is none. Half a character becomes the mark for one, since no call can carry it,
 * and a NUL goes, since no store takes it.
 */
export const textOf = (value: unknown): string =>
  typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '') : ''

/** The first object of a list; an empty one where there is none. */
export const firstOf = (value: unknown): Body => (Array.isArray(value) ? objectOf(value[0]) : {})
