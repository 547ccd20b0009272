import type { Stage } from '../domain/stages.ts'
import { type Button, buttons, type Part } from './card.ts'

export const history: Button = { label: 'button.history', word: 'show', does: 'runs', variant: 'history' }
export const show: Button = { label: 'button.show', word: 'show', does: 'runs' }

export const reopen: Button = { label: 'button.reopen', word: 'reopen', does: 'asks' }

type Row = { shown: Button[]; more: Button[] }

const closed: Row = { shown: [history], more: [] }
const maybeBack: Row = { shown: [reopen, history], more: [] }
const withAe: Row = {
  shown: [show],
  more: [
    { label: 'button.note', word: 'note', does: 'asks' },
    { label: 'button.ask', word: 'ask', does: 'asks' },
    history,
  ],
}

/** What stands under the card of a hand-off in a place, by its stage; More… holds at most five (product §3). */
const rows: Record<Stage, Row | null> = {
  NEW: null,
  MQL: {
    shown: [
      { label: 'button.accept', word: 'accept', does: 'runs', tone: 'primary' },
      { label: 'button.reject', word: 'reject', does: 'asks' },
    ],
    more: [
      { label: 'button.reroute', word: 'reroute', does: 'asks' },
      { label: 'button.why', word: 'why', does: 'runs' },
      history,
      { label: 'button.priority', word: 'priority', does: 'asks' },
      { label: 'button.edit', word: 'edit', does: 'asks' },
    ],
  },
  SAL: {
    shown: [
      { label: 'button.touch', word: 'touch', does: 'asks' },
      { label: 'button.qualify', word: 'qualify', does: 'asks', tone: 'primary' },
    ],
    more: [
      { label: 'button.meet', word: 'meet', does: 'asks' },
      { label: 'button.nurture', word: 'nurture', does: 'asks' },
      { label: 'button.disqualify', word: 'disqualify', does: 'asks' },
      { label: 'button.reassign', word: 'reassign', does: 'asks' },
      { label: 'button.release', word: 'release', does: 'asks' },
    ],
  },
  SQL: withAe,
  SQO: withAe,
  WON: closed,
  LOST: maybeBack,
  NURTURE: maybeBack,
  DISQUALIFIED: maybeBack,
  MERGED: closed,
}

/** The buttons of a hand-off's card in a place; one that goes on under another number leads there. */
export const handoffButtons = (stage: Stage, number: number, goesOnAs: number | null): Part[] => {
  if (goesOnAs !== null) return [buttons(number, [{ ...show, about: goesOnAs }, history])]
  const row = rows[stage]
  return row ? [buttons(number, row.shown, row.more)] : []
}
