import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { rowsOf } from '../../db/rows.ts'
import { cards, history, places } from '../../db/schema/index.ts'
import type { Firing } from './clock-firing.ts'
import type { Context } from './context.ts'
import { queueCards } from './queue-messages.ts'

/** An accept clock that passed its limit asks the backup queue for help, too, where the settings say so. */
const helperOf = (ctx: Context, { clock: { clock, handoff, backup } }: Firing) =>
  clock === 'accept' &&
  backup !== null &&
  backup.id !== handoff.queueId &&
  ctx.settings.steps.accept.some(({ act }) => act === 'backup')
    ? backup
    : null

/** Notes that limits were passed: a line of history, the help of the backup queue, and every copy of the card says so. */
export const breach = async (ctx: Context, tx: Db, passed: readonly Firing[], at: Date) => {
  if (passed.length === 0) return
  const { tenantId } = ctx
  const all = passed.map((one) => ({ ...one.clock, helper: helperOf(ctx, one) }))
  const helped = all.map(({ handoff, helper }) => ({ id: handoff.id, backup: helper?.id ?? null }))
  await rowsOf(
    tx,
    sql`update handoffs h set version = h.version + 1, backup_queue_id = coalesce(b.backup, h.backup_queue_id)
      from (select id, max(backup::text)::uuid as backup
        from jsonb_to_recordset(${JSON.stringify(helped)}::jsonb) f(id uuid, backup uuid) group by id) b where h.id = b.id`,
  )
  await tx.insert(history).values(
    all.map(({ clock, handoff, helper }) => {
      const id = ctx.newId()
      const stages = { fromStage: handoff.stage, toStage: handoff.stage }
      const entered = { clock, ...(helper ? { backup: helper.title } : {}) }
      const by = { actorId: null, actor: 'timer' as const, surface: 'timer', verb: 'breach' }
      return { id, tenantId, handoffId: handoff.id, at, ...by, ...stages, entered, replaced: {}, submission: id }
    }),
  )
  await offerToBackup(ctx, tx, helped)
  await redrawCopies(
    ctx,
    tx,
    helped.map(({ id }) => id),
  )
}

/** Every copy of the cards of these hand-offs is drawn anew. */
export const redrawCopies = async (ctx: Context, tx: Db, handoffIds: string[]) => {
  const copies = await tx
    .select({ id: cards.id, placeId: cards.placeId })
    .from(cards)
    .where(inArray(cards.handoffId, handoffIds))
  await queueCards(ctx, tx, copies)
}

const offerToBackup = async (ctx: Context, tx: Db, helped: readonly { id: string; backup: string | null }[]) => {
  const queueIds = [...new Set(helped.flatMap(({ backup }) => backup ?? []))]
  if (queueIds.length === 0) return
  const there = await tx
    .select({ id: places.id, queueId: places.queueId })
    .from(places)
    .where(and(eq(places.tenantId, ctx.tenantId), inArray(places.queueId, queueIds)))
  const copies = helped.flatMap(({ id: handoffId, backup }) =>
    there
      .filter(({ queueId }) => queueId === backup)
      .map(({ id: placeId }) => ({
        ...{ id: ctx.newId(), tenantId: ctx.tenantId, handoffId, placeId },
        ...{ card: 'handoff', shownVersion: 0 },
      })),
  )
  if (copies.length > 0) await tx.insert(cards).values(copies).onConflictDoNothing()
}
