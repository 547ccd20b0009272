import { useEffect, useMemo } from 'react'
import type { Channel, Hint, Message, World } from '../api.ts'
import { Composer } from './composer.tsx'
import { useConnection } from './connection-context.ts'
import { CloseIcon } from './icons.tsx'
import { MessageList } from './message-list.tsx'
import { useReader } from './reader.ts'

const isRoot = (message: Message): boolean => message.threadTs === null || message.threadTs === message.ts

const gatherReplies = (messages: readonly Message[]): ReadonlyMap<string, readonly Message[]> => {
  const replies = new Map<string, Message[]>()
  for (const message of messages) {
    if (isRoot(message) || message.threadTs === null) continue
    replies.set(message.threadTs, [...(replies.get(message.threadTs) ?? []), message])
  }
  return replies
}

/** The words for a channel or a direct message: "#leads-dach", "Baton". */
export const nameOf = (channel: Channel): string => (channel.kind === 'im' ? channel.name : `#${channel.name}`)

// What is in sight is read: the dot goes as soon as the channel is open in a window that is looked at.
const useReadMark = (channel: Channel): void => {
  const connection = useConnection()
  const { user } = useReader()
  const { id, unread } = channel
  useEffect(() => {
    const mark = (): void => {
      if (unread > 0 && document.visibilityState === 'visible') void connection.act(user, { type: 'read', channel: id })
    }
    mark()
    document.addEventListener('visibilitychange', mark)
    return () => document.removeEventListener('visibilitychange', mark)
  }, [connection, user, id, unread])
}

type Props = { world: World; channel: Channel; hints: readonly Hint[]; openThread: (ts: string) => void }

/** A channel or a direct message: all but the replies, and the line to type in. */
export const Conversation = ({ world, channel, hints, openThread }: Props) => {
  const { user } = useReader()
  useReadMark(channel)
  const roots = useMemo(() => channel.messages.filter(isRoot), [channel.messages])
  const replies = useMemo(() => gatherReplies(channel.messages), [channel.messages])
  return (
    <>
      <MessageList
        channel={channel.id}
        place={`${user}/${channel.id}`}
        messages={roots}
        replies={replies}
        openThread={openThread}
      >
        {roots.length === 0 ? (
          <p className="nothing">Nothing here yet. Type {world.command} new to hand off a lead.</p>
        ) : null}
      </MessageList>
      {channel.isArchived ? (
        <p className="archived">This channel is archived.</p>
      ) : (
        <Composer world={world} channel={channel.id} label={`Message ${nameOf(channel)}`} hints={hints} />
      )}
    </>
  )
}

type ThreadProps = { world: World; channel: Channel; thread: string; close: () => void }

/** One message with its replies, beside the channel. */
export const Thread = ({ world, channel, thread, close }: ThreadProps) => {
  const messages = useMemo(
    () => channel.messages.filter((message) => message.ts === thread || message.threadTs === thread),
    [channel.messages, thread],
  )
  return (
    <aside className="thread" aria-label="Thread" data-testid="thread">
      <header className="place-head">
        <div>
          <h2>Thread</h2>
          <p className="faint">{nameOf(channel)}</p>
        </div>
        <button type="button" className="icon-button" aria-label="Close the thread" onClick={close}>
          <CloseIcon />
        </button>
      </header>
      <MessageList channel={channel.id} place={thread} messages={messages} />
      <Composer world={world} channel={channel.id} thread={thread} label="Reply in thread" hints={[]} />
    </aside>
  )
}
