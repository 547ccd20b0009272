import { buttons, line, type Part } from '../cards/card.ts'
import { type Body, objectOf, textOf } from '../chat/body.ts'
import type { Actor } from '../chat/command.ts'
import type { Intent } from '../chat/intent.ts'
import { VendorError } from '../chat/messenger.ts'
import { partsOf, type Reply } from '../chat/reply.ts'
import { teamsMessage } from '../domain/platform.ts'
import type { Form } from '../forms/form.ts'
import type { Context } from '../services/context.ts'
import type { Reader } from '../texts/reader.ts'
import { type Sentence, say } from '../texts/sentence.ts'
import { conversationOf, kindOf, personOf } from './activity.ts'
import { createAsides } from './aside.ts'
import type { Ask } from './asking.ts'
import { answerOf, cardOf } from './card.ts'
import { actorOf, intentOfAction, placeOf, wasIn } from './intent.ts'
import { createViews } from './personal.ts'
import type { PersonalChats } from './personal-chats.ts'
import { type Again, type Answer, cardAnswer, messageForm, toast } from './reply.ts'
import type { Sender, Spot } from './sender.ts'

type Given = {
  ctx: Context
  ask: Ask
  sender: Sender
  personal: PersonalChats
  whoIs: (who: Intent['actor']) => Promise<Actor | null>
  readerOf: (externalId: string) => Reader
}

/** A tap as it came: on which message, by whom. */
type Tap = { body: Body; intent: Intent; reader: Reader; spot: Spot; message: string }

const here = (body: Body): Spot => ({ conversation: conversationOf(body), serviceUrl: textOf(body.serviceUrl) })

/** A button that opens a dialog, for a form that a tap cannot open by itself. */
const opener = ({ title, word, about }: Form, variant: string | null): Part[] => {
  const button = { label: 'button.openForm' as const, word, does: 'asks' as const }
  return [line(title), buttons(about, [variant === null ? button : { ...button, variant }])]
}

/** Where words were asked for that stand in a personal chat; null where that is the place itself. */
const elsewhere = ({ intent, body }: Tap): string | null => {
  const place = intent.place?.externalId ?? null
  return place === conversationOf(body) ? null : place
}

