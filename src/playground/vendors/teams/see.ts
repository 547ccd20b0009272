import type { TeamsConversation, TeamsDialog, TeamsMessage, TeamsView } from '../../teams-api.ts'
import { tookOf } from '../causes.ts'
import { botId, type Ctx } from './ctx.ts'
import { cardFor } from './messages.ts'
import { hasApp, isIn, teamOf } from './places.ts'
import type { FakeConversation, FakePerson, StoredDialog, StoredMessage } from './state.ts'

const messageSeen = (ctx: Ctx, person: FakePerson, message: StoredMessage): TeamsMessage => {
  const { id, from, text, summary, rootId, isNotice, edited, mentions } = message
  const isBot = from === botId(ctx)
  const own = message.views[person.id]
  return {
    id,
    from: { id: from, name: isBot ? ctx.options.botName : (ctx.state.users[from]?.name ?? from), isBot },
    text,
    card: cardFor(message, person),
    summary,
    rootId,
    isNotice,
    edited,
    mentions,
    toast: message.toasts[person.id] ?? null,
    sent: own?.sent ?? message.sent,
    took: tookOf(ctx, own?.cause ?? message.cause),
    forAll: { at: message.sent.at, took: tookOf(ctx, message.cause) },
  }
}

/** What everybody may know of a conversation. */
export const factsOf = (ctx: Ctx, conversation: FakeConversation) => {
  const { id, name, kind, channelType, isDeleted } = conversation
  const team = teamOf(ctx, conversation)
  return {
    ...{ id, name, kind, channelType, isDeleted },
    team: team && { id: team.id, name: team.name },
    hasBot: hasApp(ctx, conversation),
  }
}

const conversationSeen = (ctx: Ctx, person: FakePerson, conversation: FakeConversation): TeamsConversation => {
  const messages = ctx.state.messages[conversation.id] ?? []
  const readTo = Number(ctx.state.read[person.id]?.[conversation.id] ?? 0)
  return {
    ...factsOf(ctx, conversation),
    unread: messages.filter((message) => message.from !== person.id && Number(message.id) > readTo).length,
    messages: messages.map((message) => messageSeen(ctx, person, message)),
  }
}

const dialogSeen = (ctx: Ctx, { id, title, card, origin, entered, sent, cause }: StoredDialog): TeamsDialog => ({
  ...{ id, title, card, entered, sent },
  from: origin.from,
  took: tookOf(ctx, cause),
})

/** All that one person sees now. A copy: later changes do not reach it. */
export const see = (ctx: Ctx, person: FakePerson): TeamsView => {
  const dialog = ctx.state.dialogs[person.id]
  return structuredClone({
    user: person.id,
    rev: ctx.state.rev,
    conversations: Object.values(ctx.state.conversations)
      .filter((conversation) => isIn(ctx, conversation, person))
      .map((conversation) => conversationSeen(ctx, person, conversation)),
    dialog: dialog ? dialogSeen(ctx, dialog) : null,
    notice: ctx.state.notices[person.id] ?? null,
    violations: ctx.state.violations,
  })
}

/** Notes that a person has read a conversation to its end. */
export const markRead = (ctx: Ctx, person: FakePerson, conversation: string): void => {
  const last = ctx.state.messages[conversation]?.at(-1)
  if (!last || ctx.state.read[person.id]?.[conversation] === last.id) return
  ctx.state.read[person.id] = { ...ctx.state.read[person.id], [conversation]: last.id }
  ctx.changed()
}
