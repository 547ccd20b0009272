import type { Hint } from '../../api.ts'
import type { TeamsConversation, TeamsWorld } from '../../teams-api.ts'
import { offerNames, offerWords, type Suggestion } from '../suggestions.ts'

type Known = { world: TeamsWorld; hints: readonly Hint[] }

/** What could be meant by the text typed so far: words of Baton where it listens to them, or people after an @. */
export const suggestForTeams = (
  { world, hints }: Known,
  text: string,
  kind: TeamsConversation['kind'],
): Suggestion[] => {
  const { botId, botName, users } = world
  // One to one every word is for the app; elsewhere it hears what mentions it.
  const prefix = kind === 'personal' ? /^(?:\/lead )?/.exec(text)?.[0] : /^@\S+ /.exec(text)?.[0]
  const isForApp = kind === 'personal' ? text !== '' : prefix?.toLowerCase() === `@${botName.toLowerCase()} `
  const words = isForApp && prefix !== undefined ? offerWords(prefix, text, hints) : []
  if (words.length > 0) return words
  const names = users.map(({ id, name, title }) => ({ id, name, about: title }))
  const bot = { id: botId, name: botName, about: 'App: pass a lead, take one, see the funnel' }
  return offerNames(kind === 'personal' ? names : [bot, ...names], text)
}
