import { eq } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { signals } from '../../db/schema/index.ts'
import type { ScoringRules } from '../domain/gate.ts'
import { hasHandRaise, passesGate, priorityOf, scoreBehaviour, scoreFit, signalsOrSource } from '../domain/gate.ts'

type Scored = {
  title: string | null
  employees: number | null
  country: string | null
  email: string | null
  source: string
}

/**
 * Fit and behaviour of a lead with all that it did so far, and what the gate and the priority make of them (domain §3).
 * What it came by counts as a signal too, unless its signals tell all already.
 */
export const scoreLead = async (
  db: Db,
  rules: ScoringRules,
  given: Scored,
  leadId: string | null,
  at: Date,
  knows: 'source' | 'signals' = 'source',
) => {
  const known = leadId
    ? await db.select({ kind: signals.kind, at: signals.at }).from(signals).where(eq(signals.leadId, leadId))
    : []
  const all = knows === 'signals' ? known : [...known, ...signalsOrSource([], given.source, at, rules)]
  const fit = scoreFit(
    {
      title: given.title,
      employees: given.employees,
      industry: null,
      country: given.country,
      email: given.email,
    },
    rules,
  )
  const behaviour = scoreBehaviour(all, rules, at)
  const scores = { fit: fit.points, behaviour: behaviour.points, handRaise: hasHandRaise(all, at) }
  return { fit, behaviour, scores, gate: passesGate(scores, rules), byScore: priorityOf(scores) }
}
