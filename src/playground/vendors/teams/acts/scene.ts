import { isDeepStrictEqual } from 'node:util'
import type { Json } from '../../../api.ts'
import type { TeamsSpot } from '../../../teams-api.ts'
import { actionsIn, type Placed } from '../cards.ts'
import type { Ctx } from '../ctx.ts'
import { cardFor, findMessage, rootOf } from '../messages.ts'
import { isIn } from '../places.ts'
import type { DialogOrigin, FakeConversation, FakePerson, StoredDialog, StoredMessage } from '../state.ts'

/** Where a person acts: the card that they see there, and the message or the dialog that holds it. */
export type Scene = {
  /** Names the place for what is kept of it. */
  key: string
  card: Json
  conversation: FakeConversation
  rootId: string | null
  message: StoredMessage | null
  dialog: StoredDialog | null
}

/** A conversation that a person can open; a string: why they cannot. */
export const placeOf = (ctx: Ctx, person: FakePerson, id: string): FakeConversation | string => {
  const conversation = ctx.state.conversations[id]
  if (!conversation || !isIn(ctx, conversation, person)) return `${person.name} is not in ${id}`
  return conversation.isDeleted ? `${conversation.name} is deleted` : conversation
}

/** The thread that a dialog was opened in. */
const rootOfOrigin = (ctx: Ctx, origin: DialogOrigin): string | null => {
  const message = origin.message === null ? null : findMessage(ctx, origin.conversation, origin.message)
  return message && rootOf(message)
}

/** Finds what a person sees at a spot, or says why they see nothing there. */
export const sceneOf = (ctx: Ctx, person: FakePerson, at: TeamsSpot): Scene | string => {
  if (at === 'dialog') {
    const dialog = ctx.state.dialogs[person.id]
    if (!dialog) return `${person.name} has no dialog open`
    const conversation = ctx.state.conversations[dialog.origin.conversation]
    if (!conversation) return `there is no conversation ${dialog.origin.conversation}`
    const { card, id: key } = dialog
    return { key, card, conversation, rootId: rootOfOrigin(ctx, dialog.origin), message: null, dialog }
  }
  const conversation = placeOf(ctx, person, at.conversation)
  if (typeof conversation === 'string') return conversation
  const message = findMessage(ctx, conversation.id, at.message)
  const card = message && cardFor(message, person)
  if (!message || !card) return `there is no card ${at.message} in ${at.conversation}`
  return { key: message.id, card, conversation, rootId: rootOf(message), message, dialog: null }
}

/** Finds an action as it stands in a card. */
export const findAction = (card: Json, action: Json): Placed | null =>
  actionsIn(card).find((each) => isDeepStrictEqual(each.action, action)) ?? null

/** The key under which the choices of a search are kept for a person. */
export const offerKey = (person: FakePerson, scene: Scene, input: string): string =>
  JSON.stringify([person.id, scene.key, input])
