import { vi } from 'vitest'
import type { Act, Json } from '../../src/playground/api.ts'
import type { TeamsActRequest, TeamsMessage } from '../../src/playground/teams-api.ts'
import { plain, say } from '../../src/texts/sentence.ts'
import type { Who } from './cast.ts'
import type { Control, Seen, Spot } from './driver.ts'
import { drawnIn, isAnswer, textOf } from './seen-teams.ts'
import type { keepOwn } from './teams-own.ts'
import type { openTeamsStage, TeamsDeed } from './teams-stage.ts'

type Given = {
  stage: ReturnType<typeof openTeamsStage>
  own: ReturnType<typeof keepOwn>
  personal: (who: Who) => string
  messageOf: (who: Who, conversation: string, id: string) => TeamsMessage | undefined
}
type Standing = { conversation: string; message: string }

/** What a channel is told when somebody asked in it, and was answered one to one. */
export const neutral = plain('en', 'UTC', say('teams.answered'))

const isTask = ({ body }: Act) => body !== null && typeof body === 'object' && 'task' in body

/** The cards and words with which the product answered a tap, a dialog or a search. */
const drawnOf = ({ body }: Act) =>
  body !== null && typeof body === 'object' && isAnswer(body as Json) ? drawnIn(body as Json) : []

/** Where the card stands that shows something. */
export const standing = ({ at, place, id }: Seen): Standing =>
  at === undefined || at === 'dialog' ? { conversation: place, message: id } : at

/** The words for one person alone that stand above a card, in that person's view of it. */
const wordsAbove = (card: Json, shared: Json | undefined): Json | null => {
  const elements = (card.body ?? []) as Json[]
  const end = elements.findIndex((one) => one.separator === true)
  const said = elements.slice(0, Math.max(0, end))
  const known = new Set(((shared?.body ?? []) as Json[]).map((one) => JSON.stringify(one)))
  const [first] = said
  // Who is nobody's colleague sees the words in the place of the card.
  if (end < 0 && shared && !elements.some((one) => known.has(JSON.stringify(one)))) return card
  const isOfCard = first === undefined || /^\S+ [A-Z]+ · #\d+/.test(textOf(first))
  if (isOfCard || said.every((one) => known.has(JSON.stringify(one)))) return null
  return { type: 'AdaptiveCard', body: said }
}

