import type { Entered, Json, ViewState } from '../../api.ts'
import { isJson, jsonOf, objectsOf, textOf } from '../json.ts'
import type { Ctx } from './ctx.ts'
import { findUser } from './places.ts'
import { enteredTexts } from './state.ts'
import { elementsIn } from './validate/blocks.ts'
import { isDay, isTimeOfDay } from './validate/elements.ts'
import { optionsOf } from './validate/objects.ts'

/** An interactive element and the block it stands in. */
export type Placed = { block: Json; element: Json; blockId: string; actionId: string }

const named = (ctx: Ctx, element: unknown): unknown =>
  isJson(element) && element.type !== 'image' && element.action_id === undefined
    ? { ...element, action_id: ctx.newId() }
    : element

/** Gives ids to blocks and elements that have none, as Slack does. */
export const withIds = (ctx: Ctx, blocks: Json[]): Json[] =>
  blocks.map((block) => {
    const own: Json = { ...block, block_id: textOf(block.block_id) || ctx.newId() }
    if (block.type === 'actions') own.elements = objectsOf(block.elements).map((each) => named(ctx, each))
    if (block.type === 'input') own.element = named(ctx, block.element)
    if (block.type === 'section' && block.accessory !== undefined) own.accessory = named(ctx, block.accessory)
    return own
  })

/** All elements that a person can use. */
const placedIn = (blocks: Json[]): Placed[] =>
  blocks.flatMap((block) =>
    elementsIn(block)
      .filter((element) => element.type !== 'image')
      .map((element) => ({
        block,
        element,
        blockId: textOf(block.block_id),
        actionId: textOf(element.action_id),
      })),
  )

/** Finds one element; null when the person does not see it. */
export const findPlaced = (blocks: Json[], blockId: string, actionId: string): Placed | null =>
  placedIn(blocks).find((each) => each.blockId === blockId && each.actionId === actionId) ?? null

const valueKeys: Record<string, string> = {
  plain_text_input: 'value',
  number_input: 'value',
  email_text_input: 'value',
  static_select: 'selected_option',
  external_select: 'selected_option',
  radio_buttons: 'selected_option',
  overflow: 'selected_option',
  checkboxes: 'selected_options',
  users_select: 'selected_user',
  multi_users_select: 'selected_users',
  conversations_select: 'selected_conversation',
  datepicker: 'selected_date',
  timepicker: 'selected_time',
}

/** The key under which an element reports what was entered: `value`, `selected_option` … */
const valueKey = (element: Json): string => valueKeys[textOf(element.type)] ?? 'value'

const presets = [
  'initial_value',
  'initial_option',
  'initial_options',
  'initial_user',
  'initial_users',
  'initial_conversation',
  'initial_date',
  'initial_time',
]

const takesSeveral = (type: unknown) => type === 'checkboxes' || type === 'multi_users_select'

const initialEntry = (element: Json): Json => {
  const preset = presets.map((key) => element[key]).find((value) => value !== undefined)
  return { type: element.type, [valueKey(element)]: preset ?? (takesSeveral(element.type) ? [] : null) }
}

const isStillOffered = (element: Json, entry: Json) => {
  if (element.type === 'external_select' || !valueKey(element).startsWith('selected_option')) return true
  const values = optionsOf(element).map((each) => each.value)
  const chosen = [
    ...objectsOf(entry.selected_options),
    ...(isJson(entry.selected_option) ? [entry.selected_option] : []),
  ]
  return chosen.every((each) => values.includes(each.value))
}

/** The state of a view's inputs; what was typed stays where block_id, action_id and type are the same as before. */
export const stateOf = (blocks: Json[], before: ViewState): ViewState => {
  const state: ViewState = {}
  for (const { element, blockId, actionId } of placedIn(blocks)) {
    if (element.type === 'button' || element.type === 'overflow') continue
    const old = before[blockId]?.[actionId]
    const keeps = old?.type === element.type && isStillOffered(element, jsonOf(old))
    state[blockId] = { ...state[blockId], [actionId]: keeps ? jsonOf(old) : initialEntry(element) }
  }
  return state
}

const chosen = (element: Json, offered: Json[], value: string): Json | string => {
  const preset = isJson(element.initial_option) ? [element.initial_option] : []
  const found = [...optionsOf(element), ...offered, ...preset].find((each) => each.value === value)
  return found ?? `client: ${textOf(element.type)} does not offer ${JSON.stringify(value)}`
}

/** What an element holds after a person entered `value`: its entry, or why the client does not take it. */
export const entryOf = (ctx: Ctx, element: Json, value: Entered, offered: Json[]): Json | string => {
  const type = textOf(element.type)
  const texts = enteredTexts(value)
  const [first = null] = texts
  const entry = (held: unknown): Json => ({ type, [valueKey(element)]: held })
  if (type === 'checkboxes') {
    const picked = texts.map((each) => chosen(element, [], each))
    return picked.find((each) => typeof each === 'string') ?? entry(picked)
  }
  if (type === 'multi_users_select') {
    const unknown = texts.find((id) => !findUser(ctx, id))
    return unknown === undefined ? entry(texts) : `client: there is no user ${unknown}`
  }
  if (first === null) return entry(null)
  if (valueKey(element) === 'selected_option') {
    const option = chosen(element, offered, first)
    return typeof option === 'string' ? option : entry(option)
  }
  if (type === 'datepicker' && !isDay(first)) return `client: ${first} is not a date`
  if (type === 'timepicker' && !isTimeOfDay(first)) return `client: ${first} is not a time of day`
  if (type === 'users_select' && !findUser(ctx, first)) return `client: there is no user ${first}`
  if (type === 'conversations_select' && !ctx.state.channels[first]) return `client: there is no channel ${first}`
  return entry(first)
}
