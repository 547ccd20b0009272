import type { InferInsertModel } from 'drizzle-orm'
import type { HandoffLine } from '../../db/queries/export-handoffs.ts'
import type {
  handoffs,
  history,
  leads,
  MeetingOutcome,
  meetings,
  qualifications,
  signals,
  timers,
} from '../../db/schema/index.ts'
import { emailKey, phoneKey } from '../domain/duplicates.ts'
import { type ScoringRules, scoreBehaviour, scoreFit, signalsOrSource } from '../domain/gate.ts'
import { toMinor } from '../domain/money.ts'
import type { Settings } from '../domain/settings.ts'
import { judge } from '../domain/verdict.ts'
import type { StoredFramework } from './current-framework.ts'
import { type Story, tellStory } from './imported-story.ts'

export type Rows = {
  leads: InferInsertModel<typeof leads>[]
  signals: InferInsertModel<typeof signals>[]
  handoffs: InferInsertModel<typeof handoffs>[]
  history: InferInsertModel<typeof history>[]
  qualifications: InferInsertModel<typeof qualifications>[]
  meetings: InferInsertModel<typeof meetings>[]
  timers: InferInsertModel<typeof timers>[]
}

export type Making = {
  tenantId: string
  settings: Pick<Settings, 'scoring' | 'gate'>
  framework: StoredFramework
  now: Date
  newId: () => string
  memberOf: (email: string) => string
  queueOf: (key: string) => string
  /** The lead that is known already with the same data. */
  leadOf: (line: HandoffLine) => string | undefined
}

export const noRows = (): Rows => ({
  leads: [],
  signals: [],
  handoffs: [],
  history: [],
  qualifications: [],
  meetings: [],
  timers: [],
})

/** An import knows that a gate was overridden, and not by which of the reasons. */
const unknownReason = 'other'
const meetingMinutes = 30

const dateOf = (stamp: string | null | undefined) => (stamp ? new Date(stamp) : null)

const scoresOf = ({ lead, company, signals, source, receivedAt }: HandoffLine, rules: ScoringRules) => {
  const at = new Date(receivedAt)
  const known = signals.map((signal) => ({ kind: signal.kind, at: new Date(signal.at) })).filter((one) => one.at <= at)
  return {
    fit: scoreFit({ ...company, title: lead.title, email: lead.email }, rules).points,
    behaviour: scoreBehaviour(signalsOrSource(known, source ?? '', at, rules), rules, at).points,
  }
}

const startOf = ({ firstReached, postedAt, receivedAt }: HandoffLine, clock: string) => {
  const { sal, sql, sqo } = firstReached
  const start = { first_touch: sal, qualify: sal, ae_decision: sql, next_step: sqo }[clock]
  return Date.parse(start ?? postedAt ?? receivedAt)
}

const timersOf = (line: HandoffLine, handoffId: string, { tenantId, newId, now }: Making): Rows['timers'] => {
  const taken = new Set<string>()
  const stopped = new Map<string, number>()
  return line.sla.map(({ clock, due, stoppedAt }) => {
    let start = stopped.get(clock) ?? startOf(line, clock)
    // Two episodes of one clock never begin at the same moment.
    while (taken.has(`${clock} ${start}`)) start += 1
    taken.add(`${clock} ${start}`)
    if (stoppedAt !== null) stopped.set(clock, Date.parse(stoppedAt))
    const [startedAt, dueAt] = [new Date(start), new Date(due)]
    // Marked as done with: what an import brings reminds nobody.
    return { id: newId(), tenantId, handoffId, clock, startedAt, dueAt, stoppedAt: dateOf(stoppedAt), firedAt: now }
  })
}

const meetingsOf = (
  story: Story,
  handoffId: string,
  aeId: string | null,
  { tenantId, newId }: Making,
): Rows['meetings'] =>
  story.meetings.map(({ line, at, outcome }) => ({
    id: newId(),
    tenantId,
    handoffId,
    startsAt: at,
    minutes: meetingMinutes,
    aeId,
    outcome: outcome as MeetingOutcome | null,
    outcomeAt: outcome === null ? null : at,
    lineId: line,
    outcomeLineId: outcome === null ? null : line,
  }))

