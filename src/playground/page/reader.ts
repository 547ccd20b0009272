import { createContext, useContext } from 'react'
import type { Shortcut } from '../api.ts'

/** Who reads in a pane: the names behind ids, the person's own time zone, and how to open a channel. */
export type Reader = {
  user: string
  zone: string
  users: readonly { id: string; name: string; organisation: string | null }[]
  channels: readonly { id: string; name: string }[]
  /** The reader is of another organisation: Slack offers them neither the commands nor the shortcuts of the app. */
  isForeign: boolean
  /** The other organisations, seen from the reader's own. */
  partners: string
  shortcuts: readonly Shortcut[]
  openChannel: (id: string) => void
  /** Says something to this person alone, at the foot of the pane. */
  notify: (text: string) => void
}

export const ReaderContext = createContext<Reader | null>(null)

/** The person whose pane this is; throws outside of a pane. */
export const useReader = (): Reader => {
  const reader = useContext(ReaderContext)
  if (!reader) throw new Error('useReader stands outside of a pane')
  return reader
}
