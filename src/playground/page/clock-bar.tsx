import { useEffect, useRef, useState } from 'react'
import type { ClockMove } from '../api.ts'
import { faceOf, saidOf } from './clock-words.ts'
import { ClockIcon } from './icons.tsx'
import { moveClock, pageNow, readClock, useClock } from './page-clock.ts'

type To = ClockMove['to']

// The minute turns by itself.
const useMinutes = (): void => {
  const [, turn] = useState(0)
  useEffect(() => {
    const timer = window.setInterval(() => turn((count) => count + 1), 1000)
    return () => window.clearInterval(timer)
  }, [])
}

const useMoves = (say: (text: string) => void) => {
  const [busy, setBusy] = useState<To | null>(null)
  const next = useRef<HTMLButtonElement>(null)
  const move = async (to: To): Promise<void> => {
    if (busy) return
    setBusy(to)
    const clock = await moveClock(to)
    say(saidOf(to, clock))
    setBusy(null)
    // The button that was pressed is gone.
    if (to === 'now' && clock) next.current?.focus()
  }
  return { busy, move, next }
}

const buttons: { to: To; words: string; about: string }[] = [
  { to: 'hour', words: '+1 h', about: 'Skip an hour' },
  { to: 'due', words: 'Next due', about: 'Skip to what comes next by itself' },
  { to: 'now', words: 'Now', about: 'Back to the real time' },
]

/** The time in both chats, and the ways to skip what one would wait for; nothing where the clock cannot be moved. */
export const ClockBar = ({ online, say }: { online: boolean; say: (text: string) => void }) => {
  const clock = useClock()
  const { busy, move, next } = useMoves(say)
  useMinutes()
  useEffect(() => {
    // After a lost line too: a server that was started anew is back at the real time.
    if (online) void readClock()
  }, [online])
  if (!clock) return null
  const isMoved = clock.movedMs !== 0
  const now = pageNow()
  return (
    <fieldset className={isMoved ? 'clock moved' : 'clock'} aria-label="Clock" data-testid="clock">
      <ClockIcon />
      <time className="clock-face" dateTime={now.toISOString()} title={clock.zone} data-testid="clock-face">
        {faceOf(now.getTime(), clock.zone)}
      </time>
      {isMoved ? (
        <span className="clock-mark" title="This is not the real time" data-testid="clock-mark">
          moved<span className="sr-only">: this is not the real time</span>
        </span>
      ) : null}
      {buttons.map(({ to, words, about }) =>
        to === 'now' && !isMoved ? null : (
          <button
            key={to}
            ref={to === 'due' ? next : null}
            type="button"
            className="clock-button"
            title={about}
            aria-busy={busy === to}
            data-testid={`clock-${to}`}
            onClick={() => void move(to)}
          >
            {words}
          </button>
        ),
      )}
    </fieldset>
  )
}
