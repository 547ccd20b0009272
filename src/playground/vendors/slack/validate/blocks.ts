import type { Json } from '../../../api.ts'
import { isJson, objectsOf, textOf } from '../../json.ts'
import { limits } from '../limits.ts'
import { all, bool, byType, type Check, countChars, countMrkdwn, int, list, obj, oneOf, str } from './check.ts'
import { accessoryElements, actionElements, imageElement, inputElements } from './elements.ts'
import { anyText, id, link, plainText } from './objects.ts'
import { richTextElements } from './rich-text.ts'

const block_id = { block_id: id }

const hasTextOrFields: Check = (value, at, say) => {
  if (isJson(value) && value.text === undefined && value.fields === undefined) say('missing required field: text', at)
}

const section = all(
  obj(
    {},
    {
      ...block_id,
      text: anyText(limits.section.text),
      fields: list(anyText(limits.section.field), limits.section.fields),
      accessory: byType(accessoryElements),
      expand: bool,
    },
  ),
  hasTextOrFields,
)

const contextElement: Check = (value, at, say) => {
  if (isJson(value) && value.type === 'image') imageElement(value, at, say)
  else anyText(limits.contextText)(value, at, say)
}

const input = obj(
  { label: plainText(limits.label), element: byType(inputElements) },
  { ...block_id, hint: plainText(limits.label), optional: bool, dispatch_action: bool },
)

const image = obj(
  { image_url: link(limits.image.url), alt_text: str({ min: 1, max: limits.image.altText }) },
  { ...block_id, title: plainText(limits.image.title) },
)

const richText = obj({ elements: richTextElements }, block_id)
const cell = byType({
  raw_text: obj({ text: str({ min: 1 }) }),
  raw_number: obj({ value: int(-Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER), text: str({ min: 1 }) }),
  rich_text: richText,
})
const column: Check = (value, at, say) => {
  if (value !== null) obj({}, { align: oneOf('left', 'center', 'right'), is_wrapped: bool })(value, at, say)
}
const table = obj(
  { rows: list(list(cell, limits.table.columns), limits.table.rows) },
  { ...block_id, column_settings: list(column, limits.table.columns) },
)

const everywhere: Record<string, Check> = {
  section,
  header: obj({ text: plainText(limits.header) }, block_id),
  divider: obj({}, block_id),
  context: obj({ elements: list(contextElement, limits.contextElements) }, block_id),
  actions: obj({ elements: list(byType(actionElements), limits.actionsElements) }, block_id),
  input,
  image,
  rich_text: richText,
}
const inMessages: Record<string, Check> = {
  ...everywhere,
  table,
  markdown: obj({ text: str({ min: 1, max: limits.message.markdown }) }, block_id),
}

/** The interactive elements of a block: those of an actions block, of an input, beside a section. */
export const elementsIn = (block: Json): Json[] => {
  if (block.type === 'actions') return objectsOf(block.elements)
  if (block.type === 'input') return isJson(block.element) ? [block.element] : []
  return block.type === 'section' && isJson(block.accessory) ? [block.accessory] : []
}

const repeated = (names: string[]) => names.filter((name, i) => name !== '' && names.indexOf(name) < i)

const namesAreUnique: Check = (value, at, say) => {
  const blocks = objectsOf(value)
  for (const name of repeated(blocks.map((block) => textOf(block.block_id))))
    say(`\`block_id\` already exists: ${name}`, at)
  for (const [i, block] of blocks.entries())
    for (const name of repeated(elementsIn(block).map((element) => textOf(element.action_id))))
      say(`\`action_id\` already exists: ${name}`, `${at}/${i}`)
  const focused = blocks.flatMap(elementsIn).filter((element) => element.focus_on_load === true)
  if (focused.length > 1) say('only one element can have focus_on_load set to true', at)
}

/** The blocks of a message, each and together. */
export const messageBlocks: Check = all(list(byType(inMessages), limits.message.blocks, 0), namesAreUnique)

/** The blocks of a modal or a Home tab, each and together. */
export const viewBlocks: Check = all(list(byType(everywhere), limits.view.blocks, 0), namesAreUnique)

/** Sums the characters that a message's blocks show, wherever a `text` stands in them. */
export const sumOfText = (value: unknown): number => {
  if (Array.isArray(value)) return value.reduce((sum: number, each: unknown) => sum + sumOfText(each), 0)
  if (!isJson(value)) return 0
  const own = textOf(value.text)
  const count = value.type === 'mrkdwn' ? countMrkdwn(own) : countChars(own)
  return Object.values(value).reduce((sum: number, each) => sum + sumOfText(each), count)
}
