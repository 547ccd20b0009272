import type { InferInsertModel } from 'drizzle-orm'
import type { HandoffLine, ReachedKey } from '../../db/queries/export-handoffs.ts'
import type { history } from '../../db/schema/index.ts'
import type { Stage } from '../domain/stages.ts'

type Row = InferInsertModel<typeof history>
type People = Record<'owner' | 'ae' | 'submitter', string | null>
type Chapter = { at: Date; verb: string; to: Stage | null; actorId: string | null; entered: Record<string, unknown> }

export type Story = { lines: Row[]; stageAt: Date; meetings: { line: string; at: Date; outcome: string | null }[] }

const order: readonly ReachedKey[] = ['mql', 'sal', 'sql', 'sqo', 'won', 'lost', 'nurture', 'disqualified']
const stageOf = (key: ReachedKey) => key.toUpperCase() as Stage

/** How a hand-off came to stand where its first times do not lead: back, or by a step whose time is not known. */
const lastStep = ({ stage, firstReached }: HandoffLine): string => {
  if (stage === 'MQL') return firstReached.sal ? 'release' : 'new'
  if (stage === 'SAL') return firstReached.sql ? 'return' : 'accept'
  if (stage === 'SQL') return firstReached.sqo ? 'sendback' : 'qualify'
  const others = {
    NEW: 'new',
    SQO: 'confirm',
    WON: 'win',
    LOST: 'lose',
    NURTURE: 'nurture',
    DISQUALIFIED: 'disqualify',
  }
  return stage === 'MERGED' ? 'merge' : others[stage]
}

const verbOf = (key: ReachedKey, line: HandoffLine): string => {
  const wasAccepted = line.firstReached.sal !== undefined
  if (key === 'nurture') return wasAccepted ? 'nurture' : 'reject'
  if (key === 'disqualified') return wasAccepted ? 'disqualify' : 'reject'
  return { mql: 'new', sal: 'accept', sql: 'qualify', sqo: 'confirm', won: 'win', lost: 'lose' }[key]
}

const actorOf = (key: ReachedKey, line: HandoffLine, people: People) => {
  if (key === 'mql') return people.submitter
  if (key === 'sal' || key === 'sql') return people.owner
  if (key === 'sqo' || key === 'won' || key === 'lost') return people.ae
  return line.firstReached.sql === undefined ? people.owner : (people.ae ?? people.owner)
}

const chaptersOf = (line: HandoffLine, people: People): Chapter[] => {
  const reached = order.flatMap((key): Chapter[] => {
    const at = line.firstReached[key]
    if (at === undefined) return []
    const isLoss = key === 'lost' || key === 'nurture' || key === 'disqualified'
    const entered = isLoss && line.reason !== null ? { reason: line.reason } : {}
    const actorId = actorOf(key, line, people)
    return [{ at: new Date(at), verb: verbOf(key, line), to: stageOf(key), actorId, entered }]
  })
  const met = line.meetings.map(({ at, outcome }): Chapter => {
    const entered = outcome === null ? {} : { outcome }
    return {
      at: new Date(at),
      verb: outcome === null ? 'meet' : 'outcome',
      to: null,
      actorId: people.ae ?? people.owner,
      entered,
    }
  })
  const all = [...reached, ...met].sort((one, other) => one.at.getTime() - other.at.getTime())
  const known = all.some(({ to }) => to !== null)
  const start: Chapter = {
    at: new Date(line.receivedAt),
    verb: 'new',
    to: 'NEW',
    actorId: people.submitter,
    entered: {},
  }
  return known ? all : [start, ...all]
}

/** The moment of the step that first times do not tell: when the AE's clock was stopped, else the last that is known. */
const returnedAt = (line: HandoffLine, last: Date) => {
  const stops = line.sla.flatMap(({ clock, stoppedAt }) =>
    clock === 'ae_decision' && stoppedAt ? [Date.parse(stoppedAt)] : [],
  )
  return new Date(Math.max(last.getTime(), ...stops))
}

/** History as far as the times of an imported hand-off tell it, in the order in which it happened (domain §9). */
export const tellStory = (
  line: HandoffLine,
  about: { tenantId: string; handoffId: string; people: People; newId: () => string },
): Story => {
  const { tenantId, handoffId, people, newId } = about
  const chapters = chaptersOf(line, people)
  const last = chapters.findLast(({ to }) => to !== null)
  if (last?.to !== line.stage) {
    const at = returnedAt(line, chapters.at(-1)?.at ?? new Date(line.receivedAt))
    const actorId = line.stage === 'SAL' ? people.ae : null
    chapters.push({ at, verb: lastStep(line), to: line.stage, actorId, entered: {} })
  }
  let stage: Stage | null = null
  const meetings: Story['meetings'] = []
  const lines = chapters.map(({ at, verb, to, actorId, entered }): Row => {
    const id = newId()
    const fromStage = stage
    stage = to ?? stage ?? 'NEW'
    if (to === null)
      meetings.push({ line: id, at, outcome: typeof entered.outcome === 'string' ? entered.outcome : null })
    return {
      id,
      tenantId,
      handoffId,
      at,
      actorId,
      actor: 'import',
      surface: 'import',
      verb,
      fromStage,
      toStage: stage,
      entered,
      replaced: {},
      submission: id,
    }
  })
  const stageAt = lines.findLast((one) => one.fromStage !== one.toStage)?.at ?? new Date(line.receivedAt)
  return { lines, stageAt, meetings }
}
