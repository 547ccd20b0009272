import { memo, useMemo, useState } from 'react'
import type { TeamsConversation, TeamsMessage } from '../../teams-api.ts'
import { Avatar } from '../avatar.tsx'
import { MessageList } from '../message-list.tsx'
import { useReader } from '../reader.ts'
import { timeOf, useLook } from './look.ts'
import { MessageBody, MessageHead, MessageTools, TeamsNotice } from './message-parts.tsx'
import { TeamsComposer } from './teams-composer.tsx'

const Bubble = memo(({ conversation, message }: { conversation: string; message: TeamsMessage }) => {
  const { user } = useReader()
  const [turned, setTurned] = useState(false)
  if (message.isNotice) return <TeamsNotice message={message} />
  const { id, from, card } = message
  const isOwn = from.id === user
  const classes = ['bubble-line', isOwn ? 'own' : '', card || turned ? 'wide' : '', turned ? 'is-turned' : '']
  return (
    <article className={classes.filter(Boolean).join(' ')} data-testid="message" data-ts={id}>
      {isOwn ? null : <Avatar name={from.name} isBot={from.isBot} size={32} />}
      <div className="bubble-main">
        <MessageHead message={message} />
        <div className="bubble">
          <MessageBody conversation={conversation} message={message} turned={turned} />
        </div>
      </div>
      <MessageTools conversation={conversation} message={message} turned={turned} turn={() => setTurned(!turned)} />
    </article>
  )
})

/** A chat, with the app alone or in a group: bubbles, and the line to type in. */
export const Chat = ({ conversation }: { conversation: TeamsConversation }) => {
  const { user } = useReader()
  const { id, kind, messages, hasBot } = conversation
  useLook(conversation)
  const items = useMemo(() => messages.map((message) => ({ id: message.id, at: timeOf(message), message })), [messages])
  return (
    <>
      <MessageList
        place={`${user}/${id}`}
        items={items}
        draw={({ message }) => <Bubble conversation={id} message={message} />}
      >
        {messages.length === 0 ? (
          <p className="nothing">
            Nothing here yet.{kind === 'personal' && hasBot ? ' Type new to hand off a lead, or help.' : ''}
          </p>
        ) : null}
      </MessageList>
      <TeamsComposer conversation={conversation} />
    </>
  )
}
