import { useMemo } from 'react'
import type { TeamsConversation, TeamsMessage } from '../../teams-api.ts'
import { MessageList } from '../message-list.tsx'
import { useReader } from '../reader.ts'
import { timeOf, useLook } from './look.ts'
import { TeamsNotice } from './message-parts.tsx'
import { Post } from './post.tsx'
import { TeamsComposer } from './teams-composer.tsx'
import { useTeamsChange } from './teams-head.tsx'

const Deleted = ({ conversation }: { conversation: TeamsConversation }) => {
  const change = useTeamsChange(conversation.id)
  return (
    <p className="archived">
      {conversation.name} is deleted: nobody writes in it.
      <button type="button" className="text-button" onClick={() => change('restore')}>
        Restore
      </button>
    </p>
  )
}

type Root = { id: string; at: number; message: TeamsMessage; replies: TeamsMessage[] }

/** The posts of a channel, each with its replies. */
export const gatherPosts = (messages: readonly TeamsMessage[]): Root[] => {
  const roots = new Map<string, Root>()
  for (const message of messages) {
    const root = message.rootId === null ? undefined : roots.get(message.rootId)
    // A reply whose post is gone stands for itself.
    if (root && root.id !== message.id) root.replies.push(message)
    else roots.set(message.id, { id: message.id, at: timeOf(message), message, replies: [] })
  }
  return [...roots.values()]
}

type Props = {
  conversation: TeamsConversation
  /** The post that is answered now. */
  thread: string | null
  openThread: (id: string | null) => void
}

/** A channel: posts with their replies, and the line to start another. */
export const ChannelPosts = ({ conversation, thread, openThread }: Props) => {
  const { user } = useReader()
  const { id, messages, hasBot, isDeleted } = conversation
  useLook(conversation)
  const posts = useMemo(() => gatherPosts(messages), [messages])
  return (
    <>
      <MessageList
        place={`${user}/${id}`}
        items={posts}
        draw={({ message, replies }) =>
          message.isNotice ? (
            <TeamsNotice message={message} />
          ) : (
            <Post
              conversation={conversation}
              message={message}
              replies={replies}
              isOpen={thread === message.id}
              openThread={openThread}
            />
          )
        }
      >
        {messages.length === 0 ? (
          <p className="nothing">
            Nothing here yet.{hasBot && !isDeleted ? ' Write @Baton new to hand off a lead.' : ''}
          </p>
        ) : null}
      </MessageList>
      {isDeleted ? <Deleted conversation={conversation} /> : <TeamsComposer conversation={conversation} />}
    </>
  )
}
