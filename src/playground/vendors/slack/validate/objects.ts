import { isDeepStrictEqual } from 'node:util'
import { isJson, objectsOf } from '../../json.ts'
import { limits } from '../limits.ts'
import { bool, byType, type Check, countChars, countMrkdwn, list, obj, oneOf, str } from './check.ts'

const plain = (max: number) => obj({ text: str({ min: 1, max, count: countChars }) }, { emoji: bool })
const mrkdwn = (max: number) => obj({ text: str({ min: 1, max, count: countMrkdwn }) }, { verbatim: bool })

/** A text object of type plain_text. */
export const plainText = (max: number): Check => byType({ plain_text: plain(max) })

/** A text object of either type. */
export const anyText = (max: number): Check => byType({ plain_text: plain(max), mrkdwn: mrkdwn(max) })

/** An https or http address within a length. */
export const link = (max: number): Check => str({ min: 1, max, matches: /^(https?:\/\/|mailto:|tel:)\S+$/ })

/** block_id and action_id. */
export const id: Check = str({ max: limits.id })

export const placeholder: Check = plainText(limits.placeholder)

/** The dialog that asks "are you sure". */
export const confirm: Check = obj(
  { text: anyText(limits.confirm.text) },
  {
    title: plainText(limits.confirm.title),
    confirm: plainText(limits.confirm.button),
    deny: plainText(limits.confirm.button),
    style: oneOf('primary', 'danger'),
  },
)

const optionRest = { description: plainText(limits.option.description) }
const optionValue = str({ min: 1, max: limits.option.value })

/** An option of a select menu. */
export const option: Check = obj({ text: plainText(limits.option.text), value: optionValue }, optionRest)

/** An option of an overflow menu, which alone may open an address. */
export const overflowOption: Check = obj(
  { text: plainText(limits.option.text), value: optionValue },
  { ...optionRest, url: link(limits.option.url) },
)

/** An option of radio buttons or checkboxes, which may hold mrkdwn. */
export const choiceOption: Check = obj(
  { text: anyText(limits.option.text), value: optionValue },
  { description: anyText(limits.option.description) },
)

/** A titled group of select options. */
export const optionGroup: Check = obj({
  label: plainText(limits.option.text),
  options: list(option, limits.options.select),
})

/** All options of an element, those in groups too. */
export const optionsOf = (element: unknown) => {
  const from = isJson(element) ? element : {}
  return [...objectsOf(from.options), ...objectsOf(from.option_groups).flatMap((group) => objectsOf(group.options))]
}

const isAmong = (choices: unknown[], wanted: unknown) => choices.some((each) => isDeepStrictEqual(each, wanted))

/** What is preset must be one of the options, exactly; no value may stand twice. */
export const presetIsAnOption: Check = (value, at, say) => {
  if (!isJson(value)) return
  const choices = optionsOf(value)
  if (value.initial_option !== undefined && !isAmong(choices, value.initial_option))
    say('initial_option must exactly match one of the provided options', `${at}/initial_option`)
  for (const [i, each] of objectsOf(value.initial_options).entries())
    if (!isAmong(choices, each))
      say('initial_options must exactly match one of the provided options', `${at}/initial_options/${i}`)
  const values = choices.map((each) => each.value)
  if (new Set(values).size < values.length) say('option values must be unique', `${at}/options`)
}
