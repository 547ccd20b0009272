import { act } from '../cards/acts.ts'
import { type Button, buttons, line, type Part } from '../cards/card.ts'
import type { Refusal } from '../domain/refusal.ts'
import { isTextKey, type TextKey } from '../texts/catalogue.ts'
import { allOf, atTime, type Sentence, say, type Value } from '../texts/sentence.ts'
import { wordFor } from '../texts/word-for.ts'
import type { Intent } from './intent.ts'
import type { Reply, Whisper } from './reply.ts'

const number = (value: number) => `#${value}`

/** What a refusal calls a hand-off by. */
const numbers = ['number', 'other', 'as', 'into']

const valueFrom = (name: string, value: unknown): Value => {
  if (value instanceof Date) return atTime(value)
  if (typeof value === 'number') return numbers.includes(name) ? number(value) : value
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return allOf(value.map((one) => valueFrom(name, one)))
  return say(name === 'by' ? 'word.somebody' : 'word.unknown')
}

/** "Lena Vogt accepted it": what somebody did, by the verb of a line of history. */
const did = (verb: string, by: string | null): Sentence => {
  const key = `did.${verb}`
  return say(isTextKey(key) ? key : 'did.changed', { by: by ?? say('word.somebody') })
}

/** "tell how its meeting went": what the verb is to do. */
const toDo = (verb: string): Value => {
  const key = `to.${verb}`
  return isTextKey(key) ? say(key) : verb
}

const specific = (refusal: Refusal): Sentence | null => {
  switch (refusal.key) {
    case 'movedOn':
    case 'undoFollowed':
      return say(`refusal.${refusal.key}`, {
        number: number(refusal.number),
        did: did(refusal.last.verb, refusal.last.by),
        at: atTime(refusal.last.at),
        stage: refusal.last.stage,
      })
    case 'unknownNumber':
      return refusal.near
        ? say('refusal.unknownNumberNear', {
            number: number(refusal.number),
            near: number(refusal.near.number),
            name: refusal.near.name,
          })
        : say('refusal.unknownNumber', { number: number(refusal.number) })
    case 'notYours':
      return refusal.whose.length
        ? say('refusal.notYours', {
            number: number(refusal.number),
            whose: allOf(refusal.whose),
            verb: toDo(refusal.verb),
          })
        : say('refusal.notYoursNobody', { number: number(refusal.number), verb: toDo(refusal.verb) })
    case 'notInQueue':
      return say(refusal.members.length ? 'refusal.notInQueue' : 'refusal.notInQueueEmpty', {
        queue: refusal.queue,
        members: allOf(refusal.members),
        count: refusal.members.length,
        managers: refusal.managers.length ? allOf(refusal.managers) : say('word.anAdmin'),
      })
    case 'openAlready':
      return refusal.owner
        ? say('refusal.openAlready', {
            number: number(refusal.number),
            name: refusal.name,
            owner: refusal.owner,
            since: atTime(refusal.since),
          })
        : say('refusal.openUnowned', {
            number: number(refusal.number),
            name: refusal.name,
            since: atTime(refusal.since),
          })
    case 'hardDisqualified':
      return say('refusal.hardDisqualified', {
        number: number(refusal.number),
        name: refusal.name,
        reason: wordFor('reason', `hard.${refusal.reason}`),
        by: refusal.by ?? say('word.somebody'),
        at: atTime(refusal.at),
      })
    case 'cameBackLately': {
      const group = refusal.stage === 'NURTURE' ? 'recycle' : (refusal.kind ?? 'soft')
      return say('refusal.cameBackLately', {
        number: number(refusal.number),
        name: refusal.name,
        reason: refusal.reason === null ? say('word.unknown') : wordFor('reason', `${group}.${refusal.reason}`),
        by: refusal.by ?? say('word.somebody'),
        at: atTime(refusal.at),
      })
    }
    case 'unknownWord':
      return refusal.near ? say('refusal.unknownWordNear', { text: refusal.text, near: refusal.near }) : null
    case 'leadIsOpen':
      return say(refusal.who ? 'refusal.leadIsOpen' : 'refusal.leadWaits', {
        number: number(refusal.number),
        name: refusal.name,
        who: refusal.who ?? '',
        since: atTime(refusal.since),
      })
    case 'notAway':
      return refusal.isOwn ? say('refusal.notAwayOwn') : say('refusal.notAway', { name: refusal.name })
    case 'directAlready':
    case 'notConnected':
    case 'notOnPlatform':
      return say(`refusal.${refusal.key}`, { where: say(`platform.${refusal.platform}`) })
    default:
      return null
  }
}

/** The sentence of a refusal: what is true, who did it, what now (ARCHITECTURE.md). */
export const sentenceOf = (refusal: Refusal): Sentence => {
  const own = specific(refusal)
  if (own) return own
  const { key, ...fields } = refusal
  const values = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, valueFrom(name, value)]))
  return say(`refusal.${key}` as TextKey, values)
}

const about = (refusal: Refusal): number | null => {
  if (refusal.key === 'unknownNumber') return refusal.near?.number ?? null
  if (refusal.key === 'reopenedAlready') return refusal.as
  if (refusal.key === 'mergedAlready') return refusal.into ?? refusal.number
  return 'number' in refusal ? refusal.number : null
}

/** What everybody may do about what is somebody else's (domain §8). */
const talk: Button[] = [act.note, act.ask]

const offeredFor = ({ key }: Refusal): Button[] => {
  if (key === 'notYours') return [...talk, act.show]
  return key === 'nobodyToAsk' || key === 'notReachable' ? [...talk.slice(0, 1), act.show] : [act.show]
}

/** Answers with a refusal, for the asker alone, and with Show where it names a hand-off. */
export const refused = (refusal: Refusal, ...rest: Part[]): Whisper => {
  const shown = about(refusal)
  const offered: Part[] = shown === null || rest.length > 0 ? [] : [buttons(shown, offeredFor(refusal))]
  return { kind: 'whisper', parts: [line(sentenceOf(refusal)), ...rest, ...offered], refusal: refusal.key }
}

/** The field that mends what is refused; where forms name it differently, each of the names. */
const fields: Partial<Record<Refusal['key'], readonly string[]>> = {
  conversationNeeded: ['spokeOn'],
  meetingNeeded: ['meetingHeldOn'],
  scoreTooLow: ['overrideReason'],
  unknownAe: ['ae', 'member'],
  mergesItself: ['other'],
  manyFound: ['other'],
  noneFound: ['other'],
  nobodyAt: ['address'],
  unknownQueue: ['queue'],
  whichQueue: ['queue'],
  inQueueAlready: ['queue'],
  priorityAlready: ['priority'],
  emailElsewhere: ['email'],
  phoneElsewhere: ['phone'],
  unknownPerson: ['member', 'person'],
  notColleague: ['person'],
  lastAdmin: ['person'],
  offeredAlready: ['member'],
  withAeAlready: ['member', 'ae'],
}

/** Refuses what was asked: a form that was sent at the field that mends it, so that nothing typed is lost. */
export const refusedAtField = ({ surface, input }: Intent, refusal: Refusal): Reply => {
  const names = (surface === 'form' && fields[refusal.key]) || []
  const field = names.find((name) => Object.hasOwn(input, name)) ?? names[0]
  if (field === undefined) return refused(refusal)
  // What a form offers is an id, which says nothing to people.
  const text = refusal.key === 'unknownAe' ? say('error.choice') : sentenceOf(refusal)
  return { kind: 'errors', fields: { [field]: text } }
}
