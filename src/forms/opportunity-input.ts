import { z } from 'zod'
import { dayIn, momentOf } from '../domain/local-time.ts'
import { type AmountRead, isCurrency, readAmount } from '../domain/money.ts'
import type { Opportunity } from '../domain/opportunity.ts'
import { isReason, noteSuffices, type OverrideReason } from '../domain/reasons.ts'
import type { TextKey } from '../texts/catalogue.ts'
import { type Sentence, say } from '../texts/sentence.ts'
import { wrongComingDay } from './coming.ts'
import { optionalDay, optionalLine, optionalText } from './inputs.ts'

/** The fields of an opportunity as they are typed (product §3). */
export const opportunityInput = {
  meetingHeldOn: optionalDay,
  amount: optionalLine(30),
  currency: optionalLine(3),
  closeDate: optionalDay,
  nextStep: optionalLine(300),
  nextStepBy: optionalDay,
  overrideReason: optionalLine(40),
  overrideNote: optionalText(2_000),
}

const shape = z.object(opportunityInput)
export type OpportunityInput = z.output<typeof shape>

type Read<Value> = { ok: true; value: Value } | { ok: false; fields: Record<string, Sentence> }

const amountErrors: Record<'not_a_number' | 'too_large' | 'not_positive', TextKey> = {
  not_a_number: 'error.amount',
  too_large: 'error.amountTooLarge',
  not_positive: 'error.amountZero',
}

const wrongAmount = (read: Extract<AmountRead, { ok: false }>): Sentence =>
  read.problem === 'ambiguous'
    ? say('error.amountAmbiguous', { first: read.readings[0], second: read.readings[1] })
    : say(amountErrors[read.problem])

/** Reads the amount that something was won with, or says what is wrong at its field. */
export const readWonAmount = (
  typed: string | null,
  code: string,
  language: string,
): Read<Pick<Opportunity, 'amountMinor' | 'currency'>> => {
  const currency = code.toUpperCase()
  if (!isCurrency(currency)) return { ok: false, fields: { currency: say('error.currency') } }
  if (typed === null) return { ok: false, fields: { amount: say('error.required') } }
  const amount = readAmount(typed, language, currency)
  return amount.ok
    ? { ok: true, value: { amountMinor: amount.minor, currency } }
    : { ok: false, fields: { amount: wrongAmount(amount) } }
}

/** Whether anything of an opportunity was typed: then all of it is needed. */
export const hasOpportunity = (input: OpportunityInput) =>
  input.amount !== null || input.closeDate !== null || input.nextStep !== null || input.nextStepBy !== null

/** Reads what is known of an opportunity so far, or says what is wrong at each field. */
export const readKnownOpportunity = (
  input: OpportunityInput,
  language: string,
  zone: string,
  now: Date,
): Read<Partial<Opportunity>> => {
  const fields: Record<string, Sentence> = {}
  const today = dayIn(now, zone)
  const currency = (input.currency ?? '').toUpperCase()
  if (input.currency !== null && !isCurrency(currency)) fields.currency = say('error.currency')
  const amount =
    input.amount === null ? null : readAmount(input.amount, language, isCurrency(currency) ? currency : 'EUR')
  if (amount && !amount.ok) fields.amount = wrongAmount(amount)
  for (const id of ['closeDate', 'nextStepBy'] as const) {
    const day = input[id]
    const wrong = day === null ? null : wrongComingDay(day, today)
    if (wrong) fields[id] = say(wrong)
  }
  if (Object.keys(fields).length > 0) return { ok: false, fields }
  return {
    ok: true,
    value: {
      ...(amount?.ok && isCurrency(currency) ? { amountMinor: amount.minor, currency } : {}),
      ...(input.closeDate === null ? {} : { closeDate: input.closeDate }),
      ...(input.nextStep === null ? {} : { nextStep: input.nextStep }),
      ...(input.nextStepBy === null ? {} : { nextStepBy: input.nextStepBy }),
    },
  }
}

/** Reads what an SQO needs (domain §7, "To SQO"), or says what is wrong at each field. */
export const readOpportunity = (
  input: OpportunityInput,
  language: string,
  zone: string,
  now: Date,
): Read<Opportunity> => {
  const known = readKnownOpportunity(input, language, zone, now)
  const { amount, currency, closeDate, nextStep, nextStepBy } = input
  const missing = Object.entries({ amount, closeDate, nextStep, nextStepBy }).filter(([, value]) => value === null)
  const fields = {
    ...Object.fromEntries(missing.map(([field]) => [field, say('error.required')])),
    ...(currency === null ? { currency: say('error.currency') } : {}),
    ...(known.ok ? {} : known.fields),
  }
  return Object.keys(fields).length > 0 || !known.ok ? { ok: false, fields } : { ok: true, value: whole(known.value) }
}

/** Safe: every field was found there, or the form was sent back. */
const whole = (known: Partial<Opportunity>) => known as Opportunity

/** Reads a reason to override and its note of at least 20 characters (domain §7); null where none was given. */
export const readOverride = (
  input: Pick<OpportunityInput, 'overrideReason' | 'overrideNote'>,
): Read<{ reason: OverrideReason; note: string } | null> => {
  const { overrideReason: reason, overrideNote: note } = input
  if (reason === null && note === null) return { ok: true, value: null }
  if (reason === null || !isReason('override', reason))
    return { ok: false, fields: { overrideReason: say('error.reason') } }
  // An override needs its note whatever the reason is.
  if (!noteSuffices('override', 'other', note)) return { ok: false, fields: { overrideNote: say('error.note') } }
  return { ok: true, value: { reason, note: note ?? '' } }
}

/** The moment of a day that something took place: noon there, or now when that is still to come. */
const pastMoment = (day: string, zone: string, now: Date): Date => {
  const noon = momentOf(day, '12:00', zone)
  return noon > now ? now : noon
}

/** Reads a day that must not lie ahead; null stays null. */
export const readPastDay = (id: string, day: string | null, zone: string, now: Date): Read<Date | null> => {
  if (day === null) return { ok: true, value: null }
  if (day > dayIn(now, zone)) return { ok: false, fields: { [id]: say('error.spokenFuture') } }
  return { ok: true, value: pastMoment(day, zone, now) }
}
