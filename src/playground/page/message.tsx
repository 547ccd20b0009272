import { memo, useMemo, useState } from 'react'
import type { Message } from '../api.ts'
import { Avatar } from './avatar.tsx'
import { Blocks } from './blocks/blocks.tsx'
import { drawDate, drawTime } from './blocks/dates.ts'
import { useMessageSurface } from './blocks/message-surface.ts'
import { Passive } from './blocks/passive.tsx'
import { SurfaceContext } from './blocks/surface.ts'
import { ReplyIcon } from './icons.tsx'
import { useReader } from './reader.ts'
import { TurnButton, Turned } from './turned.tsx'

const BareText = ({ text }: { text: string }) => {
  const blocks = useMemo(() => [{ type: 'section', text: { type: 'mrkdwn' as const, text } }], [text])
  return <Passive blocks={blocks} />
}

const Body = ({ channel, message }: { channel: string; message: Message }) => {
  const surface = useMessageSurface(channel, message.ts)
  if (!message.blocks) return <BareText text={message.text} />
  return (
    <SurfaceContext value={surface}>
      <Blocks blocks={message.blocks} />
    </SurfaceContext>
  )
}

const Head = ({ message }: { message: Message }) => {
  const { zone } = useReader()
  const seconds = Number(message.ts)
  return (
    <p className="message-head">
      <strong>{message.userName}</strong>
      {message.isBot ? <span className="badge">APP</span> : null}
      <time
        dateTime={new Date(seconds * 1000).toISOString()}
        title={drawDate('{date_long} {time_secs}', seconds, zone, new Date())}
      >
        {drawTime(message.ts, zone)}
      </time>
    </p>
  )
}

const RepliesLink = ({ replies, open }: { replies: readonly Message[]; open: () => void }) => {
  const { zone } = useReader()
  const last = replies.at(-1)
  if (!last) return null
  return (
    <button type="button" className="replies" data-testid="replies" onClick={open}>
      {replies.length === 1 ? '1 reply' : `${replies.length} replies`}
      <span className="faint">last at {drawTime(last.ts, zone)}</span>
    </button>
  )
}

type Props = {
  channel: string
  message: Message
  replies?: readonly Message[]
  /** Opens the thread of this message; absent inside a thread. */
  openThread?: (ts: string) => void
}

/** One message: who, when, its blocks, the thread under it, and on its back the call that made it. */
export const MessageItem = memo(({ channel, message, replies = [], openThread }: Props) => {
  const [turned, setTurned] = useState(false)
  const classes = ['message', message.ephemeral ? 'ephemeral' : '', turned ? 'is-turned' : ''].join(' ')
  return (
    <article className={classes} data-testid="message" data-ts={message.ts} data-ephemeral={message.ephemeral}>
      <Avatar id={message.userId} name={message.userName} isBot={message.isBot} />
      <div className="message-main">
        {message.ephemeral ? <p className="only-you">Only visible to you</p> : null}
        <Head message={message} />
        {turned ? <Turned sent={message.sent} took={message.took} /> : <Body channel={channel} message={message} />}
        {message.edited && !turned ? <p className="edited">(edited)</p> : null}
        {openThread ? <RepliesLink replies={replies} open={() => openThread(message.ts)} /> : null}
      </div>
      <div className="message-tools">
        {openThread && !message.ephemeral ? (
          <button
            type="button"
            className="turn-button"
            aria-label="Reply in thread"
            title="Reply in thread"
            data-testid="reply"
            onClick={() => openThread(message.ts)}
          >
            <ReplyIcon />
          </button>
        ) : null}
        <TurnButton on={turned} what="message" turn={() => setTurned(!turned)} />
      </div>
    </article>
  )
})
