import { isJson } from '../../json.ts'

/** Takes one complaint and the JSON pointer of what it is about. */
type Say = (message: string, at: string) => void
/** Looks at one value and says what Slack would say about it. */
export type Check = (value: unknown, at: string, say: Say) => void

/**
 * Counts characters as the limits do: after escaping, so a bare `&` counts 5. An emoji counts as its UTF-16 units; Slack does
 * not say how it counts them, and this is the stricter way.
 */
export const countChars = (text: string): number =>
  text
    .replace(/&(?!(?:amp|lt|gt);)/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;').length

/** Counts mrkdwn, where `<` and `>` around a link or a mention are markup and count once. */
export const countMrkdwn = (text: string): number => text.replace(/&(?!(?:amp|lt|gt);)/g, '&amp;').length

type StringRule = { min?: number; max?: number; matches?: RegExp; count?: (text: string) => number }

/** Checks a string by length and pattern. */
export const str =
  ({ min = 0, max = Number.POSITIVE_INFINITY, matches, count = (text) => text.length }: StringRule = {}): Check =>
  (value, at, say) => {
    if (typeof value !== 'string') return say('must provide a string', at)
    if (value.length < min) say(`must be more than ${min - 1} characters`, at)
    if (count(value) > max) say(`must be less than ${max + 1} characters`, at)
    if (matches && !matches.test(value)) say('value does not match the expected format', at)
  }

/** Checks true or false. */
export const bool: Check = (value, at, say) => {
  if (typeof value !== 'boolean') say('must provide a boolean', at)
}

/** Checks a whole number in a range. */
export const int =
  (min: number, max: number): Check =>
  (value, at, say) => {
    if (!Number.isInteger(value)) return say('must provide an integer', at)
    if (Number(value) < min) say(`must be greater than or equal to ${min}`, at)
    if (Number(value) > max) say(`must be less than or equal to ${max}`, at)
  }

/** Checks one of a few fixed values. */
export const oneOf =
  (...allowed: readonly unknown[]): Check =>
  (value, at, say) => {
    if (!allowed.includes(value)) say(`must be a valid enum value: ${allowed.join(', ')}`, at)
  }

/** Checks a list and each of its items. */
export const list =
  (item: Check, max = Number.POSITIVE_INFINITY, min = 1): Check =>
  (value, at, say) => {
    if (!Array.isArray(value)) return say('must provide an array', at)
    if (value.length > max) say(`no more than ${max} items allowed`, at)
    if (value.length < min) say(`no less than ${min} items allowed`, at)
    value.forEach((each: unknown, i) => {
      item(each, `${at}/${i}`, say)
    })
  }

/** Checks an object: all of `required`, any of `optional`, `type` where its caller has looked at it, and no other key. */
export const obj =
  (required: Record<string, Check>, optional: Record<string, Check> = {}): Check =>
  (value, at, say) => {
    if (!isJson(value)) return say('must provide an object', at)
    for (const key of Object.keys(required)) if (value[key] === undefined) say(`missing required field: ${key}`, at)
    for (const [key, each] of Object.entries(value)) {
      const check = required[key] ?? optional[key]
      if (check && each !== undefined) check(each, `${at}/${key}`, say)
      else if (!check && key !== 'type') say(`invalid additional property: ${key}`, at)
    }
  }

/** Chooses the check by the object's `type`. */
export const byType =
  (kinds: Record<string, Check>): Check =>
  (value, at, say) => {
    if (!isJson(value)) return say('must provide an object', at)
    const kind = typeof value.type === 'string' ? kinds[value.type] : undefined
    if (value.type === undefined) return say('missing required field: type', at)
    if (!kind) return say(`unsupported type: ${String(value.type)}`, `${at}/type`)
    kind(value, at, say)
  }

/** Runs several checks on the same value. */
export const all =
  (...checks: Check[]): Check =>
  (value, at, say) => {
    for (const check of checks) check(value, at, say)
  }

/** Runs checks and gives Slack's lines: `[ERROR] no more than 50 items allowed [json-pointer:/blocks]`. */
export const complaintsOf = (check: Check, value: unknown, at: string): string[] => {
  const lines: string[] = []
  check(value, at, (message, where) => lines.push(`[ERROR] ${message} [json-pointer:${where}]`))
  return lines
}
