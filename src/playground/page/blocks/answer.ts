import type { Entered, Json, ViewState } from '../../api.ts'
import type { Element } from './shapes.ts'

/** What is entered in one element: a text, a date or an option's value, with the words shown for it where they differ. */
export type Answer = { value: string; label: string; list: readonly string[] }

export const noAnswer: Answer = { value: '', label: '', list: [] }

/** An answer of one value. */
export const answerOf = (value: string, label = value): Answer => ({ value, label, list: [] })

/** True where the element takes several values. */
export const takesList = (element: Element): boolean =>
  element.type === 'checkboxes' || element.type.startsWith('multi_')

/** An answer as the wire carries it; an empty one is null. */
export const toEntered = (element: Element, answer: Answer): Entered =>
  takesList(element) ? [...answer.list] : answer.value || null

const readText = (value: unknown): string => (typeof value === 'string' ? value : '')

const isRecord = (value: unknown): value is Json => typeof value === 'object' && value !== null

const labelOf = (option: Json): string => (isRecord(option.text) ? readText(option.text.text) : readText(option.value))

const readStored = (stored: Json): Answer => {
  if (Array.isArray(stored.selected_options)) {
    return { ...noAnswer, list: stored.selected_options.filter(isRecord).map((option) => readText(option.value)) }
  }
  if (Array.isArray(stored.selected_users)) return { ...noAnswer, list: stored.selected_users.map(readText) }
  if (isRecord(stored.selected_option)) {
    return answerOf(readText(stored.selected_option.value), labelOf(stored.selected_option))
  }
  const { value, selected_date, selected_time, selected_user, selected_conversation } = stored
  const single = [value, selected_date, selected_time, selected_user, selected_conversation].find(Boolean)
  return answerOf(readText(single))
}

const readInitial = (element: Element): Answer => {
  if (element.initial_options) return { ...noAnswer, list: element.initial_options.map((option) => option.value) }
  if (element.initial_option) return answerOf(element.initial_option.value, element.initial_option.text.text)
  const { initial_value, initial_date, initial_time, initial_user, initial_conversation } = element
  return answerOf(initial_value ?? initial_date ?? initial_time ?? initial_user ?? initial_conversation ?? '')
}

/** What the server holds for an element of a view, else what the product preset. */
export const readAnswer = (state: ViewState | null, blockId: string, element: Element): Answer => {
  const stored = state?.[blockId]?.[element.action_id]
  return stored ? readStored(stored) : readInitial(element)
}
