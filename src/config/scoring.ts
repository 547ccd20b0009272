import { z } from 'zod'
import { defaultScoring, type ScoringRules, type Segment } from '../domain/gate.ts'
import { nearest, shown } from './nearest.ts'
import { number, oneOf, readingOfText, wrong } from './reading.ts'
import { section } from './section.ts'

const bands = ['1-10', '11-50', '51-200', '201-1000', '1001+'] as const satisfies Segment[]

export const segment = oneOf([...bands, 'unknown'], 'employee band')

/** Signals of one's own are allowed, but a word one slip away from a shipped one is that slip. */
const signal = readingOfText<string>((value) => {
  const shipped = Object.keys(defaultScoring.behaviour)
  if (shipped.includes(value)) return { value }
  const meant = value.length > 4 ? nearest(value, shipped) : null
  if (meant === null && /^[a-z0-9][a-z0-9_-]{0,39}$/.test(value)) return { value }
  return wrong(`${shown(value)} is no signal`, meant ?? (value.toLowerCase().replace(/[^a-z0-9]+/g, '_') || null))
})

const { fit, gate } = defaultScoring
const points = number(0, 100)

export const scoringSection = section({
  gate: section({
    fit: points.default(gate.fit),
    behaviour: points.default(gate.behaviour),
    handRaiseFit: points.default(gate.handRaiseFit),
  }).prefault({}),
  halfLifeDays: number(1, 3650, false).default(defaultScoring.halfLifeDays),
  behaviour: z
    .record(signal, points)
    .default({})
    .transform((value) => ({ ...defaultScoring.behaviour, ...value })),
  fit: section({
    executive: points.default(fit.executive),
    director: points.default(fit.director),
    manager: points.default(fit.manager),
    employees: z
      .record(oneOf<string>(bands, 'employee band'), points)
      .default({})
      .transform((value) => ({ ...fit.employees, ...value })),
    industry: points.default(fit.industry),
    country: points.default(fit.country),
    freeMail: number(-100, 0).default(fit.freeMail),
  }).prefault({}),
}).transform((value): Omit<ScoringRules, 'targetIndustries' | 'servedCountries'> => value)
