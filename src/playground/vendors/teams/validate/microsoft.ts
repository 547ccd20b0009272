import { createRequire } from 'node:module'
import type { Json } from '../../../api.ts'

type Package = typeof import('adaptivecards')

let loaded: Package | null = null

/** Microsoft's own reader of cards. Its main entry does not load in Node, its bundle does; that one has no types of its own. */
const microsoft = (): Package => {
  loaded ??= createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js') as Package
  return loaded
}

/** What Teams takes and the package does not: charts, searches, and a sixth action beside those behind the three dots. */
const takenByTeams = [
  /^Unknown element type "Chart\./,
  /^Property "choices\.data" is supported in version 1\.6/,
  /^Maximum number of actions exceeded/,
]

/** What Microsoft's reader says against a card. */
export const microsoftFaults = (card: Json): string[] => {
  const { AdaptiveCard, SerializationContext, Versions } = microsoft()
  const parsed = new AdaptiveCard()
  const context = new SerializationContext(Versions.v1_5)
  parsed.parse(structuredClone(card), context)
  const events = Array.from({ length: context.eventCount }, (_, i) => context.getEventAt(i).message)
  const checks = parsed.validateProperties().validationEvents.map(({ message }) => message)
  return [...events, ...checks].filter((message) => !takenByTeams.some((each) => each.test(message)))
}
