import { buttons, line, type Part } from '../cards/card.ts'
import { type Body, objectOf, textOf } from '../chat/body.ts'
import type { Intent } from '../chat/intent.ts'
import { partsOf, type Reply } from '../chat/reply.ts'
import type { Form } from '../forms/form.ts'
import type { Context } from '../services/context.ts'
import { isFirstToAnswer } from '../services/first-to-answer.ts'
import type { Reader } from '../texts/reader.ts'
import { answerOf } from './card.ts'
import type { Client } from './client.ts'
import type { Workspace } from './members.ts'
import type { Answer } from './reply.ts'
import { intentOfTalk } from './talk-intent.ts'

type Given = {
  ctx: Context
  client: Client
  ask: (body: Body, intent: Intent) => Promise<Reply>
  readerOf: (externalId: string) => Reader
  workspace: () => Workspace
}

const isAbout = (text: string, number: number) => new RegExp(`^\\s*#?0*${number}(?=[\\s,.:;!]|$)`).test(text)

/** A message brings nothing that opens a form: a button does, and takes along what was typed. */
const opener = (form: Form, { word, variant, text }: Intent): Part[] => {
  const { about } = form
  const typed = about === null || isAbout(text, about) ? text : `#${about} ${text}`
  const button = { label: 'button.openForm' as const, word, does: 'asks' as const, typed: typed.trim() }
  return [line(form.title), buttons(null, [variant === null ? button : { ...button, variant }])]
}

/** Answers what people write to the bot: a mention where it was written, for the person alone; a direct message like any other. */
export const createTalk = ({ ctx, client, ask, readerOf, workspace }: Given) => {
  const answerIn = async (event: Body, parts: readonly Part[]) => {
    const [channel, user, thread] = [textOf(event.channel), textOf(event.user), textOf(event.thread_ts)]
    const message = { channel, ...answerOf(parts, readerOf(user)), ...(thread ? { thread_ts: thread } : {}) }
    if (event.type === 'message') await client.chat.postMessage(message)
    else await client.chat.postEphemeral({ ...message, user })
  }

  return async (body: Body): Promise<Answer> => {
    const event = objectOf(body.event)
    const intent = intentOfTalk(body, workspace().botUserId)
    if (!intent) return { body: '' }
    const reply = await ask(body, intent)
    const parts = reply.kind === 'form' ? opener(reply.form, intent) : partsOf(reply)
    const after = async () => {
      if (await isFirstToAnswer(ctx, intent.delivery)) await answerIn(event, parts)
    }
    return { body: '', after }
  }
}
