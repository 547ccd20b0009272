import { describe, expect, test } from 'vitest'
import { commands } from '../commands/index.ts'
import type { Button, Drawing, Part } from '../src/cards/card.ts'
import * as cards from '../src/cards/index.ts'
import { catalogues, type Language } from '../src/texts/catalogue.ts'
import { type Piece, piecesOf, plain, type Sentence, say } from '../src/texts/sentence.ts'
import { platforms } from './support/drawn.ts'

type Example = Part[] | Drawing

const examples = Object.entries(cards).flatMap(([card, all]) =>
  Object.entries<Example>(all).map(([name, example]): [string, Example] => [`${card}, ${name}`, example]),
)
const partsOf = (example: Example): Part[] => (Array.isArray(example) ? example : example.parts)
const sentencesOf = (example: Example): Sentence[] =>
  partsOf(example).flatMap((part) => ('text' in part ? [part.text] : part.part === 'list' ? part.items : []))
const buttonsOf = (example: Example): { about: number | null; button: Button }[] =>
  partsOf(example).flatMap((part) =>
    part.part === 'buttons' ? [...part.buttons, ...part.more].map((button) => ({ about: part.about, button })) : [],
  )
const readers = Object.keys(catalogues).map((language) => ({ language: language as Language, zone: 'Europe/Berlin' }))
/** On Teams there is no slash command: Baton is mentioned instead. */
const asReadOn = (name: string, piece: Piece & string) =>
  name === 'Teams' ? piece.replaceAll(/\/lead\b/g, '@Baton') : piece

const everywhere = platforms.flatMap(([name, platform]) => readers.map((reader) => ({ name, platform, reader })))

test('there is an example of every card', () => {
  expect(examples.length).toBeGreaterThan(20)
})

describe.each(examples)('the card %s', (_, example) => {
  test.each(everywhere)('is one that $name takes whole and literally, in $reader.language', ({ platform, reader }) => {
    const calls = partsOf(example).flatMap((part) =>
      part.part === 'mentions' ? part.people.map(({ reach }) => reach) : [],
    )
    expect(platform.message(example, reader)).toMatchObject({ refused: null, live: [], calls })
  })

  test.each(everywhere)('says all that it has to say on $name, in $reader.language', ({ name, platform, reader }) => {
    const { said, moments } = platform.message(example, reader)
    for (const piece of sentencesOf(example).flatMap((sentence) => piecesOf(reader.language, sentence)))
      if (typeof piece === 'string') expect(said, `${name} lost a text`).toContain(asReadOn(name, piece).trim())
      else expect(moments, `${name} lost a moment`).toContain(Math.floor(Date.parse(piece.at) / 1_000) * 1_000)
    for (const { button } of buttonsOf(example))
      expect(said, `${name} lost a button`).toContain(plain(reader.language, reader.zone, say(button.label)))
  })

  test.each(readers)('names no slash command on Teams, in $language', (reader) => {
    for (const [name, platform] of platforms)
      if (name === 'Teams') expect(platform.message(example, reader).json).not.toMatch(/\/lead\b/)
  })

  test('has buttons of words that exist, and that do what they say', () => {
    for (const { about, button } of buttonsOf(example)) {
      const command = commands[button.word]
      expect(command, `the button ${button.label} runs ${button.word}`).toBeDefined()
      if (button.does === 'asks') expect(command?.ask, `${button.word} has no form to ask with`).toBeDefined()
      if (command?.about === 'handoff') expect(button.about ?? about, `${button.word} needs a number`).not.toBeNull()
    }
  })

  test('shows at most three buttons in a row', () => {
    const rows = partsOf(example).flatMap((part) => (part.part === 'buttons' ? [part.buttons.length] : []))
    expect(Math.max(0, ...rows)).toBeLessThanOrEqual(3)
  })
})
