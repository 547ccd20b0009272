import { and, asc, eq } from 'drizzle-orm'
import { readLastStanding, readOwnLast } from '../../db/queries/last-act.ts'
import { history, idempotencyKeys } from '../../db/schema/index.ts'
import { type Refused, refuse } from '../domain/refusal.ts'
import type { Context } from './context.ts'
import { decideAnew } from './decide-anew.ts'
import { type Asker, type Moved, type Situation, standingOf } from './move.ts'
import { makeTogether } from './together.ts'
import { actOfUndo, type Line } from './undo-act.ts'

const undoWithinMs = 10 * 60_000

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
  return { ok: true, situation: { ...row, standing: standingOf(row) }, after: row.handoff, lines: [] }
}

const linesOf = (ctx: Context, handoffId: string, submission: string) =>
  ctx.db
    .select()
    .from(history)
    .where(and(eq(history.handoffId, handoffId), eq(history.submission, submission)))
    .orderBy(asc(history.id))

type Side = { situation: Situation; lines: Line[] }

/** What the submission did to one hand-off, as long as nothing followed there. */
const sideOf = async (ctx: Context, number: number, submission: string, asker: Asker): Promise<Side | Refused> => {
  const row = await ctx.situation({ number, memberId: asker.memberId, delivery: asker.delivery })
  if (!row) return refuse({ key: 'nothingToUndo' })
  const newest = await readLastStanding(ctx.db, row.handoff.id)
  if (newest && newest.submission !== submission) return refuse({ key: 'undoFollowed', number, last: newest })
  const situation = { ...row, standing: standingOf(row) }
  return { situation, lines: await linesOf(ctx, row.handoff.id, submission) }
}

/** The other hand-off that the same submission changed: these verbs each join two. */
const otherIn = (lines: readonly Line[]): number | null => {
  const joint = lines.find(({ verb }) => verb === 'merge' || verb === 'reopen')
  return typeof joint?.entered.other === 'number' ? joint.entered.other : null
}

const takeBack = async (ctx: Context, sides: Side[], asker: Asker, last: { submission: string; number: number }) => {
  const submission = { id: ctx.newId(), undoes: last.submission }
  const undone = await Promise.all(
    sides.map(({ situation, lines }) =>
      actOfUndo(ctx, situation, lines, asker, { ...submission, answer: { number: last.number } }),
    ),
  )
  const [first, ...others] = undone
  if (!first) return null
  if (others.length === 0) return (await ctx.make(first.act)) === null ? null : first
  const acts = [first.act, ...others.map(({ act }) => ({ ...act, delivery: null }))]
  return (await makeTogether(ctx, acts)) ? first : null
}

/**
 * Takes back the asker's last move on a hand-off, within 10 minutes and if nothing followed (domain §8). What one
 * submission did is undone as one, on two hand-offs where it joined them; a new line says so.
 */
export const undo = (ctx: Context, number: number | null, asker: Asker): Promise<Moved | Refused> =>
  decideAnew(async () => {
    const repeated = await repeatedUndo(ctx, asker)
    if (repeated) return repeated
    const last = await readOwnLast(ctx.db, ctx.tenantId, asker.memberId, number)
    if (!last || last.verb === 'new' || last.verb === 'signal' || last.verb === 'erase')
      return refuse({ key: 'nothingToUndo' })
    if (ctx.now().getTime() - last.at.getTime() > undoWithinMs)
      return refuse({ key: 'undoTooLate', number: last.number, verb: last.verb, at: last.at })
    const side = await sideOf(ctx, last.number, last.submission, asker)
    if ('refusal' in side) return side
    const joined = otherIn(side.lines)
    const other = joined === null ? null : await sideOf(ctx, joined, last.submission, asker)
    if (other && 'refusal' in other) return other
    const undone = await takeBack(ctx, other ? [side, other] : [side], asker, last)
    if (undone === null) return null
    const lines = undone.act.lines.map((one) => one.id)
    return { ok: true, situation: side.situation, after: undone.after, lines }
  })
