import { useCallback } from 'react'
import type { Act, ActRequest } from '../api.ts'
import { wordsFor } from './act-words.ts'
import { useConnection } from './connection-context.ts'
import { useReader } from './reader.ts'

/** Acts as the person whose pane this is, and says so to them where it goes wrong. */
export const useAct = (): ((request: ActRequest) => Promise<Act>) => {
  const connection = useConnection()
  const { user, notify } = useReader()
  return useCallback(
    async (request) => {
      const act = await connection.act(user, request)
      const words = wordsFor(act)
      if (words) notify(words)
      return act
    },
    [connection, user, notify],
  )
}
