import type { Clock, ClockMove, Due } from '../api.ts'
import { drawTime } from './blocks/dates.ts'

const came: Record<Due['what'], string> = {
  clock: 'the clock of a hand-off is due',
  prompt: 'a meeting is over, and how it went is asked',
  notice: 'messages about what waits go out',
  digest: 'a digest goes out',
  renewal: 'the day of a lead in nurture has come',
  friday: 'who handed off hears what became of it in the week',
}

/** The day and the time of a moment (epoch milliseconds) in a zone, as `Mon 23 Nov, 09:05`. */
export const faceOf = (at: number, timeZone: string): string => {
  const day = { weekday: 'short', day: 'numeric', month: 'short' } as const
  return `${new Intl.DateTimeFormat('en-GB', { ...day, timeZone }).format(at).replace(',', '')}, ${drawTime(at, timeZone)}`
}

/** What a move of the clock came to, in words. */
export const saidOf = (to: ClockMove['to'], clock: Clock | null): string => {
  if (clock === null) return 'The clock was not moved: the playground does not answer.'
  const time = faceOf(clock.at, clock.zone)
  if (to === 'now') return `Back to the real time: ${time}.`
  if (to === 'hour') return `An hour later: ${time}.`
  return clock.due
    ? `${time}: ${came[clock.due.what]}.`
    : 'Nothing comes by itself now: no clock runs, nobody is in nurture, and no digest is planned.'
}
