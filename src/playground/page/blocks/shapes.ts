import type { Json } from '../../api.ts'

export type Text = { type: 'plain_text' | 'mrkdwn'; text: string }
export type Option = { text: Text; value: string; description?: Text }
export type OptionGroup = { label: Text; options: Option[] }
export type Confirm = { title: Text; text: Text; confirm: Text; deny: Text; style?: string }

/** Any interactive element; which keys are set depends on its type. */
export type Element = {
  type: string
  action_id: string
  text?: Text
  value?: string
  style?: string
  url?: string
  accessibility_label?: string
  placeholder?: Text
  confirm?: Confirm
  focus_on_load?: boolean
  options?: Option[]
  option_groups?: OptionGroup[]
  initial_option?: Option
  initial_options?: Option[]
  initial_value?: string
  initial_date?: string
  initial_time?: string
  initial_user?: string
  initial_conversation?: string
  min_query_length?: number
  multiline?: boolean
  min_length?: number
  max_length?: number
  min_value?: string
  max_value?: string
  is_decimal_allowed?: boolean
}

/** What a context holds: texts and small images. */
export type ContextPart = Text | { type: 'image'; image_url: string; alt_text: string }

/** Any block; which keys are set depends on its type. */
export type Block = {
  type: string
  block_id?: string
  text?: Text
  fields?: Text[]
  accessory?: Element
  elements?: (Element | ContextPart)[]
  element?: Element
  label?: Text
  hint?: Text
  optional?: boolean
}

/** Blocks as the page reads them. The cast is safe: the fake Slack has refused every block that is not of Slack's shape. */
export const readBlocks = (blocks: readonly Json[]): Block[] => blocks as unknown as Block[]

const isOptionList = (value: unknown): value is Json & Record<'options' | 'option_groups', unknown> =>
  typeof value === 'object' && value !== null && ('options' in value || 'option_groups' in value)

/** The groups in an answer to a suggestion; loose options are one group without a label. */
export const readGroups = (body: unknown): OptionGroup[] => {
  if (!isOptionList(body)) return []
  // The fake has checked the options before it passed them on.
  if (Array.isArray(body.option_groups)) return body.option_groups as OptionGroup[]
  return Array.isArray(body.options) ? [{ label: plain(''), options: body.options as Option[] }] : []
}

/** A plain text object. */
export const plain = (text: string): Text => ({ type: 'plain_text', text })

/** The options of a select in groups; loose options are one group without a label. */
export const groupOptions = (element: Element): OptionGroup[] =>
  element.option_groups ?? [{ label: plain(''), options: element.options ?? [] }]

const partTypes = new Set(['plain_text', 'mrkdwn', 'image'])

const isPart = (element: Element | ContextPart): element is ContextPart => partTypes.has(element.type)

/** The texts and images of a context. */
export const listParts = (block: Block): ContextPart[] => (block.elements ?? []).filter(isPart)

/** The interactive elements of an actions block. */
export const listElements = (block: Block): Element[] =>
  (block.elements ?? []).filter((element): element is Element => !isPart(element))
