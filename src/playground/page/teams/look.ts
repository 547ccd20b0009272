import { useEffect, useRef } from 'react'
import type { TeamsConversation, TeamsMessage } from '../../teams-api.ts'
import { useLines } from '../connection-context.ts'
import { useReader } from '../reader.ts'

/** When a message was written, in epoch milliseconds: in Teams its id says so. */
export const timeOf = ({ id, sent }: Pick<TeamsMessage, 'id' | 'sent'>): number =>
  Number(id) > 1e12 ? Number(id) : sent.at

/** What a client that looks at a conversation has to react to: all that is unread, and each card that the app has sent anew. */
export const newsOf = ({ messages, unread }: Pick<TeamsConversation, 'messages' | 'unread'>): string[] => [
  ...(unread > 0 ? [`unread ${messages.at(-1)?.id}`] : []),
  // A person's own view is the answer to a refresh, and asks for none.
  ...messages.flatMap(({ id, card, sent }) => (card && !sent.method.startsWith('answer') ? [`${id} ${sent.at}`] : [])),
]

/** Tells the server that a conversation is looked at: it is read then, and cards with a view for this person ask for it. */
export const useLook = (conversation: TeamsConversation): void => {
  const { teams } = useLines()
  const { user } = useReader()
  const { id } = conversation
  const news = newsOf(conversation).join('\n')
  const seen = useRef<ReadonlySet<string> | null>(null)
  useEffect(() => {
    const look = (): void => {
      if (document.visibilityState !== 'visible') return
      const now = news.split('\n').filter(Boolean)
      const isNew = seen.current === null || now.some((one) => !seen.current?.has(one))
      seen.current = new Set([...(seen.current ?? []), ...now])
      if (isNew) void teams.act(user, { type: 'open', conversation: id })
    }
    look()
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [teams, user, id, news])
}