/** Carries out what people do, and finds out what they were answered: in the answer itself, or in their own chat. */
export const followDeeds = ({ stage, own, personal, messageOf }: Given) => {
  const { teams, log } = stage
  const originals = new WeakMap<Act, Act>()
  const userId = (who: Who) => `29:${who}`
  const newestId = () => String(Math.max(0, ...log.flatMap(({ id }) => (id ? [Number(id)] : []))))

  /** The card of a message as all see it: as it was sent last. */
  const sharedOf = (id: string) => {
    const { args } = log.findLast((one) => one.id === id) ?? {}
    return (args as { attachments?: { content: Json }[] } | undefined)?.attachments?.[0]?.content
  }
  /** What an answer shows in the place of what was tapped; nothing where it says only that words stand elsewhere. */
  const shownBy = (who: Who, done: Act, tapped: Standing | null) => {
    const [first] = drawnOf(done)
    if (first === undefined || first === neutral || isTask(done) || !tapped) return null
    if (typeof first === 'string') return { text: first, card: null }
    const words = tapped.conversation === personal(who) ? null : wordsAbove(first, sharedOf(tapped.message))
    return words && textOf(words) !== neutral ? { text: '', card: words } : null
  }
  /** Waits for what comes into somebody's own chat after the answer to their tap. */
  const followed = async (who: Who, done: Act, deed: TeamsDeed, place: string) => {
    const [first] = drawnOf(done)
    if (typeof first !== 'object' || isTask(done)) return
    const below = wordsAbove(first, undefined)
    const isSaid = below !== null && textOf(below) === neutral
    const hasCome = () => {
      if (deed.calls.length === 0) throw new Error('Nothing came.')
    }
    if (isSaid) await vi.waitFor(hasCome, { timeout: 20_000, interval: 10 })
    else if (place === personal(who)) await vi.waitFor(hasCome, { timeout: 1_500, interval: 10 }).catch(() => undefined)
  }
  /** Gives an act back with all that it was answered as its body. */
  const answered = async (deed: TeamsDeed, done: Act, tapped: Standing | null): Promise<Act> => {
    const { who, spot, calls } = deed
    if (tapped) await followed(who, done, deed, tapped.conversation)
    const shown = shownBy(who, done, tapped)
    if (shown && tapped) own.show(who, spot, { ...shown, ...tapped, after: newestId() })
    const said = isTask(done) ? drawnOf(done) : shown ? [shown.card ?? shown.text] : []
    if (said.length > 0) log.push({ method: 'answer', args: { drawn: said } })
    const written = calls
      .filter(({ text }) => text !== neutral)
      .flatMap(({ conversation, id }) => messageOf(who, conversation, id) ?? [])
    const drawn = written.length > 0 ? said : drawnOf(done)
    const act: Act = { ...done, body: { drawn: [...drawn, ...written.map((one) => one.card ?? one.text)] } }
    originals.set(act, done)
    return act
  }

  return {
    /** A card of a channel without the words for one person alone above it. */
    withoutWords: (card: Json, id: string): Json => {
      const words = wordsAbove(card, sharedOf(id))
      const [first, ...rest] =
        words && words !== card ? ((card.body ?? []) as Json[]).slice((words.body as Json[]).length) : []
      const { separator: _, ...bare } = first ?? {}
      return first ? { ...card, body: [bare, ...rest] } : card
    },
    /** Carries out an act of somebody in a place. */
    does: async (who: Who, spot: Spot, asked: TeamsActRequest): Promise<Act> => {
      const at = asked.type === 'action' && asked.at !== 'dialog' ? asked.at : null
      const { done, deed } = await stage.within(who, spot, () => teams.act(userId(who), asked))
      return answered(deed, done, at)
    },
    /** Taps a button as it stood in the hand, though the card has changed or is another by now. */
    tapOld: async (who: Who, spot: Spot, message: Seen, { target }: Control): Promise<Act> => {
      const { type, title, verb, data } = target
      const at = standing(message)
      const isFetch = type === 'Action.Submit'
      const value = isFetch ? { data } : { action: { type, title, verb, data }, trigger: 'manual' }
      const name = isFetch ? 'task/fetch' : 'adaptiveCard/action'
      const sent = { type: 'invoke', name, replyToId: at.message, value }
      const activity = teams.activity(userId(who), at.conversation, sent)
      const { done: response, deed } = await stage.within(who, spot, () => teams.send(activity))
      const text = await response.text()
      const body: unknown = text === '' ? null : JSON.parse(text)
      const done: Act = { status: response.status, ms: 0, body, error: response.ok ? null : 'dispatch_failed' }
      const act = await answered(deed, done, at)
      // The fake opens no dialog for what nobody can see any more; its words are read all the same.
      const [first] = isTask(done) ? drawnOf(done) : []
      const shown = typeof first === 'string' ? { text: first, card: null } : first ? { text: '', card: first } : null
      if (shown) own.show(who, spot, { ...shown, ...at, after: newestId() })
      return act
    },
    replay: async (act: Act): Promise<Act> => {
      const original = originals.get(act) ?? act
      const { done: again, deed } = await stage.within('Nobody', 'direct', () => teams.replay(original))
      // What was sent as a message stands there from the first time, and is not sent again.
      const isSame = JSON.stringify(again.body) === JSON.stringify(original.body) && deed.calls.length === 0
      return { ...again, body: isSame ? act.body : { drawn: [...drawnOf(again), ...deed.calls] } }
    },
  }
}
