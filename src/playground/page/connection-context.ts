import { createContext, useContext, useEffect, useSyncExternalStore } from 'react'
import type { ActRequest, UserView, World } from '../api.ts'
import type { TeamsActRequest, TeamsView, TeamsWorld } from '../teams-api.ts'
import { type Connection, createConnection, type Known } from './connection.ts'

export type SlackLine = Connection<World, UserView, ActRequest>
export type TeamsLine = Connection<TeamsWorld, TeamsView, TeamsActRequest>

/** The page's lines to the server, one a platform. */
export type Lines = { slack: SlackLine; teams: TeamsLine }

/** Lines to both platforms, not yet started. */
export const createLines = (): Lines => ({
  slack: createConnection('/playground/api'),
  teams: createConnection('/playground/api/teams'),
})

export const LinesContext = createContext<Lines | null>(null)

/** The page's lines to the server; throws outside of their provider. */
export const useLines = (): Lines => {
  const lines = useContext(LinesContext)
  if (!lines) throw new Error('useLines stands outside of LinesContext')
  return lines
}

/** All that the page knows of one platform now; draws again on each change. */
export const useKnown = <World, View, Request>(line: Connection<World, View, Request>): Known<World, View> =>
  useSyncExternalStore(line.subscribe, line.read)

/** What one person sees, kept fresh while the caller is shown; undefined until the first answer. */
export const useUserView = <World, View, Request>(
  line: Connection<World, View, Request>,
  user: string,
): View | undefined => {
  useEffect(() => line.watch(user), [line, user])
  return useKnown(line).views.get(user)
}
