/** Conditions of one rule; all that are given must hold (domain §5). */
type RuleConditions = {
  country?: string[]
  employees?: { min?: number; max?: number }
  industry?: string[]
  source?: string[]
  campaign?: string[]
  title?: string[]
  domain?: string[]
  language?: string[]
  priority?: number[]
  score?: { min?: number; max?: number }
}

/** Sends what meets its conditions to a queue, by the queue's key (domain §5). */
export type RoutingRule = { when: RuleConditions; to: string }

export type RoutingFacts = {
  country: string | null
  employees: number | null
  industry: string | null
  source: string | null
  campaign: string | null
  title: string | null
  domain: string | null
  language: string | null
  priority: number | null
  /** Fit and behaviour together, 0 to 200. */
  score: number | null
}

/** In the order in which they are tested. */
export const conditions = [
  'country',
  'employees',
  'industry',
  'source',
  'campaign',
  'title',
  'domain',
  'language',
  'priority',
  'score',
] as const satisfies readonly (keyof RuleConditions)[]

type Condition = keyof RuleConditions
type Failure = { condition: Condition; wanted: unknown; found: string | number | null }
type RuleTested = { rule: number; to: string; matched: boolean; failed: Failure | null }
export type Routed = { queue: string; trace: RuleTested[] }

/** Where a hand-off waits when no rule matches; managers see it (domain §5). */
export const unroutedQueue = 'unrouted'

/** "here alerts" binds a place to the alerts, so no queue may be called that. */
export const reservedQueues = ['alerts']

const plain = (text: string) => text.normalize('NFC').trim().toLowerCase()
const words = (text: string) =>
  ` ${
    plain(text)
      .match(/[\p{L}\p{M}\p{N}]+/gu)
      ?.join(' ') ?? ''
  } `

const equals = (wanted: string, found: string) => plain(wanted) === plain(found)
const contains = (wanted: string, found: string) => words(wanted).trim() !== '' && words(found).includes(words(wanted))
/** `adlerwerk.example` also stands for `shop.adlerwerk.example`, and `de` for `de-AT`. */
const ends = (wanted: string, found: string) => `.${plain(found)}`.endsWith(`.${plain(wanted).replace(/^\*?\./, '')}`)
const starts = (wanted: string, found: string) => `${plain(found)}-`.startsWith(`${plain(wanted)}-`)

const matchers = {
  country: equals,
  industry: equals,
  source: equals,
  campaign: contains,
  title: contains,
  domain: ends,
  language: starts,
}

const isText = (condition: Condition): condition is keyof typeof matchers => Object.hasOwn(matchers, condition)

const inRange = (range: { min?: number; max?: number }, found: number) =>
  found >= (range.min ?? Number.NEGATIVE_INFINITY) && found <= (range.max ?? Number.POSITIVE_INFINITY)

const holds = (condition: Condition, when: RuleConditions, facts: RoutingFacts): boolean => {
  if (isText(condition)) {
    const found = facts[condition]
    return found !== null && (when[condition] ?? []).some((wanted) => matchers[condition](wanted, found))
  }
  const found = facts[condition]
  if (found === null) return false
  return condition === 'priority' ? (when.priority ?? []).includes(found) : inRange(when[condition] ?? {}, found)
}

const firstFailure = (when: RuleConditions, facts: RoutingFacts): Failure | null => {
  const condition = conditions.find((one) => when[one] !== undefined && !holds(one, when, facts))
  return condition === undefined ? null : { condition, wanted: when[condition], found: facts[condition] }
}

/** The queue of the first rule whose conditions all hold, with each rule tested and why it failed (domain §5). */
export const route = (rules: RoutingRule[], facts: RoutingFacts): Routed => {
  const trace: RuleTested[] = []
  for (const [index, rule] of rules.entries()) {
    const failed = firstFailure(rule.when, facts)
    trace.push({ rule: index + 1, to: rule.to, matched: failed === null, failed })
    if (failed === null) return { queue: rule.to, trace }
  }
  return { queue: unroutedQueue, trace }
}
