import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react'
import type { Channel, World } from '../api.ts'
import { CloseIcon } from './icons.tsx'
import { countReplies, MessageItem, timeOf } from './message.tsx'
import { MessageList } from './message-list.tsx'
import { nameOf } from './place.ts'
import { SlackComposer } from './slack-composer.tsx'

// Who opened the thread goes on in it, and comes back to where the thread was opened from.
const useFocusHere = () => {
  const root = useRef<HTMLElement>(null)
  useEffect(() => {
    const before = document.activeElement
    // A thread that was open when the page was loaded takes nobody's focus.
    if (!(before instanceof HTMLElement) || before === document.body) return
    root.current?.querySelector('textarea')?.focus()
    return () => {
      if (before.isConnected) before.focus()
    }
  }, [])
  return root
}

type Props = { world: World; channel: Channel; thread: string; close: () => void }

/** One message with its replies, beside the channel. */
export const Thread = ({ world, channel, thread, close }: Props) => {
  const root = useFocusHere()
  const items = useMemo(
    () =>
      channel.messages
        .filter((message) => message.ts === thread || message.threadTs === thread)
        .map((message) => ({ id: message.ts, at: timeOf(message), message })),
    [channel.messages, thread],
  )
  const replies = items.filter(({ id, message }) => id !== thread && !message.ephemeral).length
  const closeOnEscape = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && !event.defaultPrevented) close()
  }
  return (
    <aside className="thread" aria-label="Thread" data-testid="thread" ref={root} onKeyDown={closeOnEscape}>
      <header className="place-head">
        <div>
          <h2>Thread</h2>
          <p className="faint">{nameOf(channel)}</p>
        </div>
        <button
          type="button"
          className="icon-button"
          aria-label="Close the thread"
          data-testid="close-thread"
          onClick={close}
        >
          <CloseIcon />
        </button>
      </header>
      <MessageList
        place={thread}
        items={items}
        draw={({ id, message }) => (
          <>
            <MessageItem channel={channel.id} message={message} />
            {id === thread && replies > 0 ? (
              <p className="day replies-line">
                <span>{countReplies(replies)}</span>
              </p>
            ) : null}
          </>
        )}
      />
      {channel.isArchived ? null : (
        <SlackComposer
          world={world}
          channel={channel.id}
          thread={thread}
          label={channel.hasBot && channel.kind === 'channel' ? 'Reply, or @Baton note …' : 'Reply in thread'}
          hints={[]}
        />
      )}
    </aside>
  )
}
