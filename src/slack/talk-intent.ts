import { type Body, objectOf, textOf } from '../chat/body.ts'
import type { Intent } from '../chat/intent.ts'
import { bareWord, readTyped } from '../chat/typed-words.ts'
import { isId } from './body.ts'
import { actorOf, keyOf, placeOf, typedText } from './intent.ts'

/** A message that somebody wrote just so; edits, files, what programs say and what the bot said are none. */
const isPlain = (event: Body, botUser: string) =>
  event.subtype === undefined &&
  event.bot_id === undefined &&
  event.edited === undefined &&
  event.hidden !== true &&
  isId(event.user) &&
  isId(event.channel) &&
  event.user !== botUser &&
  textOf(event.text).trim() !== ''

/** What stands behind the mention of the bot; all of it, where a direct message names the bot on the way or not at all. */
const behindMention = (text: string, botUser: string, isDirect: boolean) => {
  const found = new RegExp(`<@${botUser}(?:\\|[^>]*)?>[\\s,:]*`).exec(text)
  if (!found || (isDirect && text.slice(0, found.index).trim() !== '')) return text
  return text.slice(found.index + found[0].length)
}

/** Reads what somebody wrote to the bot: behind its mention, or in its direct messages; null where it is nothing to answer. */
export const intentOfTalk = (body: Body, botUser: string): Intent | null => {
  const event = objectOf(body.event)
  const isDirect = event.type === 'message' && event.channel_type === 'im'
  if (!isPlain(event, botUser) || !(isDirect || event.type === 'app_mention')) return null
  const { word, ...typed } = readTyped(typedText(behindMention(textOf(event.text), botUser, isDirect)))
  const thread = textOf(event.thread_ts)
  return {
    word: bareWord(word) || word,
    ...typed,
    about: null,
    input: {},
    actor: actorOf(event.user),
    place: placeOf(textOf(event.channel)),
    ...(thread ? { thread } : {}),
    surface: 'command',
    variant: null,
    delivery: keyOf('event', body.event_id),
  }
}
