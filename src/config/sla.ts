import { z } from 'zod'
import { defaultSteps, type Step, stepActs } from '../domain/chain.ts'
import type { Allowance, Settings } from '../domain/settings.ts'
import { type Duration, duration, readDuration } from './durations.ts'
import { shown } from './nearest.ts'
import { oneOf, reading, wrong } from './reading.ts'
import { section } from './section.ts'

type Amounts = [p1: number, p2: number, p3: number]

const allowance = (unit: Allowance['unit'], [p1, p2, p3]: Amounts): Allowance => ({
  unit,
  by: { 1: p1, 2: p2, 3: p3 },
})

const defaults: Settings['sla'] = {
  accept: allowance('minutes', [5, 60, 240]),
  first_touch: allowance('minutes', [15, 240, 480]),
  qualify: allowance('days', [5, 10, 15]),
  ae_decision: allowance('days', [2, 2, 2]),
}

const act = oneOf(stepActs, 'step')

const share = reading<number>((value) => {
  const percent = /^(\d{1,4})\s?%$/.exec(String(value))
  if (percent && Number(percent[1]) >= 1 && Number(percent[1]) <= 1000) return { value: Number(percent[1]) }
  const isBare = /^\d{1,3}$/.test(String(value))
  return wrong(`${shown(value)} is no share of the time: write 50%`, isBare ? `${value}%` : null)
})

const percent = share.transform((value): Step['at'] => ({ share: value }))
const days = reading<Duration>((value) => readDuration(value, 'd', 0)).transform(({ amount }): Step['at'] => ({
  daysAfter: amount,
}))

const stepsOf = (at: typeof percent | typeof days) =>
  z.array(section({ at, do: act }).transform(({ at, do: does }): Step => ({ at, act: does }))).optional()

const names = ['P1', 'P2', 'P3'] as const
const ranks = { P1: 1, P2: 2, P3: 3 } as const

const clock = (byDefault: Allowance) => {
  const usual = byDefault.unit === 'days' ? 'd' : 'm'
  const time = duration(usual).optional()
  return section({ P1: time, P2: time, P3: time, steps: stepsOf(percent) })
    .transform((written, context): { time: Allowance; steps?: Step[] } => {
      const chosen = names.flatMap((name) => written[name] ?? [])
      const unit = chosen[0]?.unit ?? byDefault.unit
      const left = names.filter((name) => written[name] === undefined)
      const mixed = names.find((name) => written[name] !== undefined && written[name].unit !== unit)
      if (mixed !== undefined || (unit !== byDefault.unit && left.length > 0)) {
        const message = mixed
          ? 'one clock counts either in minutes and hours or in days, not in both'
          : `${left.join(' and ')} would stay in ${byDefault.unit}: give P1, P2 and P3 in the same unit`
        context.issues.push({ code: 'custom', message, input: written, path: mixed ? [mixed] : [] })
        return z.NEVER
      }
      const amountOf = (name: (typeof names)[number]) => written[name]?.amount ?? byDefault.by[ranks[name]]
      const time = allowance(unit, [amountOf('P1'), amountOf('P2'), amountOf('P3')])
      return written.steps ? { time, steps: written.steps } : { time }
    })
    .default({ time: byDefault })
}

export const slaSection = section({
  accept: clock(defaults.accept),
  firstTouch: clock(defaults.first_touch),
  qualify: clock(defaults.qualify),
  aeDecision: clock(defaults.ae_decision),
  nextStep: section({ steps: stepsOf(days) }).optional(),
}).transform(
  ({ accept, firstTouch, qualify, aeDecision, nextStep }): Pick<Settings, 'sla' | 'steps'> => ({
    sla: {
      accept: accept.time,
      first_touch: firstTouch.time,
      qualify: qualify.time,
      ae_decision: aeDecision.time,
    },
    steps: {
      accept: accept.steps ?? defaultSteps.accept,
      first_touch: firstTouch.steps ?? defaultSteps.first_touch,
      qualify: qualify.steps ?? defaultSteps.qualify,
      ae_decision: aeDecision.steps ?? defaultSteps.ae_decision,
      next_step: nextStep?.steps ?? defaultSteps.next_step,
    },
  }),
)
