import type { Json, ViewState } from '../../src/playground/api.ts'
import type { Control } from './driver.ts'
import type { Input, InputKind } from './inputs.ts'

type Form = { blocks: readonly Json[]; state: ViewState; errors: Record<string, string> | null }

const jsonOf = (value: unknown) => value as Json | undefined

/** The text of a node: runs of one line join as they are, everything else by a blank. */
export const textOf = (node: unknown): string => {
  if (Array.isArray(node)) {
    const isRun = node.every((one: Json) => ['text', 'date', 'user', 'emoji', 'link'].includes(String(one.type)))
    return node
      .map(textOf)
      .filter(Boolean)
      .join(isRun ? '' : ' ')
  }
  if (typeof node !== 'object' || node === null) return ''
  const one = node as Json
  if (one.type === 'date') return `<${String(one.fallback)}>`
  if (typeof one.text === 'string') return one.text
  return textOf(Object.values(one).filter((value) => typeof value === 'object'))
}

const elementsOf = (blocks: readonly Json[]) =>
  blocks.flatMap((block) => ((block.elements as Json[] | undefined) ?? []).map((element) => ({ block, element })))

export const labelOf = (element: Json) => String(jsonOf(element.text)?.text ?? '')

type Target = { blockId: string; actionId: string; value?: string }

const controlOf = (label: string, target: Target): Control => ({
  label,
  word: /^[a-z]+/.exec(target.value ?? target.actionId)?.[0] ?? '',
  ids: [target.blockId, target.actionId, target.value ?? ''],
  target,
})

/** Every button, and every entry of More…, among the blocks of a message or a view. */
export const controlsIn = (blocks: readonly Json[]): Control[] =>
  elementsOf(blocks).flatMap(({ block, element }) => {
    const ids = { blockId: String(block.block_id), actionId: String(element.action_id) }
    if (element.type === 'button') return [controlOf(labelOf(element), ids)]
    const entries = (element.options as Json[] | undefined) ?? []
    return entries.map((one) => controlOf(labelOf(one), { ...ids, value: String(one.value) }))
  })

/** The button of that label, or the entry of More…, as Slack's client taps it. */
export const controlIn = (blocks: readonly Json[], label: string): Target | null =>
  (controlsIn(blocks).find((one) => one.label === label)?.target as Target | undefined) ?? null

const labelOfField = (block: Json) => String(jsonOf(block.label)?.text ?? '')

export const fieldOf = ({ blocks }: { blocks: readonly Json[] }, label: string) => {
  const fields = blocks.filter((one) => one.type === 'input')
  const block = fields.find((one) => labelOfField(one) === label)
  if (!block) throw new Error(`The form has no field "${label}". It has: ${fields.map(labelOfField).join(', ')}`)
  return { blockId: String(block.block_id), element: block.element as Json }
}

const kinds: Record<string, InputKind> = {
  plain_text_input: 'text',
  static_select: 'choice',
  checkboxes: 'several',
  datepicker: 'date',
  timepicker: 'time',
  external_select: 'search',
  users_select: 'person',
  multi_users_select: 'people',
  conversations_select: 'channel',
}

const kindOf = (element: Json): InputKind => {
  const kind = kinds[String(element.type)]
  if (!kind) throw new Error(`No field is a ${String(element.type)}.`)
  return kind
}

/** What was entered in a field, else what was preset: as a person reads it, and as it is sent. */
const enteredIn = ({ state }: Form, block: Json) => {
  const element = block.element as Json
  const entered = state[String(block.block_id)]?.[String(element.action_id)] ?? {}
  const option = jsonOf(entered.selected_option ?? element.initial_option)
  if (option) return { shown: String(jsonOf(option.text)?.text), value: String(option.value) }
  const values = [entered.value, entered.selected_date, entered.selected_time, entered.selected_conversation]
  const preset = [element.initial_value, element.initial_date, element.initial_time, element.initial_conversation]
  const found = [...values, ...preset].find((one) => typeof one === 'string')
  return typeof found === 'string' ? { shown: found, value: found } : null
}

export const inputsIn = (form: Form): Input[] =>
  form.blocks
    .filter((block) => block.type === 'input')
    .map((block) => {
      const element = block.element as Json
      const options = (element.options as Json[] | undefined) ?? []
      const stands = enteredIn(form, block)
      return {
        id: String(block.block_id),
        label: labelOfField(block),
        kind: kindOf(element),
        options: options.map((one) => ({ label: labelOf(one), value: String(one.value) })),
        stands: stands?.shown ?? null,
        value: stands?.value ?? null,
        redraws: block.dispatch_action === true && element.type === 'static_select',
        error: form.errors?.[String(block.block_id)] ?? null,
      }
    })

/** What an answer to a form or a command says: at its fields, in a view in its stead, or to whom it is shown alone. */
export const answerIn = (body: Json) => {
  const { errors, view, blocks, text } = body as { errors?: Json; view?: Json; blocks?: Json[]; text?: string }
  const shown = [view?.blocks, blocks].flatMap((some) => (some ? [textOf(some)] : []))
  return {
    words: [...Object.values(errors ?? {}), ...shown, ...(blocks || !text ? [] : [text])].join(' '),
    errors: (errors ?? {}) as Record<string, string>,
  }
}
