import { type Answer, takesList } from './answer.ts'
import type { Block, Element } from './shapes.ts'

const checkNumber = (element: Element, value: string): string | null => {
  const number = Number(value)
  if (!Number.isFinite(number)) return 'Please enter a number.'
  if (!element.is_decimal_allowed && !Number.isInteger(number)) return 'Please enter a whole number.'
  if (element.min_value !== undefined && number < Number(element.min_value)) return `At least ${element.min_value}.`
  return element.max_value !== undefined && number > Number(element.max_value) ? `At most ${element.max_value}.` : null
}

const checkValue = (element: Element, value: string): string | null => {
  if (element.min_length && value.length < element.min_length) return `At least ${element.min_length} characters.`
  if (element.max_length && value.length > element.max_length) return `At most ${element.max_length} characters.`
  if (element.type === 'number_input') return checkNumber(element, value)
  const badEmail = element.type === 'email_text_input' && !/^\S+@\S+\.\S+$/.test(value)
  return badEmail ? 'Please enter an e-mail address.' : null
}

/** What Slack's own client says at a field before anything is sent; null when it would send. */
export const checkInput = (block: Block, answer: Answer): string | null => {
  const element = block.element
  if (!element) return null
  const empty = takesList(element) ? answer.list.length === 0 : answer.value.trim() === ''
  if (empty) return block.optional ? null : 'Please complete this required field.'
  return checkValue(element, answer.value)
}
