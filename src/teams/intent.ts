import { type Body, isBody, objectOf, textOf } from '../chat/body.ts'
import type { Intent } from '../chat/intent.ts'
import { bareWord, readTyped } from '../chat/typed-words.ts'
import { cleanLine, cleanText } from '../domain/plain-text.ts'
import { teamsMessage } from '../domain/platform.ts'
import { conversationOf, kindOf, personOf, threadOf } from './activity.ts'
import { limits } from './limits.ts'
import { decoded } from './shared-message.ts'

const longest = { word: 100, entered: 100_000 }
/** How often one message mentions the bot; each is looked for in all of its text. */
const mentionsAtMost = 50

/** A conversation as a place; a group chat can be bound like a channel. */
export const placeOf = (body: Body): NonNullable<Intent['place']> => ({
  platform: 'teams',
  externalId: conversationOf(body),
  isChannel: kindOf(body) !== 'personal',
})

export const actorOf = (body: Body): Intent['actor'] => ({ platform: 'teams', externalId: personOf(body).id })

/** The key of a request: the same for a repeat, and for no other. */
export const keyOf = (body: Body): string =>
  ['teams', conversationOf(body), personOf(body).id, textOf(body.id)].map((part) => cleanLine(part, 200)).join(':')

const common = (body: Body) => ({ actor: actorOf(body), place: placeOf(body), delivery: keyOf(body) })

/** What stands behind the mention of the bot; what stands before it, where nothing does or it is named on the way in its own chat. */
const behind = (text: string, mentions: readonly string[], isDirect: boolean): string => {
  const [first = ''] = mentions
  const at = first === '' ? -1 : text.indexOf(first)
  const rest = text.slice(at + first.length).replace(/^[\s,:]+/, '')
  const isPassing = at > 0 && isDirect && text.slice(0, at).trim() !== ''
  const left = at < 0 || isPassing || rest.trim() === '' ? text : rest
  return mentions.filter(Boolean).reduce((one, mention) => one.replace(mention, ' '), left)
}

const mentionsIn = (body: Body) =>
  (Array.isArray(body.entities) ? body.entities.filter(isBody) : [])
    .filter((one) => one.type === 'mention')
    .map((one) => ({ id: textOf(objectOf(one.mentioned).id), text: textOf(one.text) }))

const isOfBot =
  (body: Body) =>
  ({ id }: { id: string }) =>
    id === objectOf(body.recipient).id

/** Text as people read it: a mention is the name in it. */
const readable = (text: string) =>
  decoded(text.replace(/<at[^<>]*>([^<]*)<\/at>/gi, '$1').replace(/<br\s*\/?>/gi, '\n'))

const spaced = (text: string) => cleanText(text.replace(/[^\S\n]+/g, ' '), limits.typed)

/** What somebody wrote to the bot: without its mention, with the names of others whom it mentions. */
const writtenIn = (body: Body): string => {
  const ofBot = mentionsIn(body)
    .filter(isOfBot(body))
    .map(({ text }) => text)
    .slice(0, mentionsAtMost)
  const text = behind(textOf(body.text), ofBot, kindOf(body) === 'personal')
  // A word that was copied from our own texts names us without mentioning us.
  return spaced(readable(text).replace(/^\s*@baton\b[\s,:]*/i, ''))
}

/** The others whom it mentions, by their names as they stand in what is read. */
const othersIn = (body: Body): ReadonlyMap<string, string> =>
  new Map(
    mentionsIn(body)
      .filter((one) => !isOfBot(body)(one))
      .slice(0, mentionsAtMost)
      .map(({ id, text }) => [spaced(readable(text)).trim(), id]),
  )

/** Reads what somebody wrote to the bot, in a personal chat or after a mention. */
export const intentOfMessage = (body: Body): Intent => {
  const { word, text, typed } = readTyped(writtenIn(body))
  const thread = threadOf(body)
  const bare = bareWord(word) || word
  // The list of one's own work is the personal view, as the Home tab is elsewhere.
  const isHome = kindOf(body) === 'personal' && bare === 'mine' && text === ''
  return {
    ...common(body),
    word: bare,
    text,
    typed,
    mentions: othersIn(body),
    about: null,
    input: {},
    ...(thread === null ? {} : { thread: teamsMessage(thread) }),
    surface: isHome ? 'home' : 'command',
    variant: null,
  }
}

const numberIn = (value: unknown): number | null => {
  const digits = /^\d{1,9}$/.exec(typeof value === 'number' ? String(value) : textOf(value))?.[0]
  return digits === undefined ? null : Number(digits)
}

/** What the client puts beside what was entered, or we ourselves. */
const notEntered = [
  'form',
  'word',
  'about',
  'variant',
  'place',
  'kept',
  'lists',
  'was',
  'typed',
  'msteams',
  '__proto__',
]

/**
 * What was entered, by the ids of the fields: the client sends nothing but texts. Several values come with commas between,
 * and are read with blanks.
 */
const enteredIn = (data: Body): Record<string, unknown> => {
  const lists = new Set<unknown>(Array.isArray(data.lists) ? data.lists : [])
  return Object.fromEntries(
    Object.entries(data).flatMap(([id, value]) => {
      if (notEntered.includes(id)) return []
      const said = cleanText(textOf(value), longest.entered)
      const text = lists.has(id) ? said.replaceAll(',', ' ') : said
      return text === '' ? [] : [[id, text]]
    }),
  )
}

const keptIn = (kept: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(objectOf(kept)).flatMap(([key, value]) => (key === '__proto__' ? [] : [[key, textOf(value)]])),
  )

const wordIn = (value: unknown) => cleanLine(textOf(value), longest.word).toLowerCase()

/** The variant that the form is of, where the button that was tapped in it is of another: '' for none; else null. */
export const wasIn = (data: Body): string | null =>
  typeof data.was === 'string' ? cleanLine(data.was, longest.word) : null

/** Whether data is that of a form, where what was entered comes along. */
const isForm = (data: Body): boolean => data.form === true || data.form === 'true'

/** Where something was asked for that came back from another place. The client brings the id along, so that no right depends on it. */
const askedAt = (body: Body, data: Body): NonNullable<Intent['place']> => {
  const place = cleanLine(textOf(data.place), 300)
  return place === '' ? placeOf(body) : { platform: 'teams', externalId: place, isChannel: !place.startsWith('a:') }
}

/** Reads a tap, or a form that was sent: `data` is what came back from the client, of which ids alone count. */
export const intentOfAction = (body: Body, data: Body): Intent => {
  const variant = cleanLine(textOf(data.variant), longest.word) || null
  const place = askedAt(body, data)
  const read = { ...common(body), place, word: wordIn(data.word), variant, about: numberIn(data.about), text: '' }
  if (isForm(data)) return { ...read, input: { ...enteredIn(data), ...keptIn(data.kept) }, surface: 'form' }
  if (typeof data.typed !== 'string') return { ...read, input: {}, surface: 'button' }
  // The button says again what somebody typed, and it is read as if it were typed now.
  return { ...read, input: {}, surface: 'command', text: cleanText(data.typed, limits.typed) }
}
