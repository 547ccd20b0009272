import type { HandoffFacts } from '../../db/queries/handoff-facts.ts'
import { openFields } from '../domain/open-fields.ts'

/** Of an edit everybody may know what stands on the card. */
const withoutContact = (changed: object) =>
  Object.fromEntries(Object.entries(changed).filter(([field]) => field !== 'email' && field !== 'phone'))

const openPart = (entered: Record<string, unknown>): Record<string, unknown> => {
  const shown = Object.fromEntries(openFields.flatMap((field) => (field in entered ? [[field, entered[field]]] : [])))
  const { override, changed } = entered
  const reason = typeof override === 'object' && override !== null && 'reason' in override ? override.reason : null
  return {
    ...shown,
    ...(reason === null ? {} : { override: { reason } }),
    ...(typeof changed === 'object' && changed !== null ? { changed: withoutContact(changed) } : {}),
  }
}

const withoutEvidence = (answered: NonNullable<HandoffFacts['qualification']>) => ({
  ...answered,
  overrideNote: null,
  answers: Object.fromEntries(
    Object.entries(answered.answers).map(([key, { level }]) => [key, { level, evidence: null }]),
  ),
})

/** The facts as whoever takes no part sees them: no evidence, note, amount or contact data is left to be drawn (product §6). */
export const withoutPrivate = (facts: HandoffFacts): HandoffFacts => ({
  ...facts,
  quote: null,
  lead: { ...facts.lead, email: null, emailKey: null, phone: null, phoneKey: null },
  handoff: {
    ...facts.handoff,
    why: null,
    sourceDetail: null,
    amountMinor: null,
    nextStep: null,
  },
  lines: facts.lines.map((one) => ({ ...one, entered: openPart(one.entered) })),
  absorbed: facts.absorbed.map((one) => ({ ...one, entered: openPart(one.entered) })),
  meetings: facts.meetings.map((one) => ({ ...one, link: null })),
  qualification: facts.qualification && withoutEvidence(facts.qualification),
})
