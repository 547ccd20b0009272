import { and, asc, eq } from 'drizzle-orm'
import { readLastStanding, readOwnLast } from '../../db/queries/last-act.ts'
import { readQueuePeople } from '../../db/queries/queue-people.ts'
import type { Handoff, Lead } from '../../db/queries/situation.ts'
import { history, idempotencyKeys } from '../../db/schema/index.ts'
import { type Move, moves } from '../domain/moves.ts'
import { type Refused, refuse } from '../domain/refusal.ts'
import { isTextKey } from '../texts/catalogue.ts'
import { type Sentence, say } from '../texts/sentence.ts'
import type { Told } from './act.ts'
import type { Context } from './context.ts'
import { type Asker, type Moved, type Situation, standingOf } from './move.ts'
import { named } from './named.ts'
import { duesBy } from './set-priority.ts'

const undoWithinMs = 10 * 60_000

type Line = typeof history.$inferSelect

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

/** What an earlier delivery of the same request did; without it the repeat would take back one act more. */
const repeatedUndo = async (ctx: Context, asker: Asker): Promise<Moved | null> => {
  const [kept] = await ctx.db
    .select({ answer: idempotencyKeys.answer })
    .from(idempotencyKeys)
    .where(and(eq(idempotencyKeys.tenantId, ctx.tenantId), eq(idempotencyKeys.key, asker.delivery)))
  const number = (kept?.answer as { number?: number } | undefined)?.number
  if (number === undefined) return null
  const row = await ctx.situation({ number, memberId: asker.memberId, delivery: asker.delivery })
  if (!row) return null
  return { ok: true, situation: { ...row, standing: standingOf(row) }, after: row.handoff, lines: [], isRepeat: true }
}

/**
 * Takes back the asker's last move on a hand-off, within 10 minutes and if nothing followed (domain §8). What one
 * submission did is undone as one; a new line says so.
 */
export const undo = async (ctx: Context, number: number | null, asker: Asker): Promise<Moved | Refused> => {
  const repeated = await repeatedUndo(ctx, asker)
  if (repeated) return repeated
  const last = await readOwnLast(ctx.db, ctx.tenantId, asker.memberId, number)
  if (!last || last.verb === 'new' || last.verb === 'signal' || last.verb === 'erase')
    return refuse({ key: 'nothingToUndo' })
  const row = await ctx.situation({ number: last.number, memberId: asker.memberId, delivery: asker.delivery })
  if (!row) return refuse({ key: 'nothingToUndo' })
  const at = ctx.now()
  if (at.getTime() - last.at.getTime() > undoWithinMs)
    return refuse({ key: 'undoTooLate', number: last.number, verb: last.verb, at: last.at })
  const newest = await readLastStanding(ctx.db, row.handoff.id)
  if (newest && newest.submission !== last.submission)
    return refuse({ key: 'undoFollowed', number: last.number, last: newest })
  const lines = await ctx.db
    .select()
    .from(history)
    .where(and(eq(history.handoffId, row.handoff.id), eq(history.submission, last.submission)))
    .orderBy(asc(history.id))
  const { set, lead, was } = takenBack(lines)
  const before = row.handoff
  const after = { ...before, ...set }
  const id = ctx.newId()
  const situation = { ...row, standing: standingOf(row) }
  const dues = set.priority === undefined ? [] : await duesBy(ctx, situation, after)
  const version = await ctx.make({
    tenantId: ctx.tenantId,
    at,
    delivery: asker.delivery,
    answer: { lines: [id], number: before.number },
    handoffId: before.id,
    version: before.version,
    set,
    ...(lead ? { leadSet: { id: before.leadId, set: lead } } : {}),
    lines: [
      {
        id,
        tenantId: ctx.tenantId,
        handoffId: before.id,
        at,
        actorId: asker.memberId,
        actor: 'member',
        surface: asker.surface,
        verb: 'undo',
        fromStage: before.stage,
        toStage: after.stage,
        entered: { verb: last.verb },
        replaced: {},
        submission: id,
        undoes: last.submission,
      },
    ],
    undoes: lines.map((one) => one.id),
    dues: dues.map((one) => ({ ...one, dueAt: new Date(was.get(one.id) ?? one.dueAt) })),
    tells: await tellsOf(ctx, situation, lines, after, id),
  })
  if (version === null) return undo(ctx, number, asker)
  return { ok: true, situation, after, lines: [id], isRepeat: false }
}
