import type { Hint, World } from '../api.ts'

/** One line above the composer: what stands there when it is taken, and what it says. */
export type Suggestion = { key: string; text: string; title: string; about: string }

const most = 6

/** Words of the product that begin as what is typed after `prefix` does. */
export const offerWords = (prefix: string, text: string, hints: readonly Hint[]): Suggestion[] => {
  const word = text.startsWith(prefix) ? text.slice(prefix.length) : null
  if (word === null || word.includes(' ')) return []
  return hints
    .filter((hint) => hint.word.startsWith(word.toLowerCase()) && hint.word !== word)
    .slice(0, most)
    .map((hint) => ({
      key: hint.word,
      text: `${prefix}${hint.word} `,
      title: `${prefix}${hint.usage}`,
      about: hint.about,
    }))
}

/** Names that begin as what is typed after an @ does. */
export const offerNames = (
  names: readonly { id: string; name: string; about: string }[],
  text: string,
): Suggestion[] => {
  const typed = /(^|\s)@([\p{L} ]{0,30})$/u.exec(text)?.[2]?.toLowerCase()
  if (typed === undefined) return []
  return names
    .filter(({ name }) => name.toLowerCase().startsWith(typed) && name.toLowerCase() !== typed)
    .slice(0, most)
    .map(({ id, name, about }) => ({
      key: id,
      text: `${text.slice(0, text.length - typed.length)}${name} `,
      title: name,
      about,
    }))
}

const offerCommand = (command: string, text: string, hints: readonly Hint[]): Suggestion[] =>
  text.length > 0 && command.startsWith(text) && text !== command
    ? [{ key: command, text: `${command} `, title: command, about: 'Baton: pass a lead, take one, see the funnel' }]
    : offerWords(`${command} `, text, hints)

/** What could be meant in Slack by the text typed so far: words of the command, or people after an @. */
export const suggestFor = (world: World, text: string, hints: readonly Hint[]): Suggestion[] => {
  if (text.startsWith('/') && !text.includes('@')) return offerCommand(world.command, text, hints)
  const names = world.users.map(({ id, name, title }) => ({ id, name, about: title }))
  return offerNames([...names, { id: world.botUserId, name: 'Baton', about: 'App' }], text)
}
