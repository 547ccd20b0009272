import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react'
import type { Channel, World } from '../api.ts'
import { Composer } from './composer.tsx'
import { CloseIcon } from './icons.tsx'
import { MessageList } from './message-list.tsx'
import { nameOf } from './place.ts'

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
  const messages = useMemo(
    () => channel.messages.filter((message) => message.ts === thread || message.threadTs === thread),
    [channel.messages, thread],
  )
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
      <MessageList channel={channel.id} place={thread} messages={messages} thread={thread} />
      {channel.isArchived ? null : (
        <Composer
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
