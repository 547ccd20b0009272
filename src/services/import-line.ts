import { z } from 'zod'
import {
  type HandoffLine,
  inClockOrder,
  inCriteriaOrder,
  inTimeOrder,
  reachedKeys,
  stampOf,
} from '../../db/queries/export-handoffs.ts'
import { emailKey } from '../domain/duplicates.ts'
import type { Framework } from '../domain/frameworks/framework.ts'
import { isCurrency, toMinor } from '../domain/money.ts'
import { cleanLine, cleanText } from '../domain/plain-text.ts'
import { clocks, type Priority } from '../domain/settings.ts'
import { stages } from '../domain/stages.ts'

const mostInteger = 2_147_483_647

const orNull = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? null)
const listOf = <T extends z.ZodType>(item: T) =>
  z
    .array(item, 'must be a list')
    .max(1000, 'has more than 1,000 entries')
    .nullish()
    .transform((items) => items ?? [])

const written = (most: number) => z.string('must be text').max(most, `has more than ${most} characters`)
const line = (most = 500) => orNull(written(most).transform((text) => cleanLine(text, most) || null))
const text = orNull(written(10_000).transform((value) => cleanText(value, 10_000) || null))
const key = (what: string) =>
  z.string('must be text').regex(/^[a-z][a-z0-9_]{0,59}$/, `is no ${what}: small letters, digits and _`)

const whole = (least: number, most = mostInteger) =>
  z
    .number('must be a number')
    .int('must be a whole number')
    .min(least, `must be at least ${least}`)
    .max(most, 'is too large')

const isInYears = (at: Date) => at >= new Date('1970-01-01T00:00:00Z') && at < new Date('+010000-01-01T00:00:00Z')

const moment = z.iso
  .datetime({ offset: true, error: 'is no time such as 2026-11-23T09:00:00Z, with its zone' })
  .transform((value, context) => {
    const at = new Date(value)
    if (isInYears(at)) return stampOf(at)
    context.issues.push({ code: 'custom', message: 'lies outside the years 1970 to 9999', input: value })
    return z.NEVER
  })

const day = orNull(
  z.iso
    .date('is no date such as 2026-11-23')
    .refine((value) => value >= '1970-01-01', 'lies outside the years 1970 to 9999'),
)

const person = orNull(
  z
    .string('must be an e-mail address')
    .transform((value) => cleanLine(value, 254).toLowerCase())
    .refine((value) => emailKey(value) !== null, 'is no e-mail address'),
)

const priority = z.transform((value, context): Priority => {
  const digit = /^[Pp]?([123])$/.exec(String(value))?.[1]
  if (digit !== undefined) return Number(digit) as Priority
  context.issues.push({ code: 'custom', message: 'must be 1, 2 or 3', input: value })
  return z.NEVER
})

const currency = orNull(z.string('must be text').refine(isCurrency, 'is no ISO 4217 currency such as EUR'))

const lead = z.strictObject({ email: line(), name: line(), title: line(), phone: line(), language: line(35) })
const company = z.strictObject({
  name: line(),
  domain: line(),
  employees: orNull(whole(1)),
  industry: line(),
  country: line(100),
})

const reached = z.strictObject({
  mql: orNull(moment),
  sal: orNull(moment),
  sql: orNull(moment),
  sqo: orNull(moment),
  won: orNull(moment),
  lost: orNull(moment),
  nurture: orNull(moment),
  disqualified: orNull(moment),
})

const answer = z.strictObject({ level: orNull(whole(0, 3)), evidence: text })
const outcomes = ['held', 'no_show', 'rescheduled', 'not_qualified'] as const

const shape = z
  .strictObject({
    number: whole(1),
    lead,
    company: company.nullish(),
    source: line(),
    campaign: line(),
    queue: line(60),
    priority,
    receivedAt: moment,
    postedAt: orNull(moment),
    owner: person,
    ae: person,
    stage: z.enum(stages, `must be one of ${stages.join(', ')}`),
    firstReached: reached.nullish(),
    reason: orNull(key('reason')),
    answers: orNull(z.record(key('criterion'), answer, 'must be a group of answers')),
    override: z
      .boolean('must be true or false')
      .nullish()
      .transform((value) => value ?? false),
    returns: whole(0)
      .nullish()
      .transform((value) => value ?? 0),
    amount: orNull(z.number('must be a number').min(0, 'must not be below 0')),
    currency,
    closeDate: day,
    meetings: listOf(
      z.strictObject({ at: moment, outcome: orNull(z.enum(outcomes, `must be one of ${outcomes.join(', ')}`)) }),
    ),
    sla: listOf(
      z.strictObject({
        clock: z.enum(clocks, `must be one of ${clocks.join(', ')}`),
        due: moment,
        stoppedAt: orNull(moment),
      }),
    ),
    submitter: person,
    signals: listOf(z.strictObject({ kind: key('kind of signal'), at: moment, detail: line(2000) })),
    nextStep: line(2000),
    nextStepBy: day,
  })
  .superRefine(({ amount, currency }, context) => {
    if (amount === null) return
    const problem = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
    if (currency === null) problem('currency', 'is missing beside the amount')
    else if (toMinor(amount, currency) === null) problem('amount', `is no amount in ${currency}`)
  })

const sentenceOf = (issue: z.core.$ZodIssue) => {
  const path = issue.path.join('.')
  if (issue.code === 'unrecognized_keys')
    return `${[path, issue.keys[0]].filter(Boolean).join('.')} is no key of a hand-off`
  if (issue.code === 'invalid_key') return `${path} ${issue.issues[0]?.message ?? 'is no key'}`
  const isMissing = 'input' in issue && issue.input === undefined
  if (isMissing) return `${path} is missing`
  return issue.code === 'invalid_type' && issue.message.startsWith('Invalid')
    ? `${path || 'the line'} must be a group of keys`
    : `${path} ${issue.message}`
}

const company0 = { name: null, domain: null, employees: null, industry: null, country: null }

/** One line of import, checked and brought to the form of export; else every reason why not, in one sentence. */
export const readHandoffLine = (
  value: unknown,
  framework: Framework,
): { ok: true; line: HandoffLine } | { ok: false; reason: string } => {
  const read = shape.safeParse(value, { reportInput: true })
  if (!read.success) return { ok: false, reason: read.error.issues.slice(0, 5).map(sentenceOf).join('; ') }
  const { company, firstReached, answers, meetings, sla, signals, ...same } = read.data
  const isAnswered = answers !== null && Object.keys(answers).length > 0
  const times = reachedKeys.flatMap((key) => (firstReached?.[key] ? [[key, firstReached[key]]] : []))
  return {
    ok: true,
    line: {
      ...same,
      company: company ?? company0,
      firstReached: Object.fromEntries(times),
      answers: isAnswered ? inCriteriaOrder(answers, framework) : null,
      meetings: inTimeOrder(meetings),
      sla: inClockOrder(sla),
      signals: inTimeOrder(signals),
    },
  }
}
