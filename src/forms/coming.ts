import { dayIn, isTooFar, momentOf, timesShown } from '../domain/local-time.ts'
import type { TextKey } from '../texts/catalogue.ts'
import { type Sentence, say } from '../texts/sentence.ts'

/** Why a day cannot be one that is still to come, or today; null where it can. */
export const wrongComingDay = (day: string, today: string): TextKey | null =>
  day < today ? 'error.datePast' : isTooFar(day, today) ? 'error.dateFar' : null

/** Why a time cannot stand: the clocks of the zone skip it on that day, or show it twice; null where it can. */
export const wrongTime = (date: string, time: string, zone: string): Sentence | null => {
  const shown = timesShown(date, time, zone)
  return shown === 1 ? null : say(shown === 0 ? 'error.timeSkipped' : 'error.timeTwice', { time })
}

type Asked = { date: string; time: string; zone: string; now: Date }

/** Reads a moment that is still to come, or says what is wrong at the field of its day or of its time. */
export const readComingMoment = (
  { date, time, zone, now }: Asked,
  ids: { date: string; time: string },
): { ok: true; at: Date } | { ok: false; fields: Record<string, Sentence> } => {
  const wrongDay = wrongComingDay(date, dayIn(now, zone))
  if (wrongDay) return { ok: false, fields: { [ids.date]: say(wrongDay) } }
  const wrong = wrongTime(date, time, zone)
  if (wrong) return { ok: false, fields: { [ids.time]: wrong } }
  const at = momentOf(date, time, zone)
  return at > now ? { ok: true, at } : { ok: false, fields: { [ids.date]: say('error.datePast') } }
}
