import { isTextKey } from './catalogue.ts'
import { type Sentence, say } from './sentence.ts'

/** A key of a table in words, where the catalogue has it; else as it stands. */
export const wordFor = (table: 'source' | 'reason' | 'touch' | 'outcome', key: string): Sentence => {
  const name = `${table}.${key}`
  return isTextKey(name) ? say(name) : say('word.plain', { text: key })
}
