import type { ActRequest, World } from '../api.ts'

type Person = { id: string; name: string }

// Longest first, so that "@Lena Vogtländer" is not taken for "@Lena Vogt".
const byLength = (people: readonly Person[]): Person[] => [...people].sort((a, b) => b.name.length - a.name.length)

const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** Text as Slack's client sends it: the three signs escaped, each "@Name" the id of that person. */
export const encodeText = (text: string, people: readonly Person[], form: (person: Person) => string): string =>
  byLength(people).reduce((done, person) => done.replaceAll(`@${person.name}`, form(person)), escapeText(text))

/** All who can be mentioned: the people and Baton itself. */
export const listMentionable = (world: World): Person[] => [
  ...world.users.map(({ id, name }) => ({ id, name })),
  { id: world.botUserId, name: 'Baton' },
]

type Refused = { refused: string }

/** What a typed line becomes: a command, a message, or words why it is neither. */
export const readTyped = (
  world: World,
  typed: string,
  channel: string,
  thread: string | null,
): ActRequest | Refused => {
  const text = typed.trim()
  const people = listMentionable(world)
  const [first = '', ...rest] = text.split(' ')
  if (!text.startsWith('/')) {
    const said = { type: 'say', channel, text: encodeText(text, people, ({ id }) => `<@${id}>`) } as const
    return thread ? { ...said, threadTs: thread } : said
  }
  if (thread) return { refused: `Slack has no slash commands in threads. Write “@Baton note …” here instead.` }
  if (first !== world.command) return { refused: `${first} is not a command here. Try ${world.command} help.` }
  const words = encodeText(rest.join(' ').trim(), people, ({ id, name }) => `<@${id}|${name}>`)
  return { type: 'command', channel, text: words }
}
