import type { HandoffFacts } from '../../db/queries/handoff-facts.ts'
import { isTextKey } from '../texts/catalogue.ts'
import { atTime, inDots, money, onDay, type Sentence, say, type Value } from '../texts/sentence.ts'
import { wordFor } from '../texts/word-for.ts'

export type HistoryLine = HandoffFacts['lines'][number]

/** What the keys in the history stand for: queues by key, members by id. */
export type Names = { queues: ReadonlyMap<string, string>; members: ReadonlyMap<string, string> }

type Reader = (value: string | number, line: HistoryLine, names: Names) => Value | null

const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text)

const moment: Reader = (value) => {
  const text = String(value)
  if (isDay(text)) return onDay(text)
  const at = new Date(text)
  return Number.isNaN(at.getTime()) ? null : atTime(at)
}

const labelled =
  (key: 'show.returns' | 'show.callBack' | 'show.close' | 'show.nextStepBy' | 'show.for'): Reader =>
  (value, line, names) => {
    const at = moment(value, line, names)
    return at === null ? null : say(key, { at })
  }

/** The table that a reason's key belongs to follows from what was done, and for a rejection from where it led. */
const reasonOf: Reader = (value, { verb, to }) => {
  const byStage: Partial<Record<string, string>> = { NURTURE: 'recycle', DISQUALIFIED: 'disqualify', LOST: 'lost' }
  const group = byStage[to] ?? (verb === 'reject' ? 'reroute' : verb)
  return wordFor('reason', `${group}.${value}`)
}

const quoted: Reader = (value) => (value === '' ? null : say('show.quote', { text: String(value) }))

const kindOf = (value: string | number): Value | null => {
  const key = `show.kind.${value}`
  return isTextKey(key) ? say(key) : null
}

const clockName = (clock: string): Value | null => {
  const key = `show.clock.${clock}`
  return isTextKey(key) ? say(key) : null
}

/** The other hand-off of an act that joined two. */
const otherOf = (number: string, { verb, from, to }: HistoryLine): Value | null => {
  if (verb === 'merge') return say(to === 'MERGED' ? 'show.into' : 'show.mergedHere', { number })
  if (verb === 'reopen' || verb === 'renew')
    return from === null ? say('card.reopens', { number }) : say('show.reopenedAs', { number })
  return null
}

const readers: [string, Reader][] = [
  ['kind', (value, { verb }) => (verb === 'touch' ? wordFor('touch', String(value)) : kindOf(value))],
  ['outcome', (value, { verb }) => (verb === 'touch' || verb === 'outcome' ? wordFor(verb, String(value)) : null)],
  ['reason', reasonOf],
  ['source', (value) => say('card.source', { source: wordFor('source', String(value)) })],
  ['queue', (value, _, names) => say('find.queue', { queue: names.queues.get(String(value)) ?? String(value) })],
  ['priority', (value) => `P${value}`],
  ['other', (value, line) => otherOf(`#${value}`, line)],
  ['ae', (value, _, names) => say('show.ae', { ae: names.members.get(String(value)) ?? String(value) })],
  ['owner', (value, _, names) => say('find.owner', { owner: names.members.get(String(value)) ?? String(value) })],
  ['offered', (value, _, names) => say('queue.offered', { name: names.members.get(String(value)) ?? String(value) })],
  ['aeId', (value, _, names) => say('show.ae', { ae: names.members.get(String(value)) ?? String(value) })],
  ['askedOf', (value, _, names) => say('show.askedOf', { name: names.members.get(String(value)) ?? String(value) })],
  ['clock', (value) => clockName(String(value))],
  ['backup', (value) => say('show.backup', { queue: value })],
  ['startsAt', labelled('show.for')],
  ['anew', labelled('show.for')],
  ['date', labelled('show.returns')],
  ['returnsOn', labelled('show.returns')],
  ['callBackAt', labelled('show.callBack')],
  ['score', (value) => say('card.score', { score: value })],
  ['closeDate', labelled('show.close')],
  ['nextStepBy', labelled('show.nextStepBy')],
  ['nextStep', quoted],
  ['note', quoted],
  ['why', quoted],
  ['again', quoted],
  ['question', quoted],
  ['answer', quoted],
]

const isPlain = (value: unknown): value is string | number => typeof value === 'string' || typeof value === 'number'

const overrideOf = (entered: Record<string, unknown>): Value[] => {
  const { override } = entered
  if (typeof override !== 'object' || override === null || !('reason' in override)) return []
  const reason = say('card.override', { reason: wordFor('reason', `override.${String(override.reason)}`) })
  return 'note' in override && isPlain(override.note)
    ? [reason, say('show.quote', { text: String(override.note) })]
    : [reason]
}

const orDash = (value: unknown): Value => (isPlain(value) ? value : say('word.dash'))

/** "Job title: CTO → CEO", for each field that was corrected. */
const changedOf = ({ changed }: Record<string, unknown>): Value[] =>
  typeof changed !== 'object' || changed === null
    ? []
    : Object.entries(changed as Record<string, { from?: unknown; to?: unknown } | null>).map(([field, value]) => {
        const key = `field.${field}`
        return say('show.changed', {
          field: isTextKey(key) ? say(key) : field,
          from: orDash(value?.from),
          to: orDash(value?.to),
        })
      })

const amountOf = ({ amountMinor, currency }: Record<string, unknown>): Value[] =>
  typeof amountMinor === 'number' && typeof currency === 'string' ? [money(amountMinor, currency)] : []

const enteredOf = (line: HistoryLine, names: Names): Value[] => [
  ...readers.flatMap(([field, read]) => {
    const value = line.entered[field]
    const said = isPlain(value) ? read(value, line, names) : null
    return said === null ? [] : [said]
  }),
  ...amountOf(line.entered),
  ...overrideOf(line.entered),
  ...changedOf(line.entered),
]

/** "the acceptance": what an undo took back. */
const actOf = (verb: string): Value => {
  const key = `show.act.${verb}`
  return isTextKey(key) ? say(key) : verb
}

const doneBy = (line: HistoryLine): Sentence => {
  const key = `show.did.${line.verb}`
  const by = line.by ?? say(line.actor === 'timer' ? 'show.byClock' : 'word.somebody')
  return say(isTextKey(key) ? key : 'show.did.other', { by, verb: actOf(String(line.entered.verb ?? line.verb)) })
}

/** One line of history as a person tells it: when, on which number where it was another, who did what, and what was entered (domain §9). */
export const drawLine = (line: HistoryLine, names: Names, number: number | null = null): Sentence => {
  const done = doneBy(line)
  const moved = line.from === line.to ? done : say('show.moved', { done, stage: line.to })
  const items = inDots([
    atTime(line.at),
    ...(number === null ? [] : [`#${number}`]),
    moved,
    ...(line.verb === 'undo' ? [] : enteredOf(line, names)),
  ])
  return say(line.isUndone ? 'show.undone' : 'show.line', { items })
}