/** Answers what is tapped in a card of a message (`adaptiveCard/action`). */
export const createTap = ({ ctx, ask, sender, personal, whoIs, readerOf }: Given) => {
  const { lastingAt, ownView } = createViews(ctx)
  const asides = createAsides(() => ctx.now().getTime())
  const asideAt = ({ body, spot, message }: Omit<Tap, 'reader'>) => ({
    person: personOf(body).id,
    conversation: spot.conversation,
    message,
  })

  const lasting = async ({ body, message }: Tap, actor: Actor) =>
    lastingAt(placeOf(body), actor.id, message === '' ? null : teamsMessage(message))

  /** The card as the person sees it now; null where the message is no card that lasts. */
  const viewOf = async (tap: Tap, said: readonly Part[]): Promise<unknown> => {
    const actor = await whoIs(actorOf(tap.body))
    const copy = actor && (await lasting(tap, actor))
    return actor && copy ? cardAnswer(await ownView(copy, actor, tap.reader, said)) : null
  }

  const view = async (tap: Tap, said: readonly Part[]): Promise<unknown> =>
    (await viewOf(tap, said)) ??
    (said.length === 0 ? toast(say('form.done'), tap.reader) : cardAnswer(cardOf(said, tap.reader, 'message')))

  /** A line of our own at the card that was tapped; a card that does not last stays as it is, with the line below it. */
  const sayAt = async (tap: Tap, sentence: Sentence): Promise<unknown> => {
    const said = [line(sentence, 'quiet')]
    asides.keep(asideAt(tap), said)
    return (await viewOf(tap, said)) ?? toast(sentence, tap.reader)
  }

  /** The card that was tapped, with words below it that the next redraw does not take away. */
  const shown = (tap: Tap, said: readonly Part[]): Promise<unknown> => {
    asides.keep(asideAt(tap), said)
    return view(tap, said)
  }

  /** In a personal chat words replace the words that were tapped; a card that lasts stays, and they follow it. */
  const sayPersonally = async (tap: Tap, parts: readonly Part[]): Promise<Answer> => {
    const { reader, spot, message } = tap
    const actor = await whoIs(actorOf(tap.body))
    const copy = actor && (await lasting(tap, actor))
    if (actor && copy) {
      const after = async () => void (await sender.send(spot, answerOf(parts, reader)))
      return { body: cardAnswer(await ownView(copy, actor, reader)), after }
    }
    const place = elsewhere(tap)
    const after = async () => {
      if (message !== '') await sender.replace(spot, message, answerOf(parts, reader, place))
    }
    return { body: cardAnswer(cardOf(parts, reader, 'message', undefined, place)), after }
  }

  /**
   * What one person alone may read goes into their own chat, and the client says so at the card (product §6). The card
   * itself is not drawn for that: where something has changed it is redrawn for everybody within a second.
   */
  const sayElsewhere = async (tap: Tap, parts: readonly Part[]): Promise<Answer> => {
    const { id, reach } = personOf(tap.body)
    const said = say('teams.answered')
    try {
      const chat = await personal.ofPerson(id, reach)
      const after = async () => void (await sender.send(chat, answerOf(parts, tap.reader, conversationOf(tap.body))))
      asides.keep(asideAt(tap), [line(said, 'quiet')])
      return { body: toast(said, tap.reader), after }
    } catch (error) {
      if (!(error instanceof VendorError && error.isElsewhere)) throw error
      return { body: await sayAt(tap, say('teams.addFirst')) }
    }
  }

  const words = async (tap: Tap, reply: Exclude<Reply, { kind: 'form' }>): Promise<Answer> => {
    if (reply.kind === 'done') return { body: await shown(tap, []) }
    const parts = partsOf(reply)
    if (kindOf(tap.body) === 'personal') return sayPersonally(tap, parts)
    const refusal = reply.kind === 'whisper' ? reply.refusal : undefined
    if (refusal === 'notMember') return { body: toast(say('refusal.notMember'), tap.reader) }
    const body = reply.kind === 'errors' || refusal !== undefined ? await viewOf(tap, parts) : null
    if (body === null) return sayElsewhere(tap, parts)
    asides.keep(asideAt(tap), parts)
    return { body }
  }

  const form = async (tap: Tap, asked: Form, again: Again): Promise<Answer> => {
    const { reader, spot, message, intent } = tap
    if (kindOf(tap.body) !== 'personal') return { body: await shown(tap, opener(asked, intent.variant)) }
    const drawn = messageForm(asked, reader, intent.place?.externalId ?? null, again)
    const answer = cardAnswer(drawn.attachments[0]?.content ?? {})
    // A form in its own message is drawn in its place; one that a card of another kind asks for comes below.
    if (intent.surface === 'form') return { body: answer, after: () => sender.replace(spot, message, drawn) }
    const actor = await whoIs(actorOf(tap.body))
    const copy = actor && (await lasting(tap, actor))
    if (!actor || !copy) return { body: answer, after: () => sender.replace(spot, message, drawn) }
    const after = async () => void (await sender.send(spot, drawn))
    return { body: cardAnswer(await ownView(copy, actor, reader)), after }
  }

  return async (body: Body): Promise<Answer> => {
    const action = objectOf(objectOf(body.value).action)
    const data = objectOf(action.data)
    const verb = textOf(action.verb)
    const intent = intentOfAction(body, { ...data, word: textOf(data.word) || verb })
    const tapped = { body, intent, spot: here(body), message: textOf(body.replyToId) }
    const whose = intent.actor.externalId
    if (verb === 'refresh') {
      await whoIs(intent.actor)
      return { body: await view({ ...tapped, reader: readerOf(whose) }, asides.recall(asideAt(tapped))) }
    }
    const asked = await ask(intent, wasIn(data))
    const tap = { ...tapped, reader: readerOf(whose) }
    return 'form' in asked ? form(tap, asked.form, asked.again) : words(tap, asked.reply)
  }
}
