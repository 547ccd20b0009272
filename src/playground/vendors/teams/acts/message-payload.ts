import type { Json } from '../../../api.ts'
import { cardType } from '../answers.ts'
import type { Ctx } from '../ctx.ts'
import { asTyped } from '../mentions.ts'
import { isOfBot, rootOf } from '../messages.ts'
import type { StoredMessage } from '../state.ts'

const linkTo = (ctx: Ctx, message: StoredMessage): string => {
  const { conversation, id } = message
  const place = ctx.state.conversations[conversation]
  const query =
    place?.kind === 'channel'
      ? new URLSearchParams({
          tenantId: ctx.options.tenantId,
          groupId: place.teamId ?? '',
          parentMessageId: rootOf(message),
          teamName: ctx.state.teams[place.teamId ?? '']?.name ?? '',
          channelName: place.name,
          createdTime: id,
        })
      : new URLSearchParams({ context: JSON.stringify({ contextType: 'chat' }) })
  return `https://teams.microsoft.com/l/message/${encodeURIComponent(conversation)}/${id}?${query}`
}

const senderOf = (ctx: Ctx, message: StoredMessage): Json => {
  const none = { device: null, conversation: null }
  const application = { applicationIdentityType: 'bot', id: ctx.options.appId, displayName: ctx.options.botName }
  if (isOfBot(ctx, message)) return { ...none, user: null, application }
  const person = ctx.state.users[message.from]
  return {
    ...none,
    user: { userIdentityType: 'aadUser', id: person?.aadObjectId ?? '', displayName: person?.name ?? '' },
    application: null,
  }
}

/** A message as an extension gets it: in the form of Microsoft Graph. */
export const messagePayload = (ctx: Ctx, message: StoredMessage): Json => {
  const at = new Date(message.at).toISOString()
  const content = asTyped(ctx, message.text).html
  const attachmentId = `card-${message.id}`
  return {
    linkToMessage: linkTo(ctx, message),
    id: message.id,
    replyToId: message.rootId,
    createdDateTime: at,
    lastModifiedDateTime: at,
    deleted: false,
    subject: null,
    summary: null,
    importance: 'normal',
    locale: 'en-us',
    body: {
      contentType: 'html',
      content: message.card ? `<attachment id="${attachmentId}"></attachment>` : content,
    },
    from: senderOf(ctx, message),
    attachments: message.card
      ? [{ id: attachmentId, contentType: cardType, content: JSON.stringify(message.card), name: null }]
      : [],
    mentions: [],
    reactions: [],
  }
}
