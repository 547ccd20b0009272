import { createContext, useContext, useEffect, useSyncExternalStore } from 'react'
import type { UserView } from '../api.ts'
import type { Connection, Known } from './connection.ts'

export const ConnectionContext = createContext<Connection | null>(null)

/** The page's line to the server; throws outside of its provider. */
export const useConnection = (): Connection => {
  const connection = useContext(ConnectionContext)
  if (!connection) throw new Error('useConnection stands outside of ConnectionContext')
  return connection
}

/** All that the page knows now; draws again on each change. */
export const useKnown = (): Known => {
  const connection = useConnection()
  return useSyncExternalStore(connection.subscribe, connection.read)
}

/** What one person sees, kept fresh while the caller is shown; undefined until the first answer. */
export const useUserView = (user: string): UserView | undefined => {
  const connection = useConnection()
  useEffect(() => connection.watch(user), [connection, user])
  return useKnown().views.get(user)
}
