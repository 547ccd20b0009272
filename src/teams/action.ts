import type { TextKey } from '../texts/catalogue.ts'
import type { Reader } from '../texts/reader.ts'
import { say } from '../texts/sentence.ts'
import { limits } from './limits.ts'
import { type Element, sayPlain } from './text.ts'

/** Where a card stands: a dialog takes no `Action.Execute`, and opens no other dialog. */
export type Way = 'message' | 'dialog'

type Action = {
  label: TextKey
  data: { word: string } & Record<string, unknown>
  does: 'runs' | 'asks'
  tone?: 'primary' | 'danger' | undefined
  /** Stands in the overflow menu. */
  isMore?: boolean
  /** Takes nothing of the form along that it stands above, and does not wait for what is missing in it. */
  isAlone?: boolean
}

const styles = { primary: { style: 'positive' }, danger: { style: 'destructive' } } as const

const acting = ({ data, does }: Action, way: Way): Element => {
  if (way === 'dialog') return { type: 'Action.Submit', data }
  if (does === 'asks') return { type: 'Action.Submit', data: { msteams: { type: 'task/fetch' }, ...data } }
  return { type: 'Action.Execute', verb: data.word, data }
}

/** A button: it acts at once, or opens a dialog. */
export const actionOf = (action: Action, reader: Reader, way: Way): Element => ({
  title: sayPlain(say(action.label), reader, limits.button),
  ...acting(action, way),
  ...(action.tone ? styles[action.tone] : {}),
  ...(action.isMore ? { mode: 'secondary' } : {}),
  ...(action.isAlone ? { associatedInputs: 'none' } : {}),
})

/** Buttons in a row; nothing where there is none. */
export const actionSet = (actions: readonly Element[]): Element[] =>
  actions.length === 0 ? [] : [{ type: 'ActionSet', actions }]
