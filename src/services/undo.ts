import { and, desc, eq } from 'drizzle-orm'
import { readLastAct } from '../../db/queries/last-act.ts'
import type { Handoff } from '../../db/queries/situation.ts'
import { handoffs, history } from '../../db/schema/index.ts'
import { type Refused, refuse } from '../domain/refusal.ts'
import { say } from '../texts/sentence.ts'
import type { Context } from './context.ts'
import { type Asker, type Moved, standingOf } from './move.ts'
import { named } from './named.ts'

const undoWithinMs = 10 * 60_000

/** The lines of the newest submission of a member, on one hand-off or on any, that an undo could take back. */
const lastOf = async (ctx: Context, memberId: string, number: number | null) => {
  const [last] = await ctx.db
    .select({ line: history, number: handoffs.number })
    .from(history)
    .innerJoin(handoffs, eq(handoffs.id, history.handoffId))
    .where(
      and(
        eq(history.tenantId, ctx.tenantId),
        eq(history.actorId, memberId),
        eq(history.actor, 'member'),
        ...(number === null ? [] : [eq(handoffs.number, number)]),
      ),
    )
    .orderBy(desc(history.id))
    .limit(1)
  return last ?? null
}

/**
 * Takes back the asker's last move on a hand-off, within 10 minutes and if nothing followed (domain §8). What one
 * submission did is undone as one; a new line says so.
 */
export const undo = async (ctx: Context, number: number | null, asker: Asker): Promise<Moved | Refused> => {
  const last = await lastOf(ctx, asker.memberId, number)
  if (!last || last.line.undoes !== null || last.line.verb === 'new' || last.line.verb === 'signal')
    return refuse({ key: 'nothingToUndo' })
  const row = await ctx.situation({ number: last.number, memberId: asker.memberId, delivery: asker.delivery })
  if (!row) return refuse({ key: 'nothingToUndo' })
  const at = ctx.now()
  if (at.getTime() - last.line.at.getTime() > undoWithinMs)
    return refuse({ key: 'undoTooLate', number: last.number, verb: last.line.verb, at: last.line.at })
  const newest = await readLastAct(ctx.db, row.handoff.id, 'with')
  if (newest && newest.submission !== last.line.submission)
    return refuse({ key: 'undoFollowed', number: last.number, last: newest })
  const lines = await ctx.db
    .select()
    .from(history)
    .where(and(eq(history.handoffId, row.handoff.id), eq(history.submission, last.line.submission)))
  const set: Partial<Handoff> = Object.assign({}, ...lines.map((one) => one.replaced))
  const before = row.handoff
  const after = { ...before, ...set }
  const id = ctx.newId()
  const text = say('told.undone', { by: row.actor.name, name: named(row), stage: after.stage })
  const told = [before.submitterId, before.ownerId, before.aeId, after.ownerId].filter(
    (one, i, all): one is string => one !== null && one !== row.actor.id && all.indexOf(one) === i,
  )
  const isNews = before.stage !== after.stage
  const version = await ctx.make({
    tenantId: ctx.tenantId,
    at,
    delivery: asker.delivery,
    answer: { lines: [id] },
    handoffId: before.id,
    version: before.version,
    set,
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
        entered: { verb: last.line.verb },
        replaced: {},
        submission: id,
        undoes: last.line.submission,
      },
    ],
    undoes: lines.map((one) => one.id),
    tells: isNews
      ? told.map((to) => ({
          lane: to,
          dedupeKey: `tell:${id}:${to}`,
          payload: { kind: 'tell', text, show: last.number },
        }))
      : [],
  })
  if (version === null) return undo(ctx, number, asker)
  return { ok: true, situation: { ...row, standing: standingOf(row) }, after, lines: [id], isRepeat: false }
}
