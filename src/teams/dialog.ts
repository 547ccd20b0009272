import { type Body, objectOf, textOf } from '../chat/body.ts'
import type { Intent } from '../chat/intent.ts'
import type { Reader } from '../texts/reader.ts'
import type { Ask } from './asking.ts'
import { actorOf, intentOfAction, keyOf, placeOf, wasIn } from './intent.ts'
import { type Answer, dialogForm, dialogWords, wordsAlone } from './reply.ts'
import { linkIn, textIn } from './shared-message.ts'

type Given = { ask: Ask; readerOf: (externalId: string) => Reader }

/** Answers what opens a dialog, and what is done in one (`task/…`, `composeExtension/…`). */
export const createDialog = ({ ask, readerOf }: Given) => {
  const answer = async (intent: Intent, was: string | null): Promise<Answer> => {
    const asked = await ask(intent, was)
    const reader = readerOf(intent.actor.externalId)
    const place = intent.place?.externalId ?? null
    return {
      body:
        'form' in asked
          ? dialogForm(asked.form, { reader, place }, asked.again)
          : dialogWords(wordsAlone(asked.reply), { reader, place }),
    }
  }

  /** A button that asks opened a dialog, or something was tapped or sent in one. */
  const act = (body: Body): Promise<Answer> => {
    const data = objectOf(objectOf(body.value).data)
    return answer(intentOfAction(body, data), wasIn(data))
  }

  /** A command of the message extension: its id is the word, the message it stands at is what was typed, and is linked. */
  const extend = (body: Body): Promise<Answer> => {
    const value = objectOf(body.value)
    const message = value.commandContext === 'message' ? objectOf(value.messagePayload) : null
    const link = message && linkIn(message)
    const intent: Intent = {
      word: textOf(value.commandId).toLowerCase(),
      text: message ? textIn(message) : '',
      about: null,
      input: link ? { message: link } : {},
      actor: actorOf(body),
      place: placeOf(body),
      surface: 'command',
      variant: message ? 'message' : null,
      delivery: keyOf(body),
    }
    return answer(intent, null)
  }

  return { act, extend }
}
