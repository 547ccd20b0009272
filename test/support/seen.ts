import type { Json, View } from '../../src/playground/api.ts'

/** The text of a node: runs of one line join as they are, everything else by a blank. */
const textOf = (node: unknown): string => {
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

export const labelOf = (element: Json) => String((element.text as Json | undefined)?.text ?? '')

export type Control = { blockId: string; actionId: string; value?: string }

/** Every button, and every entry of More…, among the blocks of a message or a view. */
export const controlsOf = (blocks: readonly Json[]): (Control & { label: string })[] =>
  elementsOf(blocks).flatMap(({ block, element }) => {
    const blockId = String(block.block_id)
    const actionId = String(element.action_id)
    if (element.type === 'button') return [{ blockId, actionId, label: labelOf(element) }]
    const entries = (element.options as Json[] | undefined) ?? []
    return entries.map((one) => ({ blockId, actionId, value: String(one.value), label: labelOf(one) }))
  })

/** The button of that label, or the entry of More…, among the blocks of a message or a view. */
export const controlIn = (blocks: readonly Json[], label: string): Control | null => {
  const found = controlsOf(blocks).find((one) => one.label === label)
  if (!found) return null
  const { label: _, ...control } = found
  return control
}

/** What a message or a view says to a person, as one text. */
export const said = (shown: { blocks: readonly Json[] | null; text?: string }) =>
  shown.blocks ? textOf(shown.blocks) : (shown.text ?? '')

/** What an answer to a form or a command says: at its fields, in a view in its stead, or to whom it is shown alone. */
export const wordsOf = (body: unknown): string => {
  if (typeof body !== 'object' || body === null) return typeof body === 'string' ? body : ''
  const { errors, view, blocks, text } = body as { errors?: Json; view?: Json; blocks?: Json[]; text?: string }
  const shown = [view?.blocks, blocks].flatMap((some) => (some ? [textOf(some)] : []))
  return [...Object.values(errors ?? {}), ...shown, ...(blocks || !text ? [] : [text])].join(' ')
}

/** The labels of all buttons, with those under More…. */
export const offered = (shown: { blocks: readonly Json[] | null }) =>
  controlsOf(shown.blocks ?? []).map(({ label }) => label)

export const fieldOf = (view: View, label: string) => {
  const block = view.blocks.find((one) => one.type === 'input' && (one.label as Json | undefined)?.text === label)
  if (!block) throw new Error(`The form has no field "${label}". It has: ${labelsOf(view).join(', ')}`)
  return { blockId: String(block.block_id), element: block.element as Json }
}

/** The labels of a form's fields, in their order. */
export const labelsOf = (view: View) =>
  view.blocks.flatMap((one) => (one.type === 'input' ? [String((one.label as Json).text)] : []))

/** What stands in a field of a form: what was entered, else what was preset. */
export const standsIn = (view: View, label: string): string | null => {
  const block = view.blocks.find((one) => (one.label as Json | undefined)?.text === label)
  if (!block) throw new Error(`The form has no field "${label}".`)
  const element = block.element as Json
  const entered = view.state[String(block.block_id)]?.[String(element.action_id)] ?? {}
  const option = (entered.selected_option ?? element.initial_option) as Json | undefined
  if (option) return String((option.text as Json).text)
  const values = [entered.value, entered.selected_date, entered.selected_time]
  const preset = [element.initial_value, element.initial_date, element.initial_time]
  const found = [...values, ...preset].find((one) => typeof one === 'string')
  return typeof found === 'string' ? found : null
}

/** Until when a clock runs, by what is said of it. */
export const dueOf = (text: string, clock: string): string => {
  const due = new RegExp(`${clock} by <(.*?)>`).exec(text)?.[1]
  if (due === undefined) throw new Error(`Nothing is said of “${clock} by”, but: ${text}`)
  return due
}

/** The errors of a form, by the label of their field. */
export const errorsOf = (view: View) =>
  Object.fromEntries(
    Object.entries(view.errors ?? {}).map(([blockId, error]) => {
      const block = view.blocks.find((one) => one.block_id === blockId)
      return [String((block?.label as Json | undefined)?.text ?? blockId), error]
    }),
  )
