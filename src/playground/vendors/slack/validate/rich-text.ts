import { limits } from '../limits.ts'
import { bool, byType, type Check, int, list, obj, oneOf, str } from './check.ts'
import { link } from './objects.ts'

const style = obj({}, { bold: bool, italic: bool, strike: bool, underline: bool, code: bool })
const some = str({ min: 1 })

const text = obj({ text: some }, { style })
const linked = obj({ url: link(limits.button.url) }, { text: some, unsafe: bool, style })

const inline = byType({
  text,
  link: linked,
  emoji: obj({ name: some }, { unicode: some, skin_tone: int(1, 6), style, url: some }),
  user: obj({ user_id: some }, { style }),
  usergroup: obj({ usergroup_id: some }, { style }),
  channel: obj({ channel_id: some }, { style }),
  broadcast: obj({ range: oneOf('here', 'channel', 'everyone') }, { style }),
  date: obj(
    { timestamp: int(0, Number.MAX_SAFE_INTEGER), format: some },
    { url: link(limits.button.url), fallback: some, style },
  ),
  color: obj({ value: some }),
})

const border = { border: oneOf(0, 1) }
const section = obj({ elements: list(inline) })

/** A rich_text block without its block_id: sections, lists, quotes, preformatted text. */
export const richTextElements: Check = list(
  byType({
    rich_text_section: section,
    rich_text_list: obj(
      { style: oneOf('bullet', 'ordered'), elements: list(byType({ rich_text_section: section })) },
      { indent: int(0, limits.richTextIndent), offset: int(0, 10_000), ...border },
    ),
    rich_text_quote: obj({ elements: list(inline) }, border),
    rich_text_preformatted: obj({ elements: list(byType({ text, link: linked })) }, { ...border, language: some }),
  }),
)
