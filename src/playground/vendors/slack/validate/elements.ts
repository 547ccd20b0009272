import { isJson } from '../../json.ts'
import { limits } from '../limits.ts'
import { all, bool, type Check, int, list, obj, oneOf, str } from './check.ts'
import {
  choiceOption,
  confirm,
  id,
  link,
  option,
  optionGroup,
  overflowOption,
  placeholder,
  plainText,
  presetIsAnOption,
} from './objects.ts'

const action = { action_id: id, confirm }
const focus = { focus_on_load: bool }
const dispatch = {
  dispatch_action_config: obj({}, { trigger_actions_on: list(oneOf('on_enter_pressed', 'on_character_entered'), 2) }),
}
const typed = { action_id: id, placeholder, ...focus, ...dispatch }

/** A day that a calendar has, as YYYY-MM-DD. */
export const isDay = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}

/** A time of day as HH:mm. */
export const isTimeOfDay = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text)

const day: Check = (value, at, say) => {
  if (typeof value !== 'string' || !isDay(value)) say('must be a valid date in the format YYYY-MM-DD', at)
}
const timeOfDay: Check = (value, at, say) => {
  if (typeof value !== 'string' || !isTimeOfDay(value)) say('must be a valid time in the format HH:mm', at)
}
const numeral = str({ min: 1, matches: /^-?\d+(\.\d+)?$/ })

const button = obj(
  { text: plainText(limits.button.text) },
  {
    ...action,
    value: str({ max: limits.button.value }),
    url: link(limits.button.url),
    style: oneOf('primary', 'danger'),
    accessibility_label: str({ max: limits.button.accessibilityLabel }),
  },
)

const overflow = all(obj({ options: list(overflowOption, limits.options.overflow) }, action), presetIsAnOption)

const eitherOptionsOrGroups: Check = (value, at, say) => {
  if (isJson(value) && (value.options === undefined) === (value.option_groups === undefined))
    say('must provide either options or option_groups', at)
}

const staticSelect = all(
  obj(
    {},
    {
      ...action,
      ...focus,
      placeholder,
      options: list(option, limits.options.select),
      option_groups: list(optionGroup, limits.options.groups),
      initial_option: option,
    },
  ),
  eitherOptionsOrGroups,
  presetIsAnOption,
)

const externalSelect = obj(
  {},
  { ...action, ...focus, placeholder, initial_option: option, min_query_length: int(0, 3_000) },
)

const usersSelect = obj({}, { ...action, ...focus, placeholder, initial_user: str({ min: 1 }) })
const multiUsersSelect = obj(
  {},
  { ...action, ...focus, placeholder, initial_users: list(str({ min: 1 })), max_selected_items: int(1, 100) },
)
const conversationsSelect = obj(
  {},
  {
    ...action,
    ...focus,
    placeholder,
    initial_conversation: str({ min: 1 }),
    default_to_current_conversation: bool,
    response_url_enabled: bool,
    filter: obj(
      {},
      {
        include: list(oneOf('im', 'mpim', 'private', 'public'), 4),
        exclude_external_shared_channels: bool,
        exclude_bot_users: bool,
      },
    ),
  },
)
const datepicker = obj({}, { ...action, ...focus, placeholder, initial_date: day })
const timepicker = obj({}, { ...action, ...focus, placeholder, initial_time: timeOfDay, timezone: str({ min: 1 }) })

const radioButtons = all(
  obj({ options: list(choiceOption, limits.options.radio) }, { ...action, ...focus, initial_option: choiceOption }),
  presetIsAnOption,
)

const checkboxes = all(
  obj(
    { options: list(choiceOption, limits.options.checkboxes) },
    { ...action, ...focus, initial_options: list(choiceOption, limits.options.checkboxes) },
  ),
  presetIsAnOption,
)

const minIsNotAboveMax: Check = (value, at, say) => {
  if (isJson(value) && Number(value.min_length ?? 0) > Number(value.max_length ?? limits.inputLength))
    say('min_length must not be greater than max_length', `${at}/min_length`)
}

const presetFits: Check = (value, at, say) => {
  if (!isJson(value) || typeof value.initial_value !== 'string') return
  const max = Number(value.max_length ?? limits.inputLength)
  if (value.initial_value.length > max) say(`must be less than ${max + 1} characters`, `${at}/initial_value`)
}

const plainTextInput = all(
  obj(
    {},
    {
      ...typed,
      initial_value: str(),
      multiline: bool,
      min_length: int(0, limits.inputLength),
      max_length: int(1, limits.inputLength),
    },
  ),
  minIsNotAboveMax,
  presetFits,
)

const numberInput = obj(
  { is_decimal_allowed: bool },
  { ...typed, initial_value: numeral, min_value: numeral, max_value: numeral },
)
const emailInput = obj({}, { ...typed, initial_value: str({ matches: /^[^@\s]+@[^@\s]+$/ }) })

/** An image beside text. */
export const imageElement: Check = obj({
  image_url: link(limits.image.url),
  alt_text: str({ min: 1, max: limits.image.altText }),
})

const choosers = {
  static_select: staticSelect,
  external_select: externalSelect,
  users_select: usersSelect,
  multi_users_select: multiUsersSelect,
  conversations_select: conversationsSelect,
  datepicker,
  timepicker,
  radio_buttons: radioButtons,
  checkboxes,
}

/** What an actions block may hold. */
export const actionElements: Record<string, Check> = { button, overflow, ...choosers }

/** What may stand beside a section's text. */
export const accessoryElements: Record<string, Check> = { ...actionElements, image: imageElement }

/** What an input block may hold. */
export const inputElements: Record<string, Check> = {
  ...choosers,
  plain_text_input: plainTextInput,
  number_input: numberInput,
  email_text_input: emailInput,
}
