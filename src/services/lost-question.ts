import { readCardCopy } from '../../db/queries/card-copy.ts'
import { readHandoffFacts } from '../../db/queries/handoff-facts.ts'
import { readQuestion } from '../../db/queries/question.ts'
import { say } from '../texts/sentence.ts'
import type { Context } from './context.ts'
import { named } from './named.ts'
import { queueMessages } from './queue-messages.ts'

/** Tells who asked that the question did not reach whom it was for; of any other card it says nothing. */
export const tellLostQuestion = async (ctx: Context, cardId: string) => {
  const copy = await readCardCopy(ctx.db, cardId)
  const line = /^question:(.+)$/.exec(copy?.card.card ?? '')?.[1]
  if (!copy || line === undefined || copy.card.externalId !== null) return
  const { tenantId } = ctx
  const { handoffId } = copy.card
  const [question, facts] = await Promise.all([
    readQuestion(ctx.db, handoffId, line),
    readHandoffFacts(ctx.db, tenantId, { id: handoffId }),
  ])
  const lane = question?.askerId ?? null
  if (!facts || !question || question.isTakenBack || lane === null) return
  const text = say('told.questionLost', { asked: question.asked ?? say('word.somebody'), name: named(facts) })
  const payload = { kind: 'tell', text, show: facts.handoff.number }
  await queueMessages(ctx.db, tenantId, [{ lane, dedupeKey: `lost:${cardId}`, payload, handoffId }])
  ctx.wake()
}
