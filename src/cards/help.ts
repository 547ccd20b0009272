import { type Move, moves, type Right, type Verb } from '../domain/moves.ts'
import type { Role } from '../domain/settings.ts'
import type { Stage } from '../domain/stages.ts'
import { isTextKey } from '../texts/catalogue.ts'
import { type Sentence, say, type Value } from '../texts/sentence.ts'
import { act } from './acts.ts'
import { buttons, line, type Part } from './card.ts'

/** What examples are made of, so that they work as typed. */
export type HelpFacts = {
  words: string[]
  roles: Role[]
  numbers: Partial<Record<Stage, number>>
  queue: string | null
}

const forAll = ['new', 'find', 'show', 'note', 'ask', 'funnel', 'help']

/** What a role does most comes first (product §1). */
const forRole: Record<Role, string[]> = {
  marketer: ['new', 'show', 'find', 'why', 'edit', 'funnel', 'nurture', 'reopen'],
  sdr: ['mine', 'queue', 'accept', 'reject', 'touch', 'meet', 'qualify', 'criteria', 'hand', 'undo'],
  ae: ['mine', 'outcome', 'qualify', 'confirm', 'return', 'step', 'win', 'lose', 'meet', 'criteria', 'undo'],
  manager: ['funnel', 'queue', 'mine', 'why', 'hand', 'sendback', 'merge', 'here', 'unhere', 'team', 'digest'],
  admin: ['setup', 'here', 'team', 'doctor', 'funnel', 'queue', 'find'],
}

const fitting: Partial<Record<string, readonly Stage[]>> = Object.fromEntries(
  (Object.keys(moves) as Verb[]).map((verb) => [verb, moves[verb].from]),
)

const newest = (numbers: HelpFacts['numbers'], stages: readonly Stage[] | undefined) => {
  const all = Object.keys(numbers) as Stage[]
  const fit = (stages ?? all).flatMap((stage) => numbers[stage] ?? [])
  // Where none stands at the right stage, one that exists is at least answered with what is true of it.
  const known = fit.length > 0 ? fit : all.flatMap((stage) => numbers[stage] ?? [])
  return known.length > 0 ? Math.max(...known) : 1
}

const exampleOf = (word: string, { numbers, queue }: HelpFacts): Value => {
  const key = `help.eg.${word}`
  if (!isTextKey(key)) return say('help.eg', { word })
  return say(key, { number: newest(numbers, fitting[word]), queue: queue ?? 'unrouted' })
}

const helpFor = (word: string, facts: HelpFacts): Sentence => {
  const key = `help.${word}`
  const does = isTextKey(key) ? say(key) : say('help.eg', { word })
  return say('help.item', { example: exampleOf(word, facts), does })
}

/** What the person's roles do most, each with an example, then the other words (product §2). */
export const drawHelp = (facts: HelpFacts): Part[] => {
  const mostly = [...facts.roles.flatMap((role) => forRole[role]), ...forAll]
  const first = [...new Set(mostly)].filter((word) => facts.words.includes(word))
  const others = facts.words.filter((word) => !first.includes(word)).toSorted()
  return [
    line(say('help.title'), 'title'),
    { part: 'list', items: first.map((word) => helpFor(word, facts)) },
    ...(others.length > 0
      ? [line(say('help.others', { words: { as: 'list', items: others, join: 'commas' } }), 'quiet')]
      : []),
    buttons(null, [act.new, act.mine, act.queue]),
  ]
}

const anyOf = (who: readonly Right[]): Value => ({
  as: 'list',
  items: who.flatMap((one) => (one === 'manager' ? [say('who.manager'), say('who.admin')] : say(`who.${one}`))),
  join: 'or',
})

const isVerb = (word: string): word is Verb => Object.hasOwn(moves, word)

/** Who may use a word, and at which stages, by the moves table or else by what the word declares (domain §8). */
export const rightsOf = (word: string, declared: readonly Right[] = ['anyone']): Sentence[] => {
  const row: Move | null = isVerb(word) ? moves[word] : null
  if (row === null) return [say('help.who', { who: anyOf(declared) })]
  const at = Object.entries(row.whoAt ?? {}).map(([stage, who]) => say('help.whoAt', { stage, who: anyOf(who) }))
  const isAnywhere = row.from.length === 0 || row.from.includes('MERGED')
  const from = isAnywhere ? [] : [say('help.from', { stages: { as: 'list', items: [...row.from], join: 'or' } })]
  return [say('help.who', { who: anyOf(row.who) }), ...at, ...from]
}

/** One word: what it does, an example, and who may use it when. */
export const drawHelpOf = (word: string, facts: HelpFacts, declared?: readonly Right[]): Part[] => [
  line(helpFor(word, facts)),
  ...rightsOf(word, declared).map((text) => line(text, 'quiet')),
]

const facts: HelpFacts = {
  words: ['accept', 'find', 'funnel', 'help', 'mine', 'new', 'queue', 'return', 'show', 'undo', 'why'],
  roles: ['sdr'],
  numbers: { MQL: 412, SAL: 405 },
  queue: 'dach',
}

export const examples: Record<string, Part[]> = {
  sdr: drawHelp(facts),
  withoutRoles: drawHelp({ ...facts, roles: [], numbers: {}, queue: null }),
  accept: drawHelpOf('accept', facts),
}
