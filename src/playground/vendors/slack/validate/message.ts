import type { Json } from '../../../api.ts'
import { isJson, objectsOf, textOf } from '../../json.ts'
import { limits } from '../limits.ts'
import { messageBlocks, sumOfText } from './blocks.ts'
import { complaintsOf } from './check.ts'

/** Why Slack refuses a call: its error word and its lines. */
export type Refusal = { error: string; messages: string[] }

const refusal = (error: string, messages: string[] = []): Refusal => ({ error, messages })

const invalidMetadata = (metadata: unknown) =>
  metadata !== undefined && !(isJson(metadata) && textOf(metadata.event_type) !== '' && isJson(metadata.event_payload))

/** Says why Slack would refuse a message; null when it takes it. */
export const refuseMessage = (args: Json): Refusal | null => {
  const { blocks, text, metadata } = args
  if (blocks !== undefined && !(Array.isArray(blocks) && blocks.every(isJson))) return refusal('invalid_blocks_format')
  if (text !== undefined && typeof text !== 'string')
    return refusal('invalid_arguments', ['[ERROR] must provide a string [json-pointer:/text]'])
  const hasBlocks = objectsOf(blocks).length > 0
  if (!hasBlocks && textOf(text).trim() === '' && objectsOf(args.attachments).length === 0) return refusal('no_text')
  if (invalidMetadata(metadata)) return refusal('invalid_metadata_format')
  const complaints = hasBlocks ? complaintsOf(messageBlocks, blocks, '/blocks') : []
  if (complaints.length > 0) return refusal('invalid_blocks', complaints)
  const sum = sumOfText(blocks)
  if (sum > limits.message.chars)
    return refusal('msg_blocks_too_long', [`[ERROR] ${sum} characters in all blocks together [json-pointer:/blocks]`])
  const kinds = objectsOf(blocks)
  if (kinds.filter((block) => block.type === 'table').length > limits.message.tables)
    return refusal('invalid_attachments', ['[ERROR] only_one_table_allowed [json-pointer:/blocks]'])
  const markdown = sumOfText(kinds.filter((block) => block.type === 'markdown').map(({ text }) => ({ text })))
  return markdown > limits.message.markdown
    ? refusal('msg_blocks_too_long', ['[ERROR] markdown blocks too long'])
    : null
}
