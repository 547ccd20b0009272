import type { Part } from '../cards/card.ts'
import { askWithin } from '../chat/ask-within.ts'
import { type Body, objectOf, textOf } from '../chat/body.ts'
import type { Reader } from '../texts/reader.ts'
import { answerOf } from './card.ts'
import type { Client } from './client.ts'
import { limits } from './limits.ts'

/** Sends words to a response URL; throws where Slack does not take them. It needs no token and waits on no client's queue. */
export const respond = async (url: string, message: object): Promise<void> => {
  const headers = { 'content-type': 'application/json; charset=utf-8' }
  const asked = { method: 'POST', headers, body: JSON.stringify(message) } as const
  const { status } = await askWithin(limits.interactiveMs, url, asked)
  if (status !== 200) throw new Error(`response_url: status ${status}`)
}

/**
 * Words that only the person who tapped a message sees: by the response URL, which is cheapest, else as an ephemeral
 * message. Words that were ephemeral themselves are replaced: they have no other way to change.
 */
export const whisperByMessage = (client: Client, body: Body, reader: Reader) => async (parts: readonly Part[]) => {
  const container = objectOf(body.container)
  const thread = textOf(container.thread_ts)
  const message = { ...answerOf(parts, reader), ...(thread ? { thread_ts: thread } : {}) }
  try {
    const replace_original = container.is_ephemeral === true
    await respond(textOf(body.response_url), { response_type: 'ephemeral', replace_original, ...message })
  } catch {
    const [channel, user] = [textOf(objectOf(body.channel).id), textOf(objectOf(body.user).id)]
    await client.chat.postEphemeral({ channel, user, ...message })
  }
}

/** Words as a direct message: for who tapped where nothing else reaches them. */
export const whisperDirectly =
  (client: Client, user: string, reader: Reader) =>
  async (parts: readonly Part[]): Promise<void> => {
    await client.chat.postMessage({ channel: user, ...answerOf(parts, reader) })
  }
