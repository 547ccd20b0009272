import { useState } from 'react'
import type { TeamsConversation, TeamsMessage } from '../../teams-api.ts'
import { Avatar } from '../avatar.tsx'
import { ReplyIcon } from '../icons.tsx'
import { countReplies } from '../message.tsx'
import { MessageBody, MessageHead, MessageTools } from './message-parts.tsx'
import { TeamsComposer } from './teams-composer.tsx'

const inSight = 2

type OneProps = { conversation: string; message: TeamsMessage; isReply?: boolean }

const One = ({ conversation, message, isReply = false }: OneProps) => {
  const [turned, setTurned] = useState(false)
  const { from } = message
  return (
    <article
      className={`post-message ${isReply ? 'reply' : ''} ${turned ? 'is-turned' : ''}`}
      data-testid="message"
      data-ts={message.id}
    >
      <Avatar name={from.name} isBot={from.isBot} size={isReply ? 24 : 32} />
      <div className="message-main">
        <MessageHead message={message} />
        <MessageBody conversation={conversation} message={message} turned={turned} />
      </div>
      <MessageTools conversation={conversation} message={message} turned={turned} turn={() => setTurned(!turned)} />
    </article>
  )
}

type Props = {
  conversation: TeamsConversation
  message: TeamsMessage
  replies: readonly TeamsMessage[]
  /** It is answered now: all its replies are in sight, and the line to type in. */
  isOpen: boolean
  openThread: (id: string | null) => void
}

/** One post of a channel with its replies: the last ones, until somebody wants to see all. */
export const Post = ({ conversation, message, replies, isOpen, openThread }: Props) => {
  const shown = isOpen ? replies : replies.slice(-inSight)
  const hidden = replies.length - shown.length
  return (
    <section className={`post ${isOpen ? 'open' : ''}`} aria-label={`Post of ${message.from.name}`} data-testid="post">
      <One conversation={conversation.id} message={message} />
      {hidden > 0 ? (
        <button type="button" className="text-button" data-testid="replies" onClick={() => openThread(message.id)}>
          See {countReplies(hidden)} before
        </button>
      ) : null}
      {shown.map((reply) => (
        <One key={reply.id} conversation={conversation.id} message={reply} isReply />
      ))}
      {isOpen && !conversation.isDeleted ? (
        <TeamsComposer conversation={conversation} root={message.id} leave={() => openThread(null)} />
      ) : null}
      {isOpen || conversation.isDeleted ? null : (
        <button type="button" className="post-reply" data-testid="reply" onClick={() => openThread(message.id)}>
          <ReplyIcon />
          Reply
        </button>
      )}
    </section>
  )
}
