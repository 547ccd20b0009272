import type { z } from 'zod'
import { alertsSection } from './alerts.ts'
import { calendarsSection } from './calendars.ts'
import { criteriaSection } from './criteria.ts'
import { laterSections } from './later.ts'
import { membersSection } from './members.ts'
import { nearest, shown } from './nearest.ts'
import { organisationSection } from './organisation.ts'
import { type Finding, findingsOf } from './problem.ts'
import { queuesSection } from './queues.ts'
import { reasonsSection } from './reasons.ts'
import { routingSection } from './routing.ts'
import { scoringSection } from './scoring.ts'
import { slaSection } from './sla.ts'

const schemas = {
  organisation: organisationSection,
  members: membersSection,
  calendars: calendarsSection,
  queues: queuesSection,
  routing: routingSection,
  scoring: scoringSection,
  criteria: criteriaSection,
  sla: slaSection,
  alerts: alertsSection,
  reasons: reasonsSection,
}

/** What each section says; one that is left out, or that has problems of its own, is absent. */
export type Sections = {
  [Name in keyof typeof schemas]?: z.output<(typeof schemas)[Name]> | undefined
}

const readOne = <Schema extends z.ZodType>(schema: Schema, value: unknown, name: string, findings: Finding[]) => {
  if (value === undefined) return undefined
  const read = schema.safeParse(value, { reportInput: true })
  if (read.success) return read.data
  findings.push(...read.error.issues.flatMap((issue) => findingsOf(issue, [name])))
  return undefined
}

/** Checks each section by itself, so that a slip in one does not hide the slips in the others. */
export const readSections = (root: object): { sections: Sections; findings: Finding[] } => {
  const findings: Finding[] = []
  const written = new Map<string, unknown>(Object.entries(root))
  const known = [...Object.keys(schemas), ...Object.keys(laterSections)]
  for (const key of written.keys()) {
    if (known.includes(key)) continue
    const suggestion = nearest(key, known)
    findings.push({ path: [key], message: `there is no section ${shown(key)}`, suggestion })
  }
  const read = <Schema extends z.ZodType>(name: keyof typeof schemas, schema: Schema) =>
    readOne(schema, written.get(name), name, findings)
  const sections = {
    organisation: read('organisation', schemas.organisation),
    members: read('members', schemas.members),
    calendars: read('calendars', schemas.calendars),
    queues: read('queues', schemas.queues),
    routing: read('routing', schemas.routing),
    scoring: read('scoring', schemas.scoring),
    criteria: read('criteria', schemas.criteria),
    sla: read('sla', schemas.sla),
    alerts: read('alerts', schemas.alerts),
    reasons: read('reasons', schemas.reasons),
  }
  for (const [name, schema] of Object.entries(laterSections)) readOne(schema, written.get(name), name, findings)
  return { sections, findings }
}
