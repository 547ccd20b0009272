import type { Step } from './chain.ts'
import type { CalendarRules, WeekHours } from './clock.ts'
import type { Framework } from './frameworks/framework.ts'
import type { ScoringRules } from './gate.ts'
import type { RoutingRule } from './routing.ts'
import type { GateRules } from './verdict.ts'

export const roles = ['marketer', 'sdr', 'ae', 'manager', 'admin'] as const
export type Role = (typeof roles)[number]

const priorities = [1, 2, 3] as const
/** 1, 2 or 3: P1 is the most urgent (domain §3). */
export type Priority = (typeof priorities)[number]

export const clocks = ['accept', 'first_touch', 'qualify', 'ae_decision', 'next_step'] as const
export type Clock = (typeof clocks)[number]

/** All that runs to a limit: the clocks, and the silence of an SAL that somebody touched once (domain §6). */
export const timed = [...clocks, 'idle'] as const
export type Timed = (typeof timed)[number]

/** All that is watched: what runs to a limit, and the moment at which somebody promised to call back (domain §6). */
export const watches = [...timed, 'call_back'] as const
export type Watch = (typeof watches)[number]

/** The clocks that run against the AE; the others but `accept` run against the owner (domain §6). */
export const clocksOfAe = ['ae_decision', 'next_step'] as const satisfies readonly Clock[]
export const isOfAe = (watch: string): boolean => clocksOfAe.some((one) => one === watch)

/** Either business minutes or business days, by priority (domain §6). */
export type Allowance = { unit: 'minutes' | 'days'; by: Record<Priority, number> }

export type MemberSetting = {
  email: string
  name: string
  roles: Role[]
  zone: string | null
  language: string | null
  hours: WeekHours | null
  /** SALs that nobody touched yet, at most; and hand-offs a day, where that is settled (domain §5). */
  cap: number | null
  capPerDay: number | null
}

export type QueueSetting = {
  key: string
  title: string
  language: string | null
  mode: 'claim' | 'rotate'
  calendar: string | null
  members: string[]
  managers: string[]
  aes: string[]
  backup: string | null
}

type AlertRule = {
  name: string
  minAmount: Record<string, number>
  segments: string[]
  queues: string[]
}

/** What one organisation has settled; defaults are those of domain.md. */
export type Settings = {
  organisation: {
    name: string
    zone: string
    language: string
    currency: string
    perPersonStatistics: boolean
    slackTeam: string | null
    teamsTenant: string | null
    targetIndustries: string[]
    servedCountries: string[]
  }
  /** `null` where the file does not name them: then chat may change them. */
  members: MemberSetting[] | null
  queues: QueueSetting[] | null
  calendars: Record<string, CalendarRules>
  routing: RoutingRule[]
  scoring: ScoringRules
  gate: GateRules
  framework: string
  /** The criteria of the file where `framework` is `own`, else `null`. */
  ownFramework: Framework | null
  sla: Record<Exclude<Clock, 'next_step'>, Allowance>
  /** What each clock does on its way (domain §6). */
  steps: Record<Clock, Step[]>
  alerts: AlertRule[]
  /** Days until a recycled hand-off comes back, by reason key. */
  recycleDays: Record<string, number>
}
