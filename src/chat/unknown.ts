import { closest, distance } from 'fastest-levenshtein'
import { act } from '../cards/acts.ts'
import { type Button, buttons, line, type Part } from '../cards/card.ts'
import { emailIn } from '../domain/lead-in-text.ts'
import { say } from '../texts/sentence.ts'
import type { Intent } from './intent.ts'
import { refused } from './refusal.ts'
import { type Reply, whisper } from './reply.ts'

const longestWord = 30

/** Words that nobody should run by a tap on what they did not quite write. */
const neverByTap = ['erase']

/** The word that somebody may have meant: at most a third of its letters are another; null where none is so near. */
export const nearestWord = (word: string, words: readonly string[]): string | null => {
  if (word.length < 2 || word.length > longestWord || words.length === 0) return null
  const near = closest(word, [...words])
  return distance(word, near) <= Math.max(1, Math.floor(near.length / 3)) ? near : null
}

/** What was typed can be said again by a tap only where a button holds all of it. */
const heldAtMost = 1_500

/** "Did you mean …?" with a button that runs what was typed with the right word. */
const asMeant = (near: string | null, rest: string): Part[] =>
  near === null || neverByTap.includes(near) || rest.length > heldAtMost
    ? []
    : [buttons(null, [{ label: 'button.asMeant', word: near, does: 'runs', typed: rest }])]

/** Answers a word that there is none of: what may have been meant, as a button; an address may be a lead. */
export const answerUnknown = (intent: Intent, words: readonly string[]): Reply => {
  const said = intent.typed ?? ''
  const email = emailIn(said)
  if (email !== null && said.length <= heldAtMost) {
    const some: Button[] = [
      { ...act.new, typed: said },
      { label: 'button.find', word: 'find', does: 'runs', typed: email },
    ]
    return whisper(line(say('unknown.lead', { email })), buttons(null, some))
  }
  const near = nearestWord(intent.word, words)
  return refused({ key: 'unknownWord', text: intent.word, near }, ...asMeant(near, intent.text))
}
