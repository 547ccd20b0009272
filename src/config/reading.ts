import { z } from 'zod'
import { either, nearest, shown } from './nearest.ts'

/** A value read from text, or what is wrong with it and what was most likely meant. */
export type Reading<T> = { value: T } | { wrong: string; suggestion: string | null }

export const wrong = (message: string, suggestion: string | null = null) => ({ wrong: message, suggestion })

/** A schema whose problem carries a suggestion, which those of zod do not. */
export const reading = <T>(read: (value: unknown) => Reading<T>) =>
  z.unknown().transform((value, context): T => {
    const result = value === undefined ? wrong('is missing') : read(value)
    if ('value' in result) return result.value
    context.issues.push({
      code: 'custom',
      message: result.wrong,
      input: value,
      params: { suggestion: result.suggestion },
    })
    return z.NEVER
  })

const quoted = (value: unknown) => (typeof value === 'object' ? null : `"${String(value)}"`)

/** Reads text, trimmed and not empty; a bare number gets quotes as its suggestion. */
export const readingOfText = <T>(read: (text: string) => Reading<T>) =>
  reading((value) => {
    if (typeof value !== 'string') return wrong(`must be text, and is ${shown(value)}`, quoted(value))
    const text = value.trim()
    return text === '' ? wrong('must not be empty') : read(text)
  })

export const text = (longest: number) =>
  readingOfText<string>((value) =>
    value.length <= longest ? { value } : wrong(`may have at most ${longest} characters, and has ${value.length}`),
  )

export const oneOf = <const Word extends string>(words: readonly Word[], what: string) =>
  readingOfText<Word>((value) => {
    const found = words.find((word) => word === value)
    if (found !== undefined) return { value: found }
    return wrong(`${shown(value)} is no ${what}: ${either(words)}`, nearest(value, words))
  })

export const number = (least: number, most: number, whole = true) =>
  reading<number>((value) => {
    const kind = whole ? 'a whole number' : 'a number'
    const looksRight = typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value.trim())
    if (typeof value !== 'number' || Number.isNaN(value) || (whole && !Number.isInteger(value))) {
      return wrong(`must be ${kind}, and is ${shown(value)}`, looksRight ? value.trim() : null)
    }
    if (value < least || value > most) {
      return wrong(`must lie between ${least} and ${most}, and is ${value}`, String(value < least ? least : most))
    }
    return { value }
  })

export const flag = reading<boolean>((value) =>
  typeof value === 'boolean'
    ? { value }
    : wrong(`must be true or false, and is ${shown(value)}`, /^(yes|on|1|true)$/i.test(String(value)) ? 'true' : null),
)

/** The word by which people name a queue, a calendar or an alert in chat and in the file. */
export const name = (what: string, reserved: readonly string[] = []) =>
  readingOfText<string>((value) => {
    const better = value
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-|-$/g, '')
    if (reserved.includes(value))
      return wrong(`${shown(value)} is taken by a word of the bot; name the ${what} otherwise`)
    if (value.length > 40) return wrong(`the name of a ${what} may have at most 40 characters`)
    if (/^[\p{Ll}\p{Lo}\p{N}][\p{Ll}\p{Lo}\p{N}_-]*$/u.test(value)) return { value }
    return wrong(`${shown(value)} is no name for a ${what}: small letters, digits, - and _`, better || null)
  })
