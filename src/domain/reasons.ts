import { DateTime } from 'luxon'

/** What choosing a reason entails: days until the return, or a date to ask for; a note that must be long enough. */
export type Reason = { days?: number; asksDate?: true; asksNote?: true }

const other: Reason = { asksNote: true }

/** Every reason, by what is done with it; a key belongs to its verb (domain §8). */
export const reasons = {
  recycle: {
    not_ready: { days: 90 },
    no_budget: { days: 90 },
    no_response: { days: 60 },
    bad_timing: { asksDate: true },
    wrong_person: { days: 30 },
    other: { asksDate: true, asksNote: true },
  },
  soft: { not_icp: {}, no_need: {}, out_of_territory: {}, existing_customer: {}, other },
  hard: { competitor: {}, not_a_buyer: {}, spam: {}, opted_out: {} },
  merge: { duplicate: {} },
  reroute: { wrong_queue: {}, other },
  return: {
    not_qualified: {},
    no_decision_maker: {},
    no_budget: {},
    wrong_timing: {},
    no_show: {},
    missing_information: {},
    not_mine: {},
    other,
  },
  release: { mistake: {}, overloaded: {}, away: {}, not_mine: {}, other },
  lost: { no_decision: {}, no_budget: {}, no_need: {}, competitor: {}, price: {}, timing: {}, other },
  sendback: { not_an_opportunity: {}, wrong_data: {}, duplicate: {}, other },
  override: {
    strategic_account: { asksNote: true },
    answer_expected: { asksNote: true },
    known_customer: { asksNote: true },
    other,
  },
} satisfies Record<string, Record<string, Reason>>

export type ReasonVerb = keyof typeof reasons
export type ReasonKey<Verb extends ReasonVerb> = keyof (typeof reasons)[Verb] & string

export type RecycleReason = ReasonKey<'recycle'>
export type DisqualifyReason = ReasonKey<'soft'> | ReasonKey<'hard'>
export type OverrideReason = ReasonKey<'override'>

const reasonOf = (verb: ReasonVerb, key: string): Reason | null => {
  const table: Record<string, Reason> = reasons[verb]
  return Object.hasOwn(table, key) ? (table[key] ?? null) : null
}

/** Whether the key is a reason of that verb. */
export const isReason = <Verb extends ReasonVerb>(verb: Verb, key: string): key is ReasonKey<Verb> =>
  reasonOf(verb, key) !== null

/** The keys of a verb's reasons, in the order in which a form offers them. */
export const reasonKeys = <Verb extends ReasonVerb>(verb: Verb): ReasonKey<Verb>[] =>
  Object.keys(reasons[verb]).filter((key) => isReason(verb, key))

/** The least length of a note where one is needed, in characters after trim (domain §8). */
const noteMinimum = 20

const characters = new Intl.Segmenter('en', { granularity: 'grapheme' })
const countCharacters = (text: string) => [...characters.segment(text)].length

/** Whether the note is long enough for that reason; most reasons need none (domain §7, §8). */
export const noteSuffices = (verb: ReasonVerb, key: string, note: string | null): boolean => {
  if (!reasonOf(verb, key)?.asksNote) return true
  // Enough is enough: counting stops being needed long before a note gets expensive to count.
  const text = (note ?? '').trim().slice(0, 2000)
  return countCharacters(text) >= noteMinimum
}

/** Whether a disqualification by that reason may end by itself; the reason alone decides (domain §8). */
export const disqualifyKind = (key: DisqualifyReason): 'soft' | 'hard' => (isReason('hard', key) ? 'hard' : 'soft')

/** The days of domain §8, where the configuration does not say otherwise. */
export const defaultRecycleDays: Record<string, number> = Object.fromEntries(
  reasonKeys('recycle').flatMap((key) => {
    const days = reasonOf('recycle', key)?.days
    return days === undefined ? [] : [[key, days]]
  }),
)

/** The ISO date in that zone on which a recycled lead comes back; null where a person has to say it (domain §8). */
export const recycleDate = (
  reason: RecycleReason,
  days: Record<string, number>,
  from: Date,
  zone: string,
): string | null => {
  const known: Reason = reasons.recycle[reason]
  if (known.asksDate) return null
  const wait = (Object.hasOwn(days, reason) ? days[reason] : undefined) ?? known.days
  return wait === undefined ? null : DateTime.fromJSDate(from, { zone }).plus({ days: wait }).toISODate()
}
