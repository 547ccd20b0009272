import { createContext, useContext } from 'react'
import type { Hint } from '../../api.ts'
import type { TeamsWorld } from '../../teams-api.ts'

/** What a Teams client knows beside its person: the people and places, and what the app offers. */
export type TeamsKnown = {
  world: TeamsWorld
  hints: readonly Hint[]
  /** The commands of the message extension that this person has. */
  extensions: TeamsWorld['extensions']
}

export const TeamsContext = createContext<TeamsKnown | null>(null)

/** What the Teams client round the caller knows; throws outside of one. */
export const useTeams = (): TeamsKnown => {
  const known = useContext(TeamsContext)
  if (!known) throw new Error('useTeams stands outside of a Teams client')
  return known
}
