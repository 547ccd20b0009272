import type { Done } from '../delivery.ts'
import { jsonOf } from '../json.ts'
import { type Choice, readAction, readChoices, readTask } from './answers.ts'
import { type Ctx, sentNow } from './ctx.ts'
import { findMessage, showOwn, toast } from './messages.ts'
import type { DialogOrigin, FakePerson, StoredMessage } from './state.ts'

/** What the client says when an invoke went wrong in whatever way. */
const wentWrong = 'Something went wrong. Please try again.'

/** The words of the client where an answer did not come, or came as an error; null where one came. */
const failureOf = ({ error }: Done): string | null => {
  if (error === null) return null
  return error === 'client: timeout' ? 'Something went wrong' : wentWrong
}

const refuse = (ctx: Ctx, where: string, messages: string[], { body, ms }: Done): void => {
  ctx.violate({ where, error: 'BadSyntax', messages, args: body, ms })
}

const answered = (ctx: Ctx, where: string, { body }: Done) => sentNow(ctx, `answer ${where}`, jsonOf(body))

/** Obeys the answer to a tap of a card, or to a refresh, whose failure nobody is told of. */
export const obeyAction = (
  ctx: Ctx,
  person: FakePerson,
  message: StoredMessage,
  done: Done,
  where: 'action' | 'refresh',
): void => {
  // Whoever deleted the message meanwhile took the answer's place away.
  if (!findMessage(ctx, message.conversation, message.id)) return
  const say = (text: string) => {
    if (where === 'action') toast(ctx, message, person, text)
  }
  const failure = failureOf(done)
  const read = failure === null ? readAction(done.body) : { toast: failure }
  if ('toast' in read) say(read.toast)
  else if ('card' in read)
    showOwn(ctx, message, person, { card: read.card, sent: answered(ctx, where, done), cause: done.cause })
  else {
    refuse(ctx, where, read.faults, done)
    say(wentWrong)
  }
}

/** Closes the dialog of a person. */
export const closeDialog = (ctx: Ctx, person: FakePerson): void => {
  delete ctx.state.dialogs[person.id]
  ctx.changed()
}

/** Lets the client say a line of its own; null takes it away. */
export const notice = (ctx: Ctx, person: FakePerson, text: string | null): void => {
  if (text === null) delete ctx.state.notices[person.id]
  else ctx.state.notices[person.id] = text
  ctx.changed()
}

/** Obeys the answer to what opens a dialog, or to what was sent from one. What an answer cannot do leaves the dialog open. */
export const obeyTask = (
  ctx: Ctx,
  person: FakePerson,
  origin: DialogOrigin,
  done: Done,
  { where, opens }: { where: string; opens: boolean },
): void => {
  const failure = failureOf(done)
  if (failure !== null) {
    notice(ctx, person, failure)
    return
  }
  const read = readTask(done.body)
  if (read === 'close' && !opens) closeDialog(ctx, person)
  else if (read === 'close' || 'faults' in read) {
    refuse(ctx, where, read === 'close' ? [': must open a dialog or say something'] : read.faults, done)
    notice(ctx, person, wentWrong)
  } else if ('notice' in read) {
    closeDialog(ctx, person)
    notice(ctx, person, read.notice)
  } else {
    const sent = answered(ctx, where, done)
    ctx.state.dialogs[person.id] = { id: ctx.newId(), ...read, origin, entered: {}, sent, cause: done.cause }
    ctx.changed()
  }
}

/** The choices that a search was answered with; none, with a fault kept, where the client could not show them. */
export const choicesOf = (ctx: Ctx, done: Done): Choice[] => {
  if (done.error !== null) return []
  const read = readChoices(done.body)
  if ('choices' in read) return read.choices
  refuse(ctx, 'search', read.faults, done)
  return []
}
