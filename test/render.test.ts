import { describe, expect, test } from 'vitest'
import { commands } from '../commands/index.ts'
import type { Button, Drawing, Part } from '../src/cards/card.ts'
import * as cards from '../src/cards/index.ts'
import { refuseMessage } from '../src/playground/vendors/slack/validate/message.ts'
import { answerOf, messageOf } from '../src/slack/card.ts'
import { catalogues, type Language } from '../src/texts/catalogue.ts'

type Example = Part[] | Drawing

const examples = Object.entries(cards).flatMap(([card, all]) =>
  Object.entries<Example>(all).map(([name, example]): [string, Example] => [`${card}, ${name}`, example]),
)
const partsOf = (example: Example): Part[] => (Array.isArray(example) ? example : example.parts)
const buttonsOf = (example: Example): { about: number | null; button: Button }[] =>
  partsOf(example).flatMap((part) =>
    part.part === 'buttons' ? [...part.buttons, ...part.more].map((button) => ({ about: part.about, button })) : [],
  )
const readers = Object.keys(catalogues).map((language) => ({ language: language as Language, zone: 'Europe/Berlin' }))

test('there is an example of every card', () => {
  expect(examples.length).toBeGreaterThan(20)
})

describe.each(examples)('the card %s', (_, example) => {
  test.each(readers)('is one that Slack takes, in $language', (reader) => {
    const drawn = Array.isArray(example) ? answerOf(example, reader) : messageOf(example, reader)
    expect(refuseMessage(drawn)).toBeNull()
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
