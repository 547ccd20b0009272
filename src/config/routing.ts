import { z } from 'zod'
import type { Priority } from '../domain/settings.ts'
import { country } from './codes.ts'
import { nearest, shown } from './nearest.ts'
import { number, reading, text, wrong } from './reading.ts'
import { chosen, given, oneOrMore, section } from './section.ts'

const priorityNames = { P1: 1, P2: 2, P3: 3 } as const satisfies Record<string, Priority>

const priority = reading<Priority>((value) => {
  const found = Object.entries(priorityNames).find(([name, rank]) => value === name || value === rank)
  return found
    ? { value: found[1] }
    : wrong(`${shown(value)} is no priority: P1, P2 or P3`, nearest(String(value), ['P1', 'P2', 'P3']))
})

const rangeMeant = (value: unknown) => {
  if (typeof value === 'number') return `{ min: ${value} }`
  const parts = typeof value === 'string' ? /^(\d+)\s*(?:-|–|\+|to)\s*(\d*)$/.exec(value.trim()) : null
  if (!parts) return null
  return parts[2] ? `{ min: ${parts[1]}, max: ${parts[2]} }` : `{ min: ${parts[1]} }`
}

const bounds = (least: number, most: number) =>
  section({ min: number(least, most).optional(), max: number(least, most).optional() }).transform((value, context) => {
    const isTurned = value.min !== undefined && value.max !== undefined && value.min > value.max
    if (isTurned || (value.min === undefined && value.max === undefined)) {
      const suggestion = isTurned ? `{ min: ${value.max}, max: ${value.min} }` : `{ min: ${least} }`
      const message = isTurned ? 'its min lies above its max' : 'needs min, max or both'
      context.issues.push({ code: 'custom', message, input: value, params: { suggestion } })
    }
    return given(value)
  })

const isGroup = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value)

const noRange = reading<never>((value) =>
  wrong(`must be { min: …, max: … }, and is ${shown(value)}`, rangeMeant(value)),
)

const range = (least: number, most: number) => {
  const inside = bounds(least, most)
  return chosen<z.output<typeof inside>>((value) => (isGroup(value) ? inside : noRange))
}

const texts = oneOrMore(text(120)).optional()

const conditions = section({
  country: oneOrMore(country).optional(),
  employees: range(1, 10_000_000).optional(),
  industry: texts,
  source: texts,
  campaign: texts,
  title: texts,
  domain: texts,
  language: texts,
  priority: oneOrMore(priority).optional(),
  score: range(0, 200).optional(),
}).transform(given)

/** A rule without conditions takes what is left. */
export const routingSection = z.array(section({ when: conditions.default({}), to: text(40) }))
