import type { Part } from '../cards/card.ts'
import type { Reader } from '../texts/reader.ts'
import { limits } from './limits.ts'
import { type Element, sayPlain } from './text.ts'

type Mentions = Extract<Part, { part: 'mentions' }>
type Person = Mentions['people'][number]

/** The text of a mention is Markdown and XML: of a name it keeps what is neither. */
const nameOf = ({ name }: Person): string =>
  name
    .replaceAll(/[^\p{L}\p{M}\p{N} '’-]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, limits.button) || '–'

const tagOf = (person: Person) => `<at>${nameOf(person)}</at>`

/** A call of people, in words; Teams looks for mentions in text blocks alone. */
export const mentionsOf = ({ text, people }: Mentions, reader: Reader): Element[] =>
  people.length === 0
    ? []
    : [
        {
          type: 'TextBlock',
          text: `${sayPlain(text, reader, limits.button)} ${people.map(tagOf).join(', ')}`,
          wrap: true,
        },
      ]

/** What makes the tags of these parts mentions. */
export const entitiesOf = (parts: readonly Part[]): Element[] =>
  parts
    .flatMap((part) => (part.part === 'mentions' ? part.people : []))
    .map((person) => ({
      type: 'mention',
      text: tagOf(person),
      mentioned: { id: person.reach, name: nameOf(person) },
    }))
