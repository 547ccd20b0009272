import { z } from 'zod'

/** Strict about its keys; the message lists the known ones, as zod hands no schema along with an issue. */
export const section = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? Object.keys(shape).join(' ') : undefined),
  })

/** A list in which nothing stands twice. */
export const list = <Item extends z.ZodType>(item: Item) =>
  z.array(item).transform((items) => [...new Set<z.output<Item>>(items)])

/** A list that may be written as its only item. */
export const oneOrMore = <Item extends z.ZodType>(item: Item) =>
  z.preprocess((value) => (value === undefined || value === null || Array.isArray(value) ? value : [value]), list(item))

/** Without the keys that hold nothing, which the exact types of the domain do not know. */
export const given = <T extends object>(value: T) =>
  Object.fromEntries(Object.entries(value).filter(([, held]) => held !== undefined)) as {
    [Key in keyof T]: Exclude<T[Key], undefined>
  }

/** Safe: a finished issue is a raw one with its path and message filled in. */
const asRaw = (issue: z.core.$ZodIssue) => ({ ...issue, input: issue.input }) as z.core.$ZodRawIssue

/** The schema that fits the look of the value; a union would answer with the complaints of all its branches. */
export const chosen = <T>(choose: (value: unknown) => z.ZodType<T>) =>
  z.unknown().transform((value, context): T => {
    const read = choose(value).safeParse(value, { reportInput: true })
    if (read.success) return read.data
    context.issues.push(...read.error.issues.map(asRaw))
    return z.NEVER
  })
