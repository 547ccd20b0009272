import { eq } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { readPlacesOf } from '../../db/queries/places.ts'
import { members } from '../../db/schema/index.ts'
import type { Stage } from '../domain/stages.ts'
import { say } from '../texts/sentence.ts'
import { type Act, makeActsIn } from './act.ts'
import type { Context } from './context.ts'
import type { Asker } from './move.ts'

type Open = { id: string; version: number; leadId: string; stage: Stage }

/** What who handed it off again is answered, and answered again on a repeat. */
export type Again = { number: number; name: string; owner: string | null; since: string }

/** A lead that is in sales already came again: the signal is kept, and the thread of its card hears of it (domain §4, rule 1). */
export const signalAgain = async (
  db: Db,
  ctx: Context,
  asker: Asker,
  open: Open,
  given: { source: string; why: string },
  at: Date,
  again: Again,
) => {
  const line = ctx.newId()
  const [actor] = await db.select({ name: members.name }).from(members).where(eq(members.id, asker.memberId))
  const queuePlaces = await readPlacesOf(db, open.id)
  const act: Act = {
    tenantId: ctx.tenantId,
    at,
    by: asker,
    delivery: asker.delivery,
    answer: { again },
    handoffId: open.id,
    version: open.version,
    set: {},
    lines: [
      {
        id: line,
        verb: 'signal',
        fromStage: open.stage,
        toStage: open.stage,
        entered: { source: given.source, why: given.why },
        replaced: {},
        submission: line,
      },
    ],
    signals: [{ id: ctx.newId(), leadId: open.leadId, kind: given.source, at, detail: given.why }],
    tells: queuePlaces.map((place) => ({
      lane: place,
      dedupeKey: `thread:${line}:${place}`,
      payload: {
        kind: 'thread',
        handoff: open.id,
        text: say('told.again', { by: actor?.name ?? '', why: given.why }),
      },
    })),
  }
  return makeActsIn(db, [act])
}
