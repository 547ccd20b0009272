import { moves, type Verb } from '../domain/moves.ts'
import { isOpen, type Stage } from '../domain/stages.ts'
import { mayMake, type Standing } from '../domain/standing.ts'
import { act, primary } from './acts.ts'
import { type Button, buttons, type Part } from './card.ts'

/** The likeliest first; three of them are shown (product §3). */
const order = [
  'accept',
  'reject',
  'confirm',
  'return',
  'win',
  'lose',
  'step',
  'sendback',
  'touch',
  'qualify',
  'meet',
  'reroute',
  'nurture',
  'disqualify',
  'reassign',
  'release',
  'priority',
  'hand',
  'reopen',
] as const satisfies readonly Verb[]

const shownAtMost = 3
const moreAtMost = 5

const mayDo = (verb: Verb, standing: Standing, stage: Stage) =>
  moves[verb].from.some((from) => from === stage) && mayMake(moves[verb], standing, stage)

const rowOf = (number: number, some: readonly Button[]): Part =>
  buttons(number, some.slice(0, shownAtMost), some.slice(shownAtMost, shownAtMost + moreAtMost))

/** A row of the acts that fit stage and standing, and a row of what anybody may say and ask (domain §8). */
export const actsOn = (
  about: { number: number; stage: Stage; hasAe: boolean; hasEarlier: boolean; goesOnAs: number | null },
  standing: Standing,
): Part[] => {
  const { number, stage } = about
  const wanted =
    stage === 'SQL' && !about.hasAe ? (['hand', ...order.filter((verb) => verb !== 'hand')] as const) : order
  const fits = wanted.flatMap((verb) => {
    if (!mayDo(verb, standing, stage)) return []
    return [verb === 'accept' || verb === 'confirm' ? primary(act[verb]) : act[verb]]
  })
  const talk = [
    act.note,
    act.ask,
    ...(mayDo('edit', standing, stage) ? [act.edit] : []),
    act.why,
    ...(about.hasEarlier ? [act.history] : []),
    ...(isOpen(stage) && mayDo('merge', standing, stage) ? [act.merge] : []),
  ]
  if (about.goesOnAs !== null) return [buttons(number, [{ ...act.show, about: about.goesOnAs }]), rowOf(number, talk)]
  return [...(fits.length > 0 ? [rowOf(number, fits)] : []), rowOf(number, talk)]
}
