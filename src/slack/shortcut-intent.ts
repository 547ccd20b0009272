import { type Body, isBody, objectOf, textOf } from '../chat/body.ts'
import type { Intent } from '../chat/intent.ts'
import { isId } from './body.ts'
import { actorOf, keyOf, placeOf, readWord, typedText } from './intent.ts'

/** What programs post stands in blocks and attachments; so deep and so long is looked for words. */
const deepest = 6
const longest = 4_000

const textsIn = (value: unknown, depth: number): string[] => {
  if (depth > deepest) return []
  if (Array.isArray(value)) return value.slice(0, 100).flatMap((one) => textsIn(one, depth + 1))
  if (!isBody(value)) return []
  const own = ['title', 'text', 'value', 'pretext'].flatMap((key) =>
    typeof value[key] === 'string' ? [value[key]] : [],
  )
  const deeper = ['text', 'fields', 'elements', 'blocks'].flatMap((key) => textsIn(value[key], depth + 1))
  return [...own, ...deeper]
}

/** Names of people and channels are ids in a message, and mean nothing to who reads them elsewhere. */
const withoutIds = (text: string) => text.replace(/<[@#!][^<>|]*(?:\|([^<>]*))?>/g, '$1')

const textIn = (message: Body): string => {
  const text = textOf(message.text).trim()
  const all = text === '' ? textsIn([message.attachments, message.blocks], 0).join('\n') : text
  return typedText(withoutIds(all.slice(0, longest)))
}

/** The address of a message in the workspace; null where it cannot be told for sure. */
const linkTo = (home: string | null, channel: unknown, message: Body): string | null => {
  const ts = textOf(message.ts)
  const thread = textOf(message.thread_ts)
  if (home === null || !isId(channel) || !/^\d{1,12}\.\d{1,6}$/.test(ts)) return null
  const inThread = /^\d{1,12}\.\d{1,6}$/.test(thread) && thread !== ts ? `?thread_ts=${thread}&cid=${channel}` : ''
  return `${home}archives/${channel}/p${ts.replace('.', '')}${inThread}`
}

/** Reads a shortcut: its callback id is the word, the message it stands at is what was typed, and is linked. */
export const intentOfShortcut = (body: Body, home: string | null): Intent => {
  const isAtMessage = body.type === 'message_action'
  const message = objectOf(body.message)
  const channel = objectOf(body.channel).id
  const link = isAtMessage ? linkTo(home, channel, message) : null
  return {
    word: readWord(textOf(body.callback_id)).word,
    text: isAtMessage ? textIn(message) : '',
    about: null,
    input: link === null ? {} : { message: link },
    actor: actorOf(objectOf(body.user).id),
    place: placeOf(textOf(channel)),
    surface: 'command',
    variant: isAtMessage ? 'message' : null,
    delivery: keyOf('shortcut', body.trigger_id),
  }
}
