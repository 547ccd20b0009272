import type { Stage } from '../domain/stages.ts'
import { act, primary } from './acts.ts'
import { type Button, buttons, type Part } from './card.ts'

type Row = { shown: Button[]; more: Button[] }

const closed: Row = { shown: [act.history], more: [] }
const maybeBack: Row = { shown: [act.reopen, act.history], more: [] }
const withAe: Row = {
  shown: [act.show],
  more: [act.note, act.ask, act.history],
}

/** What stands under the card of a hand-off in a place, by its stage; More… holds at most five (product §3). */
const rows: Record<Stage, Row | null> = {
  NEW: null,
  MQL: {
    shown: [primary(act.accept), act.reject],
    more: [act.reroute, act.why, act.history, act.priority, act.edit],
  },
  SAL: {
    shown: [act.touch, primary(act.qualify)],
    more: [act.meet, act.nurture, act.disqualify, act.reassign, act.release],
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
  if (goesOnAs !== null) return [buttons(number, [{ ...act.show, about: goesOnAs }, act.history])]
  const row = rows[stage]
  return row ? [buttons(number, row.shown, row.more)] : []
}
