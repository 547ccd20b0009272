import type { Drawing, Part } from '../../src/cards/card.ts'
import { rightsOf } from '../../src/cards/help.ts'
import * as cards from '../../src/cards/index.ts'
import type { Command } from '../../src/chat/command.ts'
import { type Move, moves } from '../../src/domain/moves.ts'
import type { Form } from '../../src/forms/form.ts'
import * as forms from '../../src/forms/index.ts'
import { catalogues, isTextKey } from '../../src/texts/catalogue.ts'
import { plain, say } from '../../src/texts/sentence.ts'

const texts: Record<string, string> = catalogues.en
const said = (sentence: Parameters<typeof plain>[2]) => plain('en', 'Europe/Berlin', sentence)

/** Where a button stands, by the file of the card that bears it. */
const standsOn: Record<string, string> = {
  accepted: 'the news of an acceptance',
  ae: "the AE's card",
  alert: 'the SQO alert',
  contact: 'the private note after Accept',
  friday: 'the Friday message',
  handoff: 'the card of a hand-off',
  letter: 'the card of a lost message',
  prompt: 'the question after a meeting',
  question: 'a question to answer',
  verdict: 'the verdict',
}

const buttonsOf = (word: string): string[] => {
  const places = new Map<string, Set<string>>()
  for (const [card, examples] of Object.entries<Record<string, Part[] | Drawing>>(cards))
    for (const example of Object.values(examples))
      for (const part of 'parts' in example ? example.parts : example)
        if (part.part === 'buttons')
          for (const button of [...part.buttons, ...part.more])
            if (button.word === word) {
              const label = texts[button.label] ?? button.label
              places.set(label, (places.get(label) ?? new Set()).add(standsOn[card] ?? `\`${card}\``))
            }
  return [...places].map(([label, where]) => `**${label}** on ${[...where].join(', ')}`)
}

const formsOf = (word: string): string[] => {
  const all = Object.values<Record<string, Form>>(forms).flatMap((examples) => Object.values(examples))
  const fields = all
    .filter((form) => form.word === word)
    .flatMap((form) => form.fields.flatMap((field) => ('label' in field && 'id' in field ? [said(field.label)] : [])))
  return [...new Set(fields)]
}

const rowOf = (word: string): Move | null => (Object.hasOwn(moves, word) ? moves[word as keyof typeof moves] : null)

const leadsTo = (word: string): string[] => {
  const to = rowOf(word)?.to ?? []
  return to.length > 0 ? [`It leads to ${to.join(' or ')}.`] : []
}

const exampleOf = (word: string) => {
  const key = `help.eg.${word}`
  return isTextKey(key) ? said(say(key, { number: 412, queue: 'dach' })) : `/lead ${word}`
}

/** What stands of a word in the page of all words. */
const sectionOf = ({ word, who }: Command): string[] => {
  const buttons = buttonsOf(word)
  const fields = formsOf(word)
  return [
    `## ${word}`,
    '',
    `\`${exampleOf(word)}\` ${texts[`help.${word}`]}.`,
    '',
    `- ${[...rightsOf(word, who).map(said), ...leadsTo(word)].join(' ')}`,
    ...(buttons.length > 0 ? [`- Buttons: ${buttons.join('; ')}.`] : []),
    ...(fields.length > 0 ? [`- Its form asks: ${fields.join(', ')}.`] : []),
    '',
    `<img src="${picture(word)}" width="504" alt="What ${word} shows">`,
    '',
  ]
}

/** Where the picture of a word lies, seen from the page. */
export const picture = (word: string) => `commands/${word}.png`

/** The page of every word: how it is typed, who may use it when, its buttons, its form, and a picture. */
export const drawCommands = (commands: readonly Command[]): string =>
  [
    '# Every word',
    '',
    'Printed from the registry of words, the moves table and the cards: `npm run docs`. Each is typed after `/lead` in Slack; on both platforms to',
    '`@Baton` in a channel or in the thread of a card (the number is implied there), or to Baton in a direct message. The pictures are of the',
    'playground.',
    '',
    commands.map(({ word }) => `[${word}](#${word})`).join(' · '),
    '',
    ...commands.flatMap(sectionOf),
  ].join('\n')
