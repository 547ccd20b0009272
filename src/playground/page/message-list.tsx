import { Fragment, type ReactNode, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { drawDay } from './blocks/dates.ts'
import { useClock } from './page-clock.ts'
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

type Dated = { id: string; at: number }

type Props<Item extends Dated> = {
  /** Which place it is: another one begins at its end again. */
  place: string
  /** `at` in epoch milliseconds. */
  items: readonly Item[]
  draw: (item: Item) => ReactNode
  children?: ReactNode
}

/** Messages, oldest first, with the days between them; new ones are read out. */
export const MessageList = <Item extends Dated>({ place, items, draw, children }: Props<Item>) => {
  const { zone } = useReader()
  const movedMs = useClock()?.movedMs
  const { scroller, content, onScroll } = useStickToEnd(place)
  // A channel of many months opens as fast as a new one.
  const [more, setMore] = useState(0)
  const shown = useMemo(() => items.slice(-(atOnce + more)), [items, more])
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is today changes with the page's clock
  const days = useMemo(() => shown.map(({ at }) => drawDay(at, zone)), [shown, zone, movedMs])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
    <div className="scroller" ref={scroller} onScroll={onScroll} tabIndex={0} role="log" aria-label="Messages">
      <div ref={content} className="message-list">
        {children}
        {shown.length < items.length ? (
          <button type="button" className="text-button earlier" onClick={() => setMore(more + atOnce)}>
            Show earlier messages
          </button>
        ) : null}
        {shown.map((item, index) => (
          <Fragment key={item.id}>
            {days[index] !== days[index - 1] ? (
              <p className="day">
                <span>{days[index]}</span>
              </p>
            ) : null}
            {draw(item)}
          </Fragment>
        ))}
      </div>
    </div>
  )
}
