import { z } from 'zod'
import { cleanLine, cleanText } from '../domain/plain-text.ts'
import type { TextKey } from '../texts/catalogue.ts'

/** Names the sentence of a field error; schemas carry keys of the catalogue as their messages. */
const saying = (key: TextKey) => ({ error: key })

const absent = (value: unknown) => (typeof value === 'string' && value.trim() !== '' ? value : null)
const tooLong = saying('error.tooLong')
/** One over every limit is still read, so that it can be refused at its field. */
const roomy = 100_000

/** One line of text; empty or absent reads as null. */
export const optionalLine = (max: number) =>
  z.preprocess((value) => {
    const given = absent(value)
    return given === null ? null : cleanLine(String(given), roomy) || null
  }, z.string().max(max, tooLong).nullable())

/** Text of several lines; empty or absent reads as null. */
export const optionalText = (max: number) =>
  z.preprocess((value) => {
    const given = absent(value)
    return given === null ? null : cleanText(String(given), roomy).trim() || null
  }, z.string().max(max, tooLong).nullable())

const present = <T>(value: T | null, issue: z.core.$RefinementCtx): T => {
  if (value !== null) return value
  issue.addIssue({ code: 'custom', message: 'error.required' })
  return z.NEVER
}

/** One line of text that must be there. */
export const neededLine = (max: number) => optionalLine(max).transform(present)
/** Text that must be there. */
export const neededText = (max: number) => optionalText(max).transform(present)

const isDay = (text: string) => {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number)
  if (year < 1970) return false
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

/** A day as `YYYY-MM-DD` that the calendar has; empty reads as null. */
export const optionalDay = z.preprocess(
  absent,
  z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/, saying('error.date'))
    .refine(isDay, saying('error.date'))
    .nullable(),
)
export const neededDay = optionalDay.transform(present)

/** A time of day as `HH:MM`; empty reads as null. */
export const optionalTime = z.preprocess(
  absent,
  z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, saying('error.time'))
    .nullable(),
)
export const neededTime = optionalTime.transform(present)

/** One of a list that must be chosen. */
export const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values, error: TextKey) =>
  z.enum(values, saying(error))
