import type { Json } from '../../../api.ts'
import { isJson, objectsOf, textOf } from '../../json.ts'
import { cardType } from '../answers.ts'
import type { Ctx } from '../ctx.ts'
import { limits } from '../limits.ts'
import { mentionFaults, mentionsOf } from '../mentions.ts'
import type { Content } from '../messages.ts'
import { cardBytes, cardFaults } from '../validate/card.ts'
import { type Answer, badSyntax, no } from './answer.ts'

export const isContent = (value: Content | Answer): value is Content => 'mentions' in value

const attachmentFaults = (activity: Json): string[] => {
  const { attachments } = activity
  if (attachments === undefined || attachments === null) return []
  if (!Array.isArray(attachments)) return ['/attachments: must be an array']
  if (attachments.length > 1) return ['/attachments: more than one card stands in one message']
  return attachments.flatMap((each: unknown) =>
    isJson(each) && each.contentType === cardType ? [] : [`/attachments/0/contentType: must be ${cardType}`],
  )
}

/** Reads what a message of the app says, or says why Teams does not take it. `isNew`: a post, which also notifies. */
export const contentOf = (ctx: Ctx, activity: Json, isNew: boolean): Content | Answer => {
  const [attachment] = objectsOf(activity.attachments)
  const card = isJson(attachment?.content) ? attachment.content : null
  const text = textOf(activity.text)
  const bytes = Buffer.byteLength(JSON.stringify(activity))
  if (bytes > limits.activityBytes || (card && cardBytes(card) > limits.cardBytes))
    return no(413, 'MessageSizeTooBig', 'Message size too large.')
  const faults = [
    ...(activity.type === 'message' ? [] : [`/type: must be message, is ${String(activity.type)}`]),
    ...attachmentFaults(activity),
    ...(attachment ? cardFaults(attachment.content, 'message').map((each) => `/attachments/0/content${each}`) : []),
    ...(text === '' && !attachment ? ['/text: a message needs a text or a card'] : []),
    ...(isNew && attachment && text === '' && textOf(activity.summary) === ''
      ? ['/summary: without it and without a text the notification says nothing']
      : []),
    ...mentionFaults(ctx, activity, card),
  ]
  if (faults.length > 0) return badSyntax(faults)
  const summary = textOf(activity.summary) || text || `${ctx.options.botName} sent a card`
  return { text, card, summary, mentions: mentionsOf(ctx, activity, card) }
}
