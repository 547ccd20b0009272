import { z } from 'zod'
import { whySkipped } from '../../src/domain/rotation.ts'
import { conditions } from '../../src/domain/routing.ts'

const points = z.object({ points: z.number() })
const fit = points.extend({
  factor: z.enum(['title', 'employees', 'industry', 'country', 'freeMail']),
  value: z.string().nullable(),
})
const behaviour = points.extend({ kind: z.string(), at: z.coerce.date(), full: z.number() })
const range = z.object({ min: z.number().optional(), max: z.number().optional() })

const failure = z.object({
  condition: z.enum(conditions),
  wanted: z.union([z.array(z.union([z.string(), z.number()])), range]),
  found: z.union([z.string(), z.number()]).nullable(),
})

const tested = z.object({
  rule: z.number(),
  to: z.string(),
  matched: z.boolean(),
  failed: failure.nullable(),
})

const decision = z.object({
  byHand: z.boolean(),
  fit: z.array(fit),
  behaviour: z.array(behaviour),
  gate: z.object({ passes: z.boolean(), by: z.enum(['scores', 'handRaise']).nullable() }),
  priority: z.object({ by: z.enum(['hand', 'handRaise', 'sum']) }),
  queue: z.discriminatedUnion('by', [
    z.object({ by: z.literal('hand') }),
    z.object({ by: z.literal('rules'), trace: z.array(tested) }),
  ]),
  skipped: z.array(z.object({ member: z.string(), why: z.enum(whySkipped) })).default([]),
})

/** How a hand-off came to its queue: scores, gate, priority, each rule tested, and whose turn it could not be (domain §5). */
export type Decision = z.output<typeof decision>

/** Reads what was stored of the decision; null for a hand-off that was imported, where nobody decided. */
export const readDecision = (stored: unknown): Decision | null => {
  const read = decision.safeParse(stored)
  return read.success ? read.data : null
}
