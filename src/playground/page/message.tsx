import { memo, useMemo, useState } from 'react'
import type { Message } from '../api.ts'
import { useAct } from './act.ts'
import { Avatar } from './avatar.tsx'
import { Blocks } from './blocks/blocks.tsx'
import { drawDate, drawTime } from './blocks/dates.ts'
import { useMessageSurface } from './blocks/message-surface.ts'
import { Passive } from './blocks/passive.tsx'
import { SurfaceContext } from './blocks/surface.ts'
import { EyeIcon, MoreIcon, ReplyIcon } from './icons.tsx'
import { useReader } from './reader.ts'
import { ShortcutMenu } from './shortcut-menu.tsx'
import { TurnButton, Turned } from './turned.tsx'

/** When a message was written, in epoch milliseconds. */
export const timeOf = ({ ts }: Pick<Message, 'ts'>): number => Number(ts) * 1000

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
  const { zone, users } = useReader()
  const seconds = Number(message.ts)
  const from = users.find(({ id }) => id === message.userId)?.organisation
  return (
    <p className="message-head">
      <strong>{message.userName}</strong>
      {message.isBot ? <span className="badge">APP</span> : null}
      {from ? <span className="badge">{from}</span> : null}
      <time
        dateTime={new Date(seconds * 1000).toISOString()}
        title={drawDate('{date_long} {time_secs}', seconds, zone, new Date())}
      >
        {drawTime(timeOf(message), zone)}
      </time>
    </p>
  )
}

/** "1 reply", "3 replies". */
export const countReplies = (count: number): string => (count === 1 ? '1 reply' : `${count} replies`)

const RepliesLink = ({ replies, open }: { replies: readonly Message[]; open: () => void }) => {
  const { zone } = useReader()
  const last = replies.at(-1)
  if (!last) return null
  return (
    <button type="button" className="replies" data-testid="replies" onClick={open}>
      {[...new Map(replies.map((reply) => [reply.userId, reply])).values()].slice(0, 3).map((reply) => (
        <Avatar key={reply.userId} name={reply.userName} isBot={reply.isBot} size={22} />
      ))}
      <span>{countReplies(replies.length)}</span>
      <span className="faint">last at {drawTime(timeOf(last), zone)}</span>
    </button>
  )
}

const OnlyYou = () => (
  <p className="only-you">
    <EyeIcon />
    Only visible to you
  </p>
)

// Who came, who went, who archived: a line of Slack's own, without tools.
const NoticeLine = ({ message }: { message: Message }) => {
  const { zone, users } = useReader()
  const nameOf = (id: string): string => users.find((one) => one.id === id)?.name ?? id
  return (
    <div className="notice-line" data-testid="notice-line" data-ts={message.ts}>
      <Avatar name={message.userName} size={20} />
      <span>
        <strong>{message.userName}</strong> {message.text.replace(/<@(\w+)>/g, (_, id: string) => nameOf(id))}
      </span>
      <time>{drawTime(timeOf(message), zone)}</time>
    </div>
  )
}

type Props = {
  channel: string
  message: Message
  replies?: readonly Message[]
  /** Opens the thread of this message; absent inside a thread. */
  openThread?: (ts: string) => void
}

type ToolProps = Pick<Props, 'channel' | 'message' | 'openThread'> & { turned: boolean; turn: () => void }

const Tools = ({ channel, message, openThread, turned, turn }: ToolProps) => {
  const act = useAct()
  const { shortcuts } = useReader()
  const { ts, ephemeral } = message
  const own = shortcuts.filter(({ type }) => type === 'message' && !ephemeral)
  return (
    <div className="message-tools">
      {openThread && !ephemeral ? (
        <button
          type="button"
          className="turn-button"
          aria-label="Reply in thread"
          title="Reply in thread"
          data-testid="reply"
          onClick={() => openThread(ts)}
        >
          <ReplyIcon />
        </button>
      ) : null}
      <TurnButton on={turned} what="message" turn={turn} />
      <ShortcutMenu
        list={own.map(({ callbackId, name }) => ({ id: callbackId, name }))}
        start={(callbackId) => void act({ type: 'shortcut', callbackId, message: { channel, ts } })}
        label="More actions"
        className="turn-button"
        testId="more-actions"
      >
        <MoreIcon />
      </ShortcutMenu>
    </div>
  )
}

/** One message: who, when, its blocks, the thread under it, and on its back the call that made it. */
export const MessageItem = memo(({ channel, message, replies = [], openThread }: Props) => {
  const [turned, setTurned] = useState(false)
  if (message.isNotice) return <NoticeLine message={message} />
  const classes = ['message', message.ephemeral ? 'ephemeral' : '', turned ? 'is-turned' : ''].join(' ')
  return (
    <article className={classes} data-testid="message" data-ts={message.ts} data-ephemeral={message.ephemeral}>
      <Avatar name={message.userName} isBot={message.isBot} />
      <div className="message-main">
        {message.ephemeral ? <OnlyYou /> : null}
        <Head message={message} />
        {turned ? <Turned sent={message.sent} took={message.took} /> : <Body channel={channel} message={message} />}
        {message.edited && !turned ? <p className="edited">(edited)</p> : null}
        {openThread ? <RepliesLink replies={replies} open={() => openThread(message.ts)} /> : null}
      </div>
      <Tools
        channel={channel}
        message={message}
        {...(openThread ? { openThread } : {})}
        turned={turned}
        turn={() => setTurned(!turned)}
      />
    </article>
  )
})
