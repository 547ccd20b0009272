import { readQueuePeople } from '../../db/queries/queue-people.ts'
import type { Handoff, Lead } from '../../db/queries/situation.ts'
import type { history } from '../../db/schema/index.ts'
import { type Move, moves } from '../domain/moves.ts'
import { isTextKey } from '../texts/catalogue.ts'
import { type Sentence, say } from '../texts/sentence.ts'
import type { Act, Told } from './act.ts'
import type { Context } from './context.ts'
import type { Asker, Situation } from './move.ts'
import { named } from './named.ts'
import { duesBy } from './set-priority.ts'

export type Line = typeof history.$inferSelect

const rowOf = (verb: string): Move | null => (Object.hasOwn(moves, verb) ? moves[verb as keyof typeof moves] : null)

/** Whether the act told anybody: answers that moved nothing were kept without a word. */
const wasTold = (line: Line) => line.fromStage !== line.toStage || line.verb !== 'qualify'

/** Whose it was and whose it became, by an act that gave it to another. */
const holdersOf = ({ entered, replaced }: Line) => [
  ...[entered.owner, entered.ae, entered.offered],
  ...[replaced.ownerId, replaced.aeId, replaced.offeredTo],
]

/** What the acts replaced: fields of the hand-off and of its lead, and the due times of clocks that went on. */
const takenBack = (lines: readonly Line[]) => {
  const { dues, lead, ...fields } = Object.assign({}, ...lines.map((one) => one.replaced))
  const was = new Map((dues as { id: string; dueAt: string }[] | undefined)?.map((one) => [one.id, one.dueAt]))
  return { set: fields as Partial<Handoff>, lead: lead as Partial<Lead> | undefined, was }
}

/** Who heard of the act, by its rows of the moves table (domain §8, `undo` tells as the move told). */
const audienceOf = async (ctx: Context, lines: readonly Line[], before: Handoff) => {
  const told = lines.filter(wasTold)
  const audience = new Set(told.flatMap((line) => rowOf(line.verb)?.tells ?? []))
  const named = told.flatMap(({ entered }) => [entered.ae, entered.aeId])
  const isForManagers = audience.has('managers') && before.queueId !== null
  const managers = isForManagers ? await readQueuePeople(ctx.db, before.queueId ?? '', 'manager') : []
  const people = [
    audience.has('submitter') ? before.submitterId : null,
    ...(audience.has('owner') ? [before.ownerId, ...told.map(({ replaced }) => replaced.ownerId)] : []),
    ...(audience.has('ae') ? [before.aeId, ...named] : []),
    ...managers.map(({ id }) => id),
    ...(audience.has('both') ? told.flatMap(holdersOf) : []),
    ...(audience.has('asked') ? told.map(({ entered }) => entered.askedOf) : []),
    // What is begun may have been offered to somebody, who was told.
    lines.some((one) => one.fromStage === null) ? before.offeredTo : null,
    ...(audience.has('asker') ? told.map(({ entered }) => entered.asker) : []),
  ]
  return {
    people: [...new Set(people.filter((one): one is string => typeof one === 'string'))],
    isInThread: audience.has('thread') || audience.has('queue'),
  }
}

const wordsOf = (verb: string, values: { by: string; name: Sentence; stage: string }, hasMoved: boolean) => {
  const own = `told.undone.${verb}`
  return say(!hasMoved && isTextKey(own) ? own : 'told.undone', values)
}

const tellsOf = async (
  ctx: Context,
  one: Situation,
  lines: readonly Line[],
  after: Handoff,
  id: string,
): Promise<Told[]> => {
  const before = one.handoff
  const { people, isInThread } = await audienceOf(ctx, lines, before)
  const values = { by: one.actor.name, name: named(one), stage: after.stage }
  const text = wordsOf(lines[0]?.verb ?? '', values, before.stage !== after.stage)
  const direct = people
    .filter((to) => to !== one.actor.id)
    .map((to) => ({ lane: to, dedupeKey: `tell:${id}:${to}`, payload: { kind: 'tell', text, show: before.number } }))
  const thread = (isInThread ? one.queuePlaces : []).map((place) => ({
    lane: place,
    dedupeKey: `thread:${id}:${place}`,
    payload: { kind: 'thread', handoff: before.id, text },
  }))
  return [...direct, ...thread]
}

/** What began with the act that is undone: it stands nowhere and counts for nothing, and points at what it came from. */
const begunInVain = (lines: readonly Line[], at: Date): Partial<Handoff> | null => {
  const first = lines.find((one) => one.fromStage === null)
  if (!first) return null
  const into = typeof first.entered.other === 'number' ? first.entered.other : null
  return { stage: 'MERGED', stageAt: at, mqlAt: null, offeredTo: null, mergedInto: into }
}

/** Takes back what one submission did to one hand-off: the line that says so, and what the act had replaced. */
export const actOfUndo = async (
  ctx: Context,
  situation: Situation,
  lines: readonly Line[],
  asker: Asker,
  submission: { id: string; undoes: string; answer: Record<string, unknown> },
): Promise<{ act: Act; after: Handoff }> => {
  const at = ctx.now()
  const before = situation.handoff
  const back = takenBack(lines)
  const set: Partial<Handoff> = begunInVain(lines, at) ?? back.set
  const after = { ...before, ...set }
  const dues = set.priority === undefined ? [] : await duesBy(ctx, situation, after)
  const id = ctx.newId()
  const act: Act = {
    tenantId: ctx.tenantId,
    at,
    by: asker,
    delivery: asker.delivery,
    answer: submission.answer,
    handoffId: before.id,
    version: before.version,
    set,
    ...(back.lead ? { leadSet: { id: before.leadId, set: back.lead } } : {}),
    lines: [
      {
        id,
        verb: 'undo',
        fromStage: before.stage,
        toStage: after.stage,
        entered: { verb: lines[0]?.verb ?? '' },
        replaced: {},
        submission: submission.id,
        undoes: submission.undoes,
      },
    ],
    undoes: lines.map((one) => one.id),
    dues: dues.map((one) => ({ ...one, dueAt: new Date(back.was.get(one.id) ?? one.dueAt) })),
    tells: await tellsOf(ctx, situation, lines, after, id),
  }
  return { act, after }
}
