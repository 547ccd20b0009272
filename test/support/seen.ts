import type { Json } from '../../src/playground/api.ts'
import type { Control, Drawn, SeenForm } from './driver.ts'
import type { Input } from './inputs.ts'
import * as slack from './seen-slack.ts'
import * as teams from './seen-teams.ts'

type Shown = Drawn & { text?: string }

/** What a message or a form says to a person, as one text. */
export const said = (shown: Shown): string => {
  if ('card' in shown) return shown.card ? teams.textOf(shown.card) : (shown.text ?? '')
  return shown.blocks ? slack.textOf(shown.blocks) : (shown.text ?? '')
}

/** All that was sent of it, with what no person reads. */
export const rawOf = (shown: Shown) => JSON.stringify('card' in shown ? shown.card : shown.blocks)

/** Every button, and every entry of More…. */
export const controlsOf = (shown: Drawn): Control[] =>
  'card' in shown ? teams.controlsIn(shown.card ?? {}) : slack.controlsIn(shown.blocks ?? [])

/** The labels of all buttons, with those under More…. */
export const offered = (shown: Drawn) => controlsOf(shown).map(({ label }) => label)

/** The web addresses that it links to. */
export const linksIn = (shown: Drawn): string[] =>
  [...rawOf(shown).matchAll(/"type":"(?:link|Action\.OpenUrl)"[^}]*?"url":"([^"]*)"/g)].flatMap(
    (found) => found[1] ?? [],
  )

/** The fields of a form, in their order. */
export const inputsOf = (form: SeenForm): Input[] => ('card' in form ? teams.inputsIn(form) : slack.inputsIn(form))

/** The labels of a form's fields, in their order. */
export const labelsOf = (form: SeenForm) => inputsOf(form).map(({ label }) => label)

export const inputOf = (form: SeenForm, label: string): Input => {
  const found = inputsOf(form).find((one) => one.label === label)
  if (!found) throw new Error(`The form has no field "${label}". It has: ${labelsOf(form).join(', ')}`)
  return found
}

/** What stands in a field of a form: what was entered, else what was preset. */
export const standsIn = (form: SeenForm, label: string): string | null => inputOf(form, label).stands

/** The labels of what can be chosen in a field. */
export const choicesOf = (form: SeenForm, label: string) => inputOf(form, label).options.map((one) => one.label)

/** The errors of a form, by the label of their field. */
export const errorsOf = (form: SeenForm): Record<string, string> =>
  Object.fromEntries(inputsOf(form).flatMap(({ label, error }) => (error === null ? [] : [[label, error]])))

/** Until when a clock runs, by what is said of it. */
export const dueOf = (text: string, clock: string): string => {
  const due = new RegExp(`${clock} by <(.*?)>`).exec(text)?.[1]
  if (due === undefined) throw new Error(`Nothing is said of “${clock} by”, but: ${text}`)
  return due
}

const answerIn = (body: unknown) => {
  if (typeof body !== 'object' || body === null) return { words: typeof body === 'string' ? body : '', errors: {} }
  return teams.isAnswer(body as Json) ? teams.answerIn(body as Json) : slack.answerIn(body as Json)
}

/** What an answer to a form or a command says: at its fields, in a form in its stead, or to whom it is shown alone. */
export const wordsOf = (body: unknown): string => answerIn(body).words

/** The errors of an answer, by the id of their field. */
export const fieldErrors = (body: unknown): Record<string, string> => answerIn(body).errors
