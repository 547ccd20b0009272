import {
  businessMinutesBetween,
  type Calendar,
  dueAfterDays,
  dueAfterMinutes,
  isOpenAt,
  nextOpening,
  openedAt,
} from './clock.ts'
import type { Clock, Watch } from './settings.ts'

export const stepActs = ['remind', 'backup', 'managers', 'reoffer'] as const
type StepAct = (typeof stepActs)[number]
type Act = StepAct | 'breach'

/** What a clock does at a moment of its time: a share of it in per cent, or so many business days after it was due. */
export type Step = { at: { share: number } | { daysAfter: number }; act: StepAct }

const share = (percent: number, act: StepAct): Step => ({ at: { share: percent }, act })
/** A silence is no service level: it reminds, once. */
const justOnce: Step[] = [share(100, 'remind')]

const usual = [share(80, 'remind'), share(100, 'managers')]

/** The chains of each clock where the settings name none (domain §6). */
export const defaultSteps: Record<Clock, Step[]> = {
  accept: [share(50, 'remind'), share(100, 'backup'), share(150, 'managers'), share(200, 'reoffer')],
  first_touch: usual,
  qualify: usual,
  ae_decision: usual,
  next_step: usual,
}

/** One episode of a clock. */
export type Episode = { startedAt: Date; dueAt: Date }

/** Something that a clock does, and when; `breach` is the limit itself, whatever the settings do there. */
export type Moment = { at: Date; act: Act }

/** What falls due so soon after an opening belongs into the list that comes with it (domain §6). */
const openingMinutes = 15

const momentOf = (calendar: Calendar, { startedAt, dueAt }: Episode, at: Step['at']): Date => {
  if ('daysAfter' in at) return at.daysAfter === 0 ? dueAt : dueAfterDays(calendar, dueAt, at.daysAfter)
  if (at.share === 100) return dueAt
  return dueAfterMinutes(calendar, startedAt, (businessMinutesBetween(calendar, startedAt, dueAt) * at.share) / 100)
}

/** Nobody hears of a clock outside working hours: it waits for the opening, and a reminder comes with the opening's list. */
const whenHeard = (calendar: Calendar, at: Date, act: Act): Date => {
  if (!isOpenAt(calendar, at)) return nextOpening(calendar, at)
  const opening = openedAt(calendar, at)
  const isSoon = at.getTime() - opening.getTime() < openingMinutes * 60_000
  return act === 'remind' && isSoon ? opening : at
}

/** A moment that somebody named has no limit: it reminds, once. In whose closed hours it lies may choose to hear of it then. */
const promiseOf = (calendar: Calendar, { dueAt }: Episode): Moment => ({
  at: isOpenAt(calendar, dueAt) ? whenHeard(calendar, dueAt, 'remind') : dueAt,
  act: 'remind',
})

/** All that an episode of a clock does in its time, the earliest first (domain §6). RangeError for a calendar without hours. */
export const momentsOf = (
  calendar: Calendar,
  watch: Watch,
  episode: Episode,
  steps: Record<Clock, readonly Step[]>,
): Moment[] =>
  watch === 'call_back'
    ? [promiseOf(calendar, episode)]
    : (watch === 'idle' ? justOnce : [{ at: { share: 100 }, act: 'breach' as const }, ...steps[watch]])
        .map(({ at, act }) => ({ at: whenHeard(calendar, momentOf(calendar, episode, at), act), act }))
        .toSorted((one, other) => one.at.getTime() - other.at.getTime())

/** When somebody hears of something gathered for so many business minutes: from the opening on, where it is closed now. */
export const gatheredBy = (calendar: Calendar, at: Date): Date => dueAfterMinutes(calendar, at, openingMinutes)
