import { useSyncExternalStore } from 'react'
import type { Clock, ClockMove } from '../api.ts'

const path = '/playground/api/clock'

/** The clock as the server told it last; null before, and where it has none that can be moved. */
let known: Clock | null = null
let aheadMs = 0
const listeners = new Set<() => void>()

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const learn = async (response: Response): Promise<Clock | null> => {
  if (!response.ok) throw new Error(`${path} answered ${response.status}`)
  const clock: Clock = await response.json()
  known = clock
  aheadMs = clock.at - Date.now()
  for (const listener of listeners) listener()
  return clock
}

/** Asks the server what time it is there; a server that does not say leaves the page at the time it had. */
export const readClock = (): Promise<unknown> =>
  fetch(path)
    .then(learn)
    .catch(() => null)

/** Moves the clock and gives it as it stands then; null where the server did not do it. */
export const moveClock = async (to: ClockMove['to']): Promise<Clock | null> => {
  const headers = { 'content-type': 'application/json' }
  const body: ClockMove = { to }
  return fetch(path, { method: 'POST', headers, body: JSON.stringify(body) })
    .then(learn)
    .catch(() => null)
}

/** The time that it is in both chats. */
export const pageNow = (): Date => new Date(Date.now() + aheadMs)

/** The clock as it was told last; draws again when it is moved. */
export const useClock = (): Clock | null => useSyncExternalStore(subscribe, () => known)