const qualificationOf = (line: HandoffLine, story: Story, handoffId: string, byId: string | null, making: Making) => {
  if (line.answers === null) return null
  const levels = Object.fromEntries(Object.entries(line.answers).map(([key, { level }]) => [key, level]))
  const { score, verdict } = judge(making.framework, making.settings.gate, levels)
  const isDraft = verdict === 'incomplete' && line.firstReached.sql === undefined
  const told = story.lines.findLast(({ verb }) => verb === 'qualify') ?? story.lines.at(-1)
  return {
    id: making.newId(),
    tenantId: making.tenantId,
    handoffId,
    frameworkId: making.framework.id,
    answers: line.answers,
    score: isDraft ? null : score,
    verdict,
    isDraft,
    overrideReason: line.override ? unknownReason : null,
    byId,
    at: told?.at ?? new Date(line.receivedAt),
    lineId: told?.id ?? handoffId,
  }
}

const leadRows = ({ lead, company, ...line }: HandoffLine, id: string, { tenantId, newId }: Making) => ({
  lead: {
    id,
    tenantId,
    ...lead,
    emailKey: lead.email === null ? null : emailKey(lead.email),
    phoneKey: lead.phone === null ? null : phoneKey(lead.phone, company.country),
    company: company.name,
    companyDomain: company.domain,
    employees: company.employees,
    industry: company.industry,
    country: company.country,
    createdAt: new Date(line.receivedAt),
  },
  signals: line.signals.map(({ kind, at, detail }) => ({
    id: newId(),
    tenantId,
    leadId: id,
    kind,
    at: new Date(at),
    detail,
  })),
})

/** Adds the rows of one imported hand-off; guards are not checked, as history is what it is (domain §8). */
export const addRows = (rows: Rows, line: HandoffLine, making: Making) => {
  const { tenantId, newId } = making
  const memberOf = (email: string | null) => (email === null ? null : making.memberOf(email))
  const people = { owner: memberOf(line.owner), ae: memberOf(line.ae), submitter: memberOf(line.submitter) }
  const knownLead = making.leadOf(line)
  const leadId = knownLead ?? newId()
  if (knownLead === undefined) {
    const made = leadRows(line, leadId, making)
    rows.leads.push(made.lead)
    rows.signals.push(...made.signals)
  }
  const id = newId()
  const story = tellStory(line, { tenantId, handoffId: id, people, newId })
  const qualification = qualificationOf(line, story, id, people.owner, making)
  const held = line.meetings.findLast(({ outcome }) => outcome === 'held')?.at
  const { amount, currency, firstReached } = line
  rows.handoffs.push({
    id,
    tenantId,
    number: line.number,
    leadId,
    queueId: line.queue === null ? null : making.queueOf(line.queue),
    stage: line.stage,
    stageAt: story.stageAt,
    source: line.source,
    campaign: line.campaign,
    priority: line.priority,
    ...scoresOf(line, making.settings.scoring),
    submitterId: people.submitter,
    ownerId: people.owner,
    aeId: people.ae,
    receivedAt: new Date(line.receivedAt),
    postedAt: dateOf(line.postedAt),
    mqlAt: dateOf(firstReached.mql),
    salAt: dateOf(firstReached.sal),
    sqlAt: dateOf(firstReached.sql),
    sqoAt: dateOf(firstReached.sqo),
    wonAt: dateOf(firstReached.won),
    lostAt: dateOf(firstReached.lost),
    nurtureAt: dateOf(firstReached.nurture),
    disqualifiedAt: dateOf(firstReached.disqualified),
    reason: line.reason,
    touchedAt: dateOf(line.sla.find(({ clock }) => clock === 'first_touch')?.stoppedAt),
    // What became an SQL was spoken to, whether or not the meeting is known (domain §7).
    spokenAt: dateOf(held ?? firstReached.sql),
    meetingHeldAt: dateOf(held),
    score: qualification?.score ?? null,
    verdict: qualification && !qualification.isDraft ? qualification.verdict : null,
    override: line.override ? unknownReason : null,
    returns: line.returns,
    amountMinor: amount !== null && currency !== null ? toMinor(amount, currency) : null,
    currency,
    closeDate: line.closeDate,
    nextStep: line.nextStep,
    nextStepBy: line.nextStepBy,
    isImported: true,
  })
  rows.history.push(...story.lines)
  if (qualification) rows.qualifications.push(qualification)
  rows.meetings.push(...meetingsOf(story, id, people.ae, making))
  rows.timers.push(...timersOf(line, id, making))
}
