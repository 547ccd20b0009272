import { useEffect, useMemo } from 'react'
import type { Channel, Hint, Message, World } from '../api.ts'
import { useLines } from './connection-context.ts'
import { MessageItem, timeOf } from './message.tsx'
import { MessageList } from './message-list.tsx'
import { nameOf } from './place.ts'
import { useReader } from './reader.ts'
import { SlackComposer } from './slack-composer.tsx'
import { useChannelChange } from './slack-head.tsx'

const none: readonly Message[] = []

const isRoot = (message: Message): boolean => message.threadTs === null || message.threadTs === message.ts

const gatherReplies = (messages: readonly Message[]): ReadonlyMap<string, readonly Message[]> => {
  const replies = new Map<string, Message[]>()
  for (const message of messages) {
    // As in Slack, what one person alone sees stands in the thread and is not counted.
    if (isRoot(message) || message.threadTs === null || message.ephemeral) continue
    replies.set(message.threadTs, [...(replies.get(message.threadTs) ?? []), message])
  }
  return replies
}

// What is in sight is read: the dot goes as soon as the channel is open in a window that is looked at.
const useReadMark = (channel: Channel): void => {
  const { slack } = useLines()
  const { user } = useReader()
  const { id, unread } = channel
  useEffect(() => {
    const mark = (): void => {
      if (unread > 0 && document.visibilityState === 'visible') void slack.act(user, { type: 'read', channel: id })
    }
    mark()
    document.addEventListener('visibilitychange', mark)
    return () => document.removeEventListener('visibilitychange', mark)
  }, [slack, user, id, unread])
}

const Archived = ({ channel }: { channel: Channel }) => {
  const change = useChannelChange(channel.id)
  return (
    <p className="archived">
      {nameOf(channel)} is archived: it can be read, and nobody writes in it.
      <button type="button" className="text-button" onClick={() => change('unarchive')}>
        Unarchive
      </button>
    </p>
  )
}

type Props = { world: World; channel: Channel; hints: readonly Hint[]; openThread: (ts: string) => void }

/** A channel or a direct message: all but the replies, and the line to type in. */
export const Conversation = ({ world, channel, hints, openThread }: Props) => {
  const { user, isForeign } = useReader()
  useReadMark(channel)
  const roots = useMemo(
    () => channel.messages.filter(isRoot).map((message) => ({ id: message.ts, at: timeOf(message), message })),
    [channel.messages],
  )
  const replies = useMemo(() => gatherReplies(channel.messages), [channel.messages])
  return (
    <>
      <MessageList
        place={`${user}/${channel.id}`}
        items={roots}
        draw={({ message }) => (
          <MessageItem
            channel={channel.id}
            message={message}
            replies={replies.get(message.ts) ?? none}
            openThread={openThread}
          />
        )}
      >
        {roots.length === 0 ? (
          <p className="nothing">
            Nothing here yet.{isForeign || channel.isArchived ? '' : ` Type ${world.command} new to hand off a lead.`}
          </p>
        ) : null}
      </MessageList>
      {channel.isArchived ? (
        <Archived channel={channel} />
      ) : (
        <SlackComposer world={world} channel={channel.id} label={`Message ${nameOf(channel)}`} hints={hints} />
      )}
    </>
  )
}
