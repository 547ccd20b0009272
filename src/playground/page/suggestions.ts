import type { Hint, World } from '../api.ts'

/** One line above the composer: what stands there when it is taken, and what it says. */
export type Suggestion = { key: string; text: string; title: string; about: string }

const most = 6

const listMentionable = (world: World): { id: string; name: string; about: string }[] => [
  ...world.users.map(({ id, name, title }) => ({ id, name, about: title })),
  { id: world.botUserId, name: 'Baton', about: 'App' },
]

const suggestWords = (command: string, text: string, hints: readonly Hint[]): Suggestion[] => {
  if (text.length > 0 && command.startsWith(text) && text !== command) {
    return [
      { key: command, text: `${command} `, title: command, about: 'Baton: pass a lead, take one, see the funnel' },
    ]
  }
  const word = text.startsWith(`${command} `) ? text.slice(command.length + 1) : null
  if (word === null || word.includes(' ')) return []
  return hints
    .filter((hint) => hint.word.startsWith(word.toLowerCase()) && hint.word !== word)
    .slice(0, most)
    .map((hint) => ({
      key: hint.word,
      text: `${command} ${hint.word} `,
      title: `${command} ${hint.usage}`,
      about: hint.about,
    }))
}

const suggestPeople = (world: World, text: string): Suggestion[] => {
  const typed = /(^|\s)@([\p{L} ]{0,30})$/u.exec(text)?.[2]?.toLowerCase()
  if (typed === undefined) return []
  return listMentionable(world)
    .filter(({ name }) => name.toLowerCase().startsWith(typed) && name.toLowerCase() !== typed)
    .slice(0, most)
    .map(({ id, name, about }) => ({
      key: id,
      text: `${text.slice(0, text.length - typed.length)}${name} `,
      title: name,
      about,
    }))
}

/** What could be meant by the text typed so far: words of the command, or people after an @. */
export const suggestFor = (world: World, text: string, hints: readonly Hint[]): Suggestion[] =>
  text.startsWith('/') && !text.includes('@') ? suggestWords(world.command, text, hints) : suggestPeople(world, text)
