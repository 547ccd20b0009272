import type { Command } from '../chat/command.ts'
import { isTextKey } from '../texts/catalogue.ts'
import { plain, say } from '../texts/sentence.ts'
import type { Hint } from './api.ts'

const usageOf = ({ word, about }: Command) => (about === 'handoff' ? `${word} N` : word)

/** What the composer offers while a command is typed: every word, with its one line of help. */
export const wordHints = (commands: readonly Command[]): Hint[] =>
  commands.map((one) => {
    const key = `help.${one.word}`
    return { word: one.word, usage: usageOf(one), about: isTextKey(key) ? plain('en', 'UTC', say(key)) : '' }
  })
