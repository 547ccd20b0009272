import { useCallback } from 'react'
import type { Act, ActRequest } from '../api.ts'
import type { TeamsActRequest } from '../teams-api.ts'
import { wordsFor } from './act-words.ts'
import type { Connection } from './connection.ts'
import { useLines } from './connection-context.ts'
import { useReader } from './reader.ts'

const useActOn = <World, View, Request>(
  line: Connection<World, View, Request>,
): ((request: Request) => Promise<Act>) => {
  const { user, notify } = useReader()
  return useCallback(
    async (request) => {
      const act = await line.act(user, request)
      const words = wordsFor(act)
      if (words) notify(words)
      return act
    },
    [line, user, notify],
  )
}

/** Acts as the person whose pane this is, in Slack, and says so to them where it goes wrong. */
export const useAct = (): ((request: ActRequest) => Promise<Act>) => useActOn(useLines().slack)

/** The same in Teams, whose client also says something of its own where an act opened and changed nothing. */
export const useTeamsAct = (): ((request: TeamsActRequest) => Promise<Act>) => {
  const { teams } = useLines()
  const { user, notify } = useReader()
  const act = useActOn(teams)
  return useCallback(
    async (request) => {
      const done = await act(request)
      const notice = teams.read().views.get(user)?.notice
      if (notice && done.error === null && request.type !== 'search') notify(notice)
      return done
    },
    [act, teams, user, notify],
  )
}
