import { readCardCopy } from '../../db/queries/card-copy.ts'
import { type HandoffFacts, readHandoffFacts } from '../../db/queries/handoff-facts.ts'
import { readNotice } from '../../db/queries/notices.ts'
import { readQuestion } from '../../db/queries/question.ts'
import { drawAe } from '../cards/ae.ts'
import { drawAlert } from '../cards/alert.ts'
import type { Drawing } from '../cards/card.ts'
import { drawErased } from '../cards/erased.ts'
import { drawHandoff } from '../cards/handoff.ts'
import { drawOffer } from '../cards/offer.ts'
import { drawPrompt } from '../cards/prompt.ts'
import { drawQuestion } from '../cards/question.ts'
import { drawReminder } from '../cards/reminder.ts'
import { readAtWork } from '../services/at-work.ts'
import type { Context } from '../services/context.ts'
import { acceptDue } from '../services/shown.ts'
import { languageOf } from '../texts/catalogue.ts'
import type { Address } from './messenger.ts'

type Copy = NonNullable<Awaited<ReturnType<typeof readCardCopy>>>

/** Where a place is, for a messenger: in the person's language and zone, or the organisation's. */
export const addressOf = (ctx: Context, place: Copy['place']): Address => ({
  placeId: place.placeId,
  platform: place.platform,
  externalId: place.externalId,
  memberId: place.memberId,
  isSharedAllowed: place.sharedAllowedBy !== null,
  language: languageOf(place.language ?? ctx.settings.organisation.language),
  zone: place.zone ?? ctx.settings.organisation.zone,
})

export type Redrawn = {
  to: Address
  handoffId: string
  externalId: string | null
  shownVersion: number
  /** The version that the drawing shows. */
  version: number
  drawing: Drawing
  /** For the first copy that asks for acceptance: until when it is to be accepted, if it becomes visible now. */
  acceptBy: Date | null
}

/** `about` is what a card is of, where its kind does not say it: a meeting, a question, a notice, a win. */
type Shown = {
  ctx: Context
  copy: Copy
  facts: HandoffFacts
  atWork: Awaited<ReturnType<typeof readAtWork>>
  memberId: string
  about: string
}
type Face = (shown: Shown) => Drawing | Promise<Drawing>

const ofHandoff: Face = ({ copy, facts, atWork }) => drawHandoff(facts, { queueId: copy.place.queueId, atWork })

/** How each kind of card is drawn. */
const faces: Record<string, Face> = {
  handoff: ofHandoff,
  ae: ({ ctx, copy: { isLatest }, facts, memberId }) =>
    drawAe(facts, { memberId, sqoScore: ctx.settings.gate.sqoScore, isLatest }),
  alert: ({ facts, about }) => drawAlert(facts, about === 'won'),
  prompt: ({ facts, about }) => drawPrompt(facts, about),
  question: async ({ ctx, facts, about }) => drawQuestion(facts, await readQuestion(ctx.db, facts.handoff.id, about)),
  offer: ({ facts, memberId }) => drawOffer(facts, memberId),
  notice: async ({ ctx, facts, about }) => drawReminder(facts, await readNotice(ctx.db, about)),
}

const draw = (ctx: Context, copy: Copy, facts: HandoffFacts, atWork: Shown['atWork']) => {
  if (facts.lead.erasedAt) return drawErased(facts)
  const [kind = '', about = ''] = copy.card.card.split(':')
  const face = faces[kind] ?? ofHandoff
  return face({ ctx, copy, facts, atWork, memberId: copy.place.memberId ?? '', about })
}

/** Draws a copy of a card from what the store says now; null when there is nothing to draw any more. */
export const redraw = async (ctx: Context, cardId: string): Promise<Redrawn | null> => {
  const copy = await readCardCopy(ctx.db, cardId)
  if (!copy) return null
  // Who left the team gets no new card; the ones that stand there lose their buttons as ever.
  if (copy.card.externalId === null && copy.place.isActive === false) return null
  const stored = await readHandoffFacts(ctx.db, ctx.tenantId, { id: copy.card.handoffId })
  if (!stored) return null
  const { stage, postedAt, queueId } = stored.handoff
  const asks = copy.card.card === 'handoff' && stage === 'MQL' && copy.place.queueId === queueId
  const isFirst = asks && postedAt === null
  const acceptBy = isFirst ? acceptDue(ctx, stored) : null
  const begins = { id: '', clock: 'accept', startedAt: ctx.now(), breachedAt: null }
  const facts = acceptBy ? { ...stored, due: [{ ...begins, dueAt: acceptBy }] } : stored
  const atWork = asks ? await readAtWork(ctx, stored, copy.place.platform) : []
  const drawing = await draw(ctx, copy, facts, atWork)
  const to = addressOf(ctx, copy.place)
  return {
    // Of who was forgotten nothing is left that somebody must not see, and the copy is to say so.
    to: stored.lead.erasedAt === null ? to : { ...to, isSharedAllowed: true },
    handoffId: copy.card.handoffId,
    externalId: copy.card.externalId,
    shownVersion: copy.card.shownVersion,
    version: facts.handoff.version,
    drawing,
    acceptBy,
  }
}
