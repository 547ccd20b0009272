import { Fragment, type ReactNode, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Message } from '../api.ts'
import { drawDay } from './blocks/dates.ts'
import { countReplies, MessageItem } from './message.tsx'
import { useReader } from './reader.ts'

const nearPx = 60
const atOnce = 80

// Stays at the newest message while the reader is there, and where the reader is otherwise.
const useStickToEnd = (place: string) => {
  const scroller = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  useLayoutEffect(() => {
    atEnd.current = true
    if (place && scroller.current) scroller.current.scrollTop = scroller.current.scrollHeight
  }, [place])
  useEffect(() => {
    if (!content.current || !scroller.current) return
    const observer = new ResizeObserver(() => {
      if (scroller.current && atEnd.current) scroller.current.scrollTop = scroller.current.scrollHeight
    })
    observer.observe(content.current)
    observer.observe(scroller.current)
    return () => observer.disconnect()
  }, [])
  const onScroll = (): void => {
    const box = scroller.current
    if (box) atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < nearPx
  }
  return { scroller, content, onScroll }
}

type Props = {
  channel: string
  place: string
  messages: readonly Message[]
  /** Replies by the `ts` of the message that they answer. */
  replies?: ReadonlyMap<string, readonly Message[]>
  openThread?: (ts: string) => void
  /** The message that all others answer, where this is a thread. */
  thread?: string
  children?: ReactNode
}

const none: readonly Message[] = []

/** Messages, oldest first, with the days between them; new ones are read out. */
export const MessageList = ({ channel, place, messages, replies, openThread, thread, children }: Props) => {
  const { zone } = useReader()
  const { scroller, content, onScroll } = useStickToEnd(place)
  // A channel of many months opens as fast as a new one.
  const [more, setMore] = useState(0)
  const shown = useMemo(() => messages.slice(-(atOnce + more)), [messages, more])
  const days = useMemo(() => shown.map((message) => drawDay(message.ts, zone)), [shown, zone])
  const counted = messages.filter((message) => message.ts !== thread && !message.ephemeral).length
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
    <div className="scroller" ref={scroller} onScroll={onScroll} tabIndex={0} role="log" aria-label="Messages">
      <div ref={content} className="message-list">
        {children}
        {shown.length < messages.length ? (
          <button type="button" className="text-button earlier" onClick={() => setMore(more + atOnce)}>
            Show earlier messages
          </button>
        ) : null}
        {shown.map((message, index) => (
          <Fragment key={message.ts}>
            {days[index] !== days[index - 1] ? (
              <p className="day">
                <span>{days[index]}</span>
              </p>
            ) : null}
            <MessageItem
              channel={channel}
              message={message}
              replies={replies?.get(message.ts) ?? none}
              {...(openThread ? { openThread } : {})}
            />
            {message.ts === thread && counted > 0 ? (
              <p className="day replies-line">
                <span>{countReplies(counted)}</span>
              </p>
            ) : null}
          </Fragment>
        ))}
      </div>
    </div>
  )
}
