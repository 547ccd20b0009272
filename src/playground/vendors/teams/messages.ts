import type { Json, Sent } from '../../api.ts'
import { botId, type Ctx, nextMessageId } from './ctx.ts'
import type { FakePerson, OwnView, StoredMessage } from './state.ts'

/** What a message says, and whom it pings. */
export type Content = { text: string; card: Json | null; summary: string; mentions: string[] }
type Where = { conversation: string; from: string; rootId: string | null; cause: string | null }

/** Puts a message into a conversation. */
export const addMessage = (
  ctx: Ctx,
  where: Where,
  content: Content,
  sent: Sent,
  more: { isNotice?: boolean } = {},
): StoredMessage => {
  const message: StoredMessage = {
    id: nextMessageId(ctx),
    ...where,
    ...content,
    views: {},
    toasts: {},
    isNotice: more.isNotice ?? false,
    edited: false,
    sent,
    at: ctx.now(),
  }
  const list = ctx.state.messages[where.conversation] ?? []
  list.push(message)
  ctx.state.messages[where.conversation] = list
  ctx.changed()
  return message
}

/** Replaces what a message says, for everybody: what somebody saw of their own is gone. */
export const changeMessage = (
  ctx: Ctx,
  message: StoredMessage,
  content: Content,
  sent: Sent,
  cause: string | null,
): void => {
  Object.assign(message, content, { edited: true, sent, cause, views: {} })
  ctx.changed()
}

/** Takes a message away. */
export const removeMessage = (ctx: Ctx, message: StoredMessage): void => {
  const { conversation } = message
  ctx.state.messages[conversation] = (ctx.state.messages[conversation] ?? []).filter((each) => each !== message)
  ctx.changed()
}

/** Finds a message by its id. */
export const findMessage = (ctx: Ctx, conversation: string, id: string): StoredMessage | null =>
  ctx.state.messages[conversation]?.find((each) => each.id === id) ?? null

/** The root of the thread that a message stands in, which may be the message itself. */
export const rootOf = (message: StoredMessage): string => message.rootId ?? message.id

/** The card that a person sees in a message. */
export const cardFor = (message: StoredMessage, person: FakePerson): Json | null =>
  message.views[person.id]?.card ?? message.card

/** Gives a person a card of their own in a message, until it changes for all. */
export const showOwn = (ctx: Ctx, message: StoredMessage, person: FakePerson, view: OwnView): void => {
  message.views[person.id] = view
  ctx.changed()
}

/** Says something under a card to the one who tapped it; null says nothing any more. */
export const toast = (ctx: Ctx, message: StoredMessage, person: FakePerson, text: string | null): void => {
  if (text === null) delete message.toasts[person.id]
  else message.toasts[person.id] = text
  ctx.changed()
}

/** Says whether the app wrote a message. */
export const isOfBot = (ctx: Ctx, message: StoredMessage): boolean => message.from === botId(ctx)
