import type { Json } from '../../../api.ts'
import { isJson, jsonOf, objectsOf, textOf } from '../../json.ts'
import { limits } from '../limits.ts'
import type { StoredView } from '../state.ts'

const isEmpty = ({ type: _, ...held }: Json) =>
  Object.values(held).every((value) => value === null || value === '' || (Array.isArray(value) && value.length === 0))

const numberFault = (element: Json, text: string) => {
  const value = Number(text)
  if (!/^-?\d*\.?\d+$/.test(text)) return 'is not a number'
  if (element.is_decimal_allowed !== true && !Number.isInteger(value)) return 'takes whole numbers only'
  if (element.min_value !== undefined && value < Number(element.min_value)) return `is under ${element.min_value}`
  if (element.max_value !== undefined && value > Number(element.max_value)) return `is over ${element.max_value}`
  return null
}

const textFault = (element: Json, text: string) => {
  const min = Number(element.min_length ?? 0)
  const max = Number(element.max_length ?? limits.inputLength)
  if (text.length < min) return `needs at least ${min} characters`
  return text.length > max ? `takes at most ${max} characters` : null
}

const faultOf = (element: Json, entry: Json) => {
  const text = textOf(entry.value)
  if (element.type === 'number_input') return numberFault(element, text)
  if (element.type === 'email_text_input')
    return /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(text) ? null : 'is not an e-mail address'
  return element.type === 'plain_text_input' ? textFault(element, text) : null
}

/** Says why Slack's client would keep a form open: a required field left empty, a length, a number. Null when it would send it. */
export const refuseForm = (view: StoredView): string | null => {
  for (const block of objectsOf(view.blocks)) {
    if (block.type !== 'input' || !isJson(block.element)) continue
    const entry = jsonOf(view.state[textOf(block.block_id)]?.[textOf(block.element.action_id)])
    if (isEmpty(entry)) {
      if (block.optional !== true) return `${textOf(block.block_id)} is required`
      continue
    }
    const fault = faultOf(block.element, entry)
    if (fault) return `${textOf(block.block_id)} ${fault}`
  }
  return null
}
