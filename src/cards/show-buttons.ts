import { moves, type Verb } from '../domain/moves.ts'
import { isOpen, type Stage } from '../domain/stages.ts'
import { mayMake, type Standing } from '../domain/standing.ts'
import { type Button, buttons, type Part } from './card.ts'

const all: Partial<Record<Verb, Button>> = {
  accept: { label: 'button.accept', word: 'accept', does: 'runs', tone: 'primary' },
  reject: { label: 'button.reject', word: 'reject', does: 'asks' },
  touch: { label: 'button.touch', word: 'touch', does: 'asks' },
  qualify: { label: 'button.qualify', word: 'qualify', does: 'asks' },
  meet: { label: 'button.meet', word: 'meet', does: 'asks' },
  hand: { label: 'button.hand', word: 'hand', does: 'asks' },
  confirm: { label: 'button.confirm', word: 'confirm', does: 'asks', tone: 'primary' },
  return: { label: 'button.return', word: 'return', does: 'asks' },
  win: { label: 'button.win', word: 'win', does: 'asks' },
  lose: { label: 'button.lose', word: 'lose', does: 'asks' },
  step: { label: 'button.step', word: 'step', does: 'asks' },
  reopen: { label: 'button.reopen', word: 'reopen', does: 'asks' },
  sendback: { label: 'button.sendback', word: 'sendback', does: 'asks' },
  nurture: { label: 'button.nurture', word: 'nurture', does: 'asks' },
  disqualify: { label: 'button.disqualify', word: 'disqualify', does: 'asks' },
  reroute: { label: 'button.reroute', word: 'reroute', does: 'asks' },
  priority: { label: 'button.priority', word: 'priority', does: 'asks' },
  reassign: { label: 'button.reassign', word: 'reassign', does: 'asks' },
  release: { label: 'button.release', word: 'release', does: 'asks' },
}

/** The likeliest first; three of them are shown (product §3). */
const order: readonly Verb[] = [
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
]

const show: Button = { label: 'button.show', word: 'show', does: 'runs' }
const why: Button = { label: 'button.why', word: 'why', does: 'runs' }
const history: Button = { label: 'button.history', word: 'show', does: 'runs', variant: 'history' }
const note: Button = { label: 'button.note', word: 'note', does: 'asks' }
const ask: Button = { label: 'button.ask', word: 'ask', does: 'asks' }
const merge: Button = { label: 'button.merge', word: 'merge', does: 'asks' }
const edit: Button = { label: 'button.edit', word: 'edit', does: 'asks' }

const shownAtMost = 3
const moreAtMost = 5

const mayEdit = (stage: Stage, standing: Standing) =>
  moves.edit.from.some((from) => from === stage) && mayMake(moves.edit, standing, stage)

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
    const button = all[verb]
    const isFrom = moves[verb].from.some((from) => from === stage)
    return button && isFrom && mayMake(moves[verb], standing, stage) ? [button] : []
  })
  const talk = [
    ...[note, ask],
    ...(mayEdit(stage, standing) ? [edit] : []),
    why,
    ...(about.hasEarlier ? [history] : []),
    ...(isOpen(stage) && mayMake(moves.merge, standing, stage) ? [merge] : []),
  ]
  if (about.goesOnAs !== null) return [buttons(number, [{ ...show, about: about.goesOnAs }]), rowOf(number, talk)]
  return [...(fits.length > 0 ? [rowOf(number, fits)] : []), rowOf(number, talk)]
}
