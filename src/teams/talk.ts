import { type Body, isBody, objectOf, textOf } from '../chat/body.ts'
import { VendorError } from '../chat/messenger.ts'
import { partsOf } from '../chat/reply.ts'
import type { Context } from '../services/context.ts'
import { isFirstToAnswer } from '../services/first-to-answer.ts'
import type { Reader } from '../texts/reader.ts'
import { type Sentence, say } from '../texts/sentence.ts'
import { conversationOf, kindOf, personOf, threadOf } from './activity.ts'
import type { Ask, Asked } from './asking.ts'
import { answerOf } from './card.ts'
import { actorOf, intentOfAction, intentOfMessage } from './intent.ts'
import type { PersonalChats } from './personal-chats.ts'
import { messageForm } from './reply.ts'
import type { Sender, Spot } from './sender.ts'
import { sayWhole } from './text.ts'

type Given = {
  ctx: Context
  ask: Ask
  sender: Sender
  personal: PersonalChats
  readerOf: (externalId: string) => Reader
}

/** Answers what people write to the bot, and what old clients send of a card as a message. */
export const createTalk = ({ ctx, ask, sender, personal, readerOf }: Given) => {
  const draw = (asked: Asked, reader: Reader, place: string, isElsewhere: boolean) => {
    if ('form' in asked) return messageForm(asked.form, reader, place, asked.again)
    return asked.reply.kind === 'done' ? null : answerOf(partsOf(asked.reply), reader, isElsewhere ? place : null)
  }

  /** One neutral line where a word was typed, below it; of our own words alone, since it is read as Markdown. */
  const sayThere = async (body: Body, spot: Spot, sentence: Sentence, reader: Reader) => {
    const root = kindOf(body) === 'channel' ? (threadOf(body) ?? textOf(body.id)) : null
    await sender.send(spot, { type: 'message', text: sayWhole(sentence, reader) }, root)
  }

  /** What one person alone may read goes into their own chat (product §6). */
  const answerElsewhere = async (body: Body, there: Spot, drawn: object, reader: Reader) => {
    const { id, reach } = personOf(body)
    try {
      await sender.send(await personal.ofPerson(id, reach), drawn)
    } catch (error) {
      if (!(error instanceof VendorError && (error.isElsewhere || error.closesPlace !== null))) throw error
      return sayThere(body, there, say('teams.addFirst'), reader)
    }
    await sayThere(body, there, say('teams.answered'), reader)
  }

  const refusalIn = (asked: Asked) =>
    'reply' in asked && asked.reply.kind === 'whisper' ? (asked.reply.refusal ?? null) : null

  return async (body: Body): Promise<void> => {
    const there: Spot = { conversation: conversationOf(body), serviceUrl: textOf(body.serviceUrl) }
    // A card of an old client says what was tapped in a message of its own.
    const intent = isBody(body.value) ? intentOfAction(body, objectOf(body.value)) : intentOfMessage(body)
    const asked = await ask(intent)
    const reader = readerOf(actorOf(body).externalId)
    const drawn = draw(asked, reader, intent.place?.externalId ?? there.conversation, kindOf(body) !== 'personal')
    if (drawn === null) return
    const refusal = refusalIn(asked)
    // Of a store that does not answer nothing is asked before its words go out.
    const isStoreless = refusal === 'storeSlow' || refusal === 'storeGone'
    if (isStoreless && kindOf(body) !== 'personal') return sayThere(body, there, say(`refusal.${refusal}`), reader)
    if (!isStoreless && !(await isFirstToAnswer(ctx, intent.delivery))) return
    if (kindOf(body) === 'personal') await sender.send(there, drawn)
    // Who is no member has no chat with us: the words, which say nothing of any lead, stand where they asked.
    else if (refusal === 'notMember') await sayThere(body, there, say('refusal.notMember'), reader)
    else await answerElsewhere(body, there, drawn, reader)
  }
}
