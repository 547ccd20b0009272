import { domainKey, isFreeMail } from './duplicates.ts'
import { rankOf } from './titles.ts'

/** What the two scores and the MQL gate are made of; every number is a setting (domain §3). */
export type ScoringRules = {
  gate: { fit: number; behaviour: number; handRaiseFit: number }
  halfLifeDays: number
  behaviour: Record<string, number>
  fit: {
    executive: number
    director: number
    manager: number
    /** Points by employee segment, as `segmentOf` names it. */
    employees: Record<string, number>
    industry: number
    country: number
    freeMail: number
  }
  targetIndustries: string[]
  servedCountries: string[]
}

/** The numbers of domain §3. */
export const defaultScoring: ScoringRules = {
  gate: { fit: 40, behaviour: 40, handRaiseFit: 20 },
  halfLifeDays: 30,
  behaviour: {
    newsletter: 5,
    ebook: 10,
    event: 10,
    webinar: 20,
    pricing_page: 15,
    contact_form: 25,
    referral: 30,
    trial: 40,
    demo_request: 50,
    rfp: 60,
  },
  fit: {
    executive: 30,
    director: 20,
    manager: 15,
    employees: { '11-50': 10, '51-200': 20, '201-1000': 25, '1001+': 15 },
    industry: 20,
    country: 15,
    freeMail: -20,
  },
  targetIndustries: [],
  servedCountries: [],
}

export type Signal = { kind: string; at: Date }

export type FitFacts = {
  title: string | null
  employees: number | null
  industry: string | null
  /** ISO 3166 code. */
  country: string | null
  email: string | null
}

export type FitReason = {
  factor: 'title' | 'employees' | 'industry' | 'country' | 'freeMail'
  points: number
  /** What the points were given for; null where nothing is known. */
  value: string | null
}
/** `points` after halving, to one decimal; `full` as they were on the day. */
export type BehaviourReason = { kind: string; at: Date; full: number; points: number }
export type Scored<Reason> = { points: number; reasons: Reason[] }

export type Segment = '1-10' | '11-50' | '51-200' | '201-1000' | '1001+' | 'unknown'

const dayMs = 86_400_000
const handRaiseDays = 30
const handRaises: readonly string[] = ['contact_form', 'trial', 'demo_request', 'rfp']

const within100 = (points: number) => Math.min(100, Math.max(0, points))
const ageDays = (signal: Signal, at: Date) => Math.max(0, (at.getTime() - signal.at.getTime()) / dayMs)
const pointsFor = (table: Record<string, number>, key: string) => (Object.hasOwn(table, key) ? (table[key] ?? 0) : 0)

/** The employee band of a company (domain §3). */
export const segmentOf = (employees: number | null): Segment => {
  if (employees === null || !Number.isInteger(employees) || employees < 1) return 'unknown'
  if (employees <= 10) return '1-10'
  if (employees <= 50) return '11-50'
  if (employees <= 200) return '51-200'
  return employees <= 1000 ? '201-1000' : '1001+'
}

const known = (text: string | null) => text?.trim() || null

/** An empty list sets no limit: whatever is known counts. */
const isListed = (value: string | null, list: string[]) =>
  value !== null && (list.length === 0 || list.some((entry) => entry.trim().toLowerCase() === value.toLowerCase()))

/** Who they are, 0 to 100, with every factor that was looked at (domain §3). */
export const scoreFit = (lead: FitFacts, rules: ScoringRules): Scored<FitReason> => {
  const { fit } = rules
  const title = known(lead.title)
  const rank = rankOf(title)
  const segment = segmentOf(lead.employees)
  const industry = known(lead.industry)
  const country = known(lead.country)
  const domain = domainKey(lead.email)
  const reasons: FitReason[] = [
    { factor: 'title', points: rank === null ? 0 : fit[rank], value: title },
    {
      factor: 'employees',
      points: pointsFor(fit.employees, segment),
      value: segment === 'unknown' ? null : segment,
    },
    { factor: 'industry', points: isListed(industry, rules.targetIndustries) ? fit.industry : 0, value: industry },
    { factor: 'country', points: isListed(country, rules.servedCountries) ? fit.country : 0, value: country },
    { factor: 'freeMail', points: domain !== null && isFreeMail(domain) ? fit.freeMail : 0, value: domain },
  ]
  return { points: within100(reasons.reduce((sum, reason) => sum + reason.points, 0)), reasons }
}

/** What they did, 0 to 100 at that moment: each signal halves with age, the sum is rounded (domain §3). */
export const scoreBehaviour = (signals: Signal[], rules: ScoringRules, at: Date): Scored<BehaviourReason> => {
  const weighed = signals.map((signal) => {
    const full = pointsFor(rules.behaviour, signal.kind)
    return { signal, full, exact: full * 0.5 ** (ageDays(signal, at) / rules.halfLifeDays) }
  })
  return {
    points: within100(Math.round(weighed.reduce((sum, one) => sum + one.exact, 0))),
    reasons: weighed.map(({ signal, full, exact }) => ({
      kind: signal.kind,
      at: signal.at,
      full,
      points: Math.round(exact * 10) / 10,
    })),
  }
}

/** Whether they asked to be spoken to within the last 30 days (domain §3). */
export const hasHandRaise = (signals: Signal[], at: Date) =>
  signals.some((signal) => handRaises.includes(signal.kind) && ageDays(signal, at) <= handRaiseDays)

/** The source stands for one signal of its kind where the sender gave none; else it gives nothing (domain §3). */
export const signalsOrSource = (signals: Signal[], source: string, receivedAt: Date, rules: ScoringRules): Signal[] =>
  signals.length === 0 && Object.hasOwn(rules.behaviour, source) ? [{ kind: source, at: receivedAt }] : signals

export type Scores = { fit: number; behaviour: number; handRaise: boolean }

/** Whether a lead becomes an MQL by itself, and by which of the two ways (domain §3). */
export const passesGate = (
  scores: Scores,
  rules: ScoringRules,
): { passes: boolean; by: 'scores' | 'handRaise' | null } => {
  const { gate } = rules
  if (scores.fit >= gate.fit && scores.behaviour >= gate.behaviour) return { passes: true, by: 'scores' }
  if (scores.handRaise && scores.fit >= gate.handRaiseFit) return { passes: true, by: 'handRaise' }
  return { passes: false, by: null }
}

/** P1 by a raised hand or 150 points together, P2 from 110, else P3 (domain §3). */
export const priorityOf = (scores: Scores): { priority: 1 | 2 | 3; by: 'handRaise' | 'sum'; sum: number } => {
  const sum = scores.fit + scores.behaviour
  if (scores.handRaise) return { priority: 1, by: 'handRaise', sum }
  if (sum >= 150) return { priority: 1, by: 'sum', sum }
  return { priority: sum >= 110 ? 2 : 3, by: 'sum', sum }
}
