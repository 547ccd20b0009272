import { z } from 'zod'
import type { Criterion, Framework } from '../domain/frameworks/framework.ts'
import { frameworks } from '../domain/frameworks/index.ts'
import { defaultGate, type GateRules } from '../domain/verdict.ts'
import { flag, name, number, oneOf, text } from './reading.ts'
import { section } from './section.ts'

/** What one organisation asks, and what the answers must come to (domain §7). */
export type CriteriaSettings = { framework: string; ownFramework: Framework | null; gate: GateRules }

const own = 'own'
/** An option of a Slack menu holds 75 characters, and the level's number stands before its text. */
const levelLength = 70

const criterion = section({
  key: name('criterion'),
  label: text(40),
  help: text(150).default(''),
  weight: number(0, 100, false),
  minimum: number(0, 3).default(2),
  required: flag.default(false),
  levels: z.array(text(levelLength)).transform((levels, context): Criterion['levels'] => {
    const [none, low, high, full, ...more] = levels
    if (none !== undefined && low !== undefined && high !== undefined && full !== undefined && more.length === 0) {
      return [none, low, high, full]
    }
    const message = `needs four texts, for the levels 0 to 3, and has ${levels.length}`
    context.issues.push({ code: 'custom', message, input: levels })
    return z.NEVER
  }),
})

const shape = section({
  framework: oneOf([...Object.keys(frameworks), own], 'framework').default('bant'),
  mode: oneOf(['all_of', 'n_of_m', 'weighted'], 'mode').default(defaultGate.mode),
  sqlScore: number(0, 100, false).default(defaultGate.sqlScore),
  sqoScore: number(0, 100, false).default(defaultGate.sqoScore),
  n: number(1, 10).optional(),
  criteria: z.array(criterion).optional(),
})

type Written = z.output<typeof shape>
type Slip = { path: (string | number)[]; message: string; suggestion?: string }

const weightOf = (criteria: Criterion[]) =>
  criteria.reduce((sum, { weight }) => sum + Math.round(weight * 100), 0) / 100

const slipsOfOwn = (criteria: Criterion[]): Slip[] => {
  const slips: Slip[] = criteria.flatMap(({ key }, at) =>
    criteria.findIndex((one) => one.key === key) < at
      ? [{ path: ['criteria', at, 'key'], message: `there are two criteria "${key}"` }]
      : [],
  )
  if (criteria.length < 1 || criteria.length > 10)
    slips.push({ path: ['criteria'], message: 'needs one to ten criteria' })
  else if (weightOf(criteria) !== 100) {
    slips.push({ path: ['criteria'], message: `the weights must add up to 100, and add up to ${weightOf(criteria)}` })
  }
  return slips
}

const slipsOf = ({ framework, mode, n, criteria }: Written): Slip[] => {
  const slips: Slip[] = []
  if (criteria) slips.push(...slipsOfOwn(criteria))
  if (criteria && framework !== own) {
    slips.push({ path: ['framework'], message: 'criteria of your own need the framework "own"', suggestion: own })
  }
  if (!criteria && framework === own)
    slips.push({ path: ['framework'], message: 'the framework "own" needs criteria: [...]' })
  if (n !== undefined && mode !== 'n_of_m') {
    slips.push({ path: ['mode'], message: 'n counts in the mode n_of_m alone', suggestion: 'n_of_m' })
  }
  const count = (criteria ?? frameworks[framework]?.criteria)?.length
  if (n !== undefined && count !== undefined && n > count) {
    slips.push({ path: ['n'], message: `there are only ${count} criteria`, suggestion: String(count) })
  }
  return slips
}

export const criteriaSection = shape.transform((written, context): CriteriaSettings => {
  for (const { path, message, suggestion } of slipsOf(written)) {
    context.issues.push({ code: 'custom', message, input: written, path, params: { suggestion: suggestion ?? null } })
  }
  const { framework, mode, sqlScore, sqoScore, n, criteria } = written
  return {
    framework,
    ownFramework: criteria ? { key: own, version: 1, title: 'Own criteria', criteria } : null,
    gate: { mode, sqlScore, sqoScore, n: n ?? null },
  }
})
