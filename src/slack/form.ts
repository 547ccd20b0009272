import type { types } from '@slack/bolt'
import type { Part } from '../cards/card.ts'
import { clip } from '../domain/plain-text.ts'
import type { Field, Form, Option } from '../forms/form.ts'
import type { TextKey } from '../texts/catalogue.ts'
import type { Reader } from '../texts/reader.ts'
import { type Sentence, say } from '../texts/sentence.ts'
import { blocksOf, inView } from './card.ts'
import { limits } from './limits.ts'
import { plainText, sayPlain } from './text.ts'

type Block = types.KnownBlock
type Asked = Exclude<Field, { field: 'say' | 'button' }>
type Input = types.InputBlock['element']

/** What a form must know when it comes back; the person's client holds it, so there is nothing in it that they may not see. */
export type Metadata = {
  word: string
  about: number | null
  variant: string | null
  place: string | null
  kept?: Record<string, string>
}

const optionOf = ({ value, label }: Option, reader: Reader): types.PlainTextOption => ({
  text: sayPlain(label, reader, limits.optionText),
  value,
})

const isSendable = ({ value }: Option) => value !== '' && value.length <= limits.optionValue

/** Slack takes at most so many options, and none twice; the one that is preset is among them. */
const offered = (options: readonly Option[], initial: string | undefined): Option[] => {
  const unique = [...new Map(options.filter(isSendable).map((option) => [option.value, option])).values()]
  if (unique.length <= limits.options) return unique
  const shown = unique.slice(0, limits.options)
  const preset = unique.find(({ value }) => value === initial)
  return preset && !shown.includes(preset) ? [...shown.slice(0, -1), preset] : shown
}

const nothing: Option = { value: 'none', label: say('word.dash') }

const selectOf = (field: Extract<Asked, { field: 'choice' }>, action_id: string, reader: Reader): Input => {
  const some = offered(field.options, field.initial)
  const options = (some.length > 0 ? some : [nothing]).map((option) => optionOf(option, reader))
  // Slack compares the preset with the options as a whole, so it is one of them.
  const preset = options.find(({ value }) => value === field.initial)
  return { type: 'static_select', action_id, options, ...(preset ? { initial_option: preset } : {}) }
}

/** Slack takes no preset that is empty. */
const checkboxesOf = (field: Extract<Asked, { field: 'several' }>, action_id: string, reader: Reader): Input => {
  const some = field.options.filter(isSendable).slice(0, limits.checkboxes)
  const options = (some.length > 0 ? some : [nothing]).map((option) => optionOf(option, reader))
  const presets = options.filter(({ value }) => value !== undefined && field.initial?.includes(value))
  return { type: 'checkboxes', action_id, options, ...(presets.length > 0 ? { initial_options: presets } : {}) }
}

const textInputOf = (field: Extract<Asked, { field: 'text' }>, action_id: string): Input => {
  const max_length = Math.min(field.maxLength, limits.input)
  return {
    type: 'plain_text_input',
    action_id,
    max_length,
    ...(field.isLong ? { multiline: true } : {}),
    ...(field.initial ? { initial_value: clip(field.initial, max_length) } : {}),
  }
}

const elementOf = (field: Asked, reader: Reader): Input => {
  // What a person typed stays where both ids are as before; `fresh` gives a field that must not keep it.
  const action_id = `${field.field === 'search' ? field.about : 'value'}${field.fresh ? `~${field.fresh}` : ''}`
  switch (field.field) {
    case 'text':
      return textInputOf(field, action_id)
    case 'choice':
      return selectOf(field, action_id, reader)
    case 'search': {
      const preset =
        field.initial && isSendable(field.initial) ? { initial_option: optionOf(field.initial, reader) } : {}
      return { type: 'external_select', action_id, min_query_length: 0, ...preset }
    }
    case 'person':
      return { type: 'users_select', action_id }
    case 'people':
      return { type: 'multi_users_select', action_id, max_selected_items: limits.options }
    case 'channel':
      return {
        type: 'conversations_select',
        action_id,
        filter: { include: ['public', 'private'], exclude_bot_users: true },
        ...(field.initial ? { initial_conversation: field.initial } : {}),
      }
    case 'several':
      return checkboxesOf(field, action_id, reader)
    case 'date':
      return { type: 'datepicker', action_id, ...(field.initial ? { initial_date: field.initial } : {}) }
    case 'time':
      return { type: 'timepicker', action_id, ...(field.initial ? { initial_time: field.initial } : {}) }
    default:
      return field satisfies never
  }
}

const inputOf = (field: Asked, reader: Reader): types.InputBlock => ({
  type: 'input',
  block_id: field.id,
  label: sayPlain(field.label, reader, limits.label),
  element: elementOf(field, reader),
  ...(field.hint ? { hint: sayPlain(field.hint, reader, limits.label) } : {}),
  ...(field.isOptional ? { optional: true } : {}),
  ...((field.field === 'choice' || field.field === 'person') && field.redraws ? { dispatch_action: true } : {}),
})

const blockOf = (field: Field, position: number, reader: Reader): Block => {
  switch (field.field) {
    case 'say':
      return { type: 'section', block_id: `say#${position}`, text: sayPlain(field.text, reader, limits.section) }
    case 'button':
      return {
        type: 'actions',
        block_id: `form#${position}`,
        elements: [
          {
            type: 'button',
            action_id: `${field.word}/${field.variant}`,
            text: sayPlain(say(field.label), reader, limits.button),
          },
        ],
      }
    default:
      return inputOf(field, reader)
  }
}

const closeText = (reader: Reader, label: TextKey = 'button.close') => sayPlain(say(label), reader, limits.viewTitle)

/** Draws a form as a modal; `place` is where it was asked for, since what comes back does not name it. */
export const viewOf = (form: Form, reader: Reader, place: string | null): types.ModalView => {
  const { word, about, variant = null, kept } = form
  return {
    type: 'modal',
    callback_id: word,
    private_metadata: JSON.stringify({ word, about, variant, place, ...(kept ? { kept } : {}) } satisfies Metadata),
    title: sayPlain(form.title, reader, limits.viewTitle),
    close: closeText(reader),
    ...(form.submit ? { submit: sayPlain(say(form.submit), reader, limits.viewTitle) } : {}),
    blocks: form.fields.slice(0, limits.viewBlocks).map((field, i) => blockOf(field, i, reader)),
  }
}

/** Draws what came of a form, or words in its stead, as a modal that asks nothing. */
export const resultView = (
  title: Sentence | string,
  parts: readonly Part[],
  reader: Reader,
  place: string | null,
  close?: TextKey,
): types.ModalView => ({
  type: 'modal',
  callback_id: 'result',
  private_metadata: JSON.stringify({ word: '', about: null, variant: null, place } satisfies Metadata),
  title: typeof title === 'string' ? plainText(title, limits.viewTitle) : sayPlain(title, reader, limits.viewTitle),
  close: closeText(reader, close),
  blocks: blocksOf(parts, reader, inView),
})

/** Draws what a person sees on the Home tab. */
export const homeView = (parts: readonly Part[], reader: Reader): types.HomeView => ({
  type: 'home',
  blocks: blocksOf(parts, reader, inView),
})
