import { readAes } from '../../db/queries/aes.ts'
import { readOpenOf } from '../../db/queries/open-of.ts'
import { readManagers } from '../../db/queries/queue-people.ts'
import { languageOf } from '../texts/catalogue.ts'
import { allOf, plain, type Sentence, say } from '../texts/sentence.ts'
import type { Context } from './context.ts'
import { type Asker, move, type Planner } from './move.ts'
import { leadNameOf } from './named.ts'
import { offerIn } from './offer.ts'
import { released } from './pass-on.ts'
import { queueMessages } from './queue-messages.ts'
import { reassigned } from './reassign.ts'

/** What became of a leaver's hand-offs, by number; `stuck` are those that only a person can settle. */
export type Leaving = { offered: number[]; handed: number[]; stuck: number[] }

type Open = Awaited<ReturnType<typeof readOpenOf>>[number]

/** In rotation the next is offered it; else nobody before the others any more (domain §5). */
const offerToOthers =
  (ctx: Context, leaverId: string, note: string): Planner =>
  async (one, line) => {
    const { handoff, queue } = one
    const about = { number: handoff.number, name: leadNameOf(one), line: line(0), besides: [leaverId] }
    const offer = queue === null ? null : await offerIn(ctx, ctx.db, queue, about)
    return {
      ok: true,
      steps: [{ verb: 'reassign', entered: { note } }],
      set: { offeredTo: offer?.offeredTo ?? null },
      offers: offer?.offers ?? [],
      cards: offer?.cards ?? [],
      toldAs: offer?.tells ?? [],
    }
  }

const giveToNext =
  (ctx: Context, leaverId: string, note: string): Planner =>
  async (one) => {
    const aes = await readAes(ctx.db, ctx.tenantId, one.handoff.queueId, ctx.now())
    const member = aes.find(({ id }) => id !== leaverId)
    if (!member) return { ok: false, refusal: { key: 'noAe', number: one.handoff.number } }
    return reassigned(ctx, one, { seat: 'ae', member, note })
  }

const settle = async (ctx: Context, asker: Asker, open: Open, leaverId: string, note: string) => {
  const { number, stage, isAe } = open
  // Each hand-off is an act of its own: a repeat of the request does none of them twice.
  const own = { ...asker, delivery: `${asker.delivery}:${number}` }
  if (stage === 'MQL')
    return (await move(ctx, 'reassign', number, own, offerToOthers(ctx, leaverId, note))).ok ? 'offered' : 'stuck'
  if (stage === 'SAL') {
    const moved = await move(ctx, 'release', number, own, (one, line) =>
      released(ctx, one, { reason: 'other', note }, line(0)),
    )
    return moved.ok ? 'offered' : 'stuck'
  }
  if (!isAe) return 'stuck'
  return (await move(ctx, 'reassign', number, own, giveToNext(ctx, leaverId, note))).ok ? 'handed' : 'stuck'
}

/** Tells the managers of these queues something that the asker knows; each once for a request. */
export const tellManagers = async (ctx: Context, asker: Asker, queueIds: string[], text: Sentence) => {
  const people = await readManagers(ctx.db, ctx.tenantId, queueIds)
  const payload = { kind: 'tell', text, show: null }
  const told = people.filter((id) => id !== asker.memberId)
  const tells = told.map((lane) => ({ lane, dedupeKey: `left:${asker.delivery}:${lane}`, payload }))
  await queueMessages(ctx.db, ctx.tenantId, tells)
  ctx.wake()
}

/** "#1 and #2". */
export const numbersIn = (some: number[]) =>
  some.length === 0 ? say('word.dash') : allOf(some.map((one) => `#${one}`))

/** "Offered again: #1 and #2. With another AE: #3.": what became of a leaver's hand-offs. */
export const leavingWords = ({ offered, handed, stuck }: Leaving): Sentence =>
  say(stuck.length > 0 ? 'team.leavingStuck' : 'team.leaving', {
    offered: numbersIn(offered),
    handed: numbersIn(handed),
    stuck: numbersIn(stuck),
  })

/**
 * What a leaver was offered or owned is offered again: to the queue what waited or was an SAL, to the next AE in turn
 * what an AE had. Managers of those queues and admins hear of it (product §2, `team`).
 */
export const offerAgain = async (
  ctx: Context,
  asker: Asker & { name: string },
  leaver: { id: string; name: string },
): Promise<Leaving> => {
  const { language, zone } = ctx.settings.organisation
  const note = plain(languageOf(language), zone, say('team.left', { name: leaver.name }))
  const leaving: Leaving = { offered: [], handed: [], stuck: [] }
  const all = await readOpenOf(ctx.db, ctx.tenantId, leaver.id)
  for (const open of all) leaving[await settle(ctx, asker, open, leaver.id, note)].push(open.number)
  if (all.length > 0) {
    const queueIds = [...new Set(all.flatMap(({ queueId }) => queueId ?? []))]
    const text = say('told.left', { by: asker.name, name: leaver.name, what: leavingWords(leaving) })
    await tellManagers(ctx, asker, queueIds, text)
  }
  return leaving
}
