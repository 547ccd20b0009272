import { IANAZone } from 'luxon'

export const dayMs = 86_400_000
const marginMs = 3 * 3_600_000
const keptDays = 5_000

/** Instants [from, to) over which a zone keeps one offset; all in milliseconds. */
export type Stretch = { offset: number; from: number; to: number }

const kept = new Map<string, { zone: IANAZone; days: Map<number, readonly Stretch[]> }>()

const known = (name: string) => {
  const found = kept.get(name)
  if (found) return found
  const zone = IANAZone.create(name)
  if (!zone.isValid) throw new RangeError(`There is no time zone "${name}"`)
  const entry = { zone, days: new Map<number, readonly Stretch[]>() }
  kept.set(name, entry)
  return entry
}

/** The ISO date of a local day's number. */
export const isoDate = (day: number) => new Date(day * dayMs).toISOString().slice(0, 10)

const changeBetween = (zone: IANAZone, early: number, late: number) => {
  const before = zone.offset(early)
  let low = early
  let high = late
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (zone.offset(middle) === before) low = middle
    else high = middle
  }
  return high
}

const measure = (zone: IANAZone, day: number): readonly Stretch[] => {
  const midnight = day * dayMs - zone.offset(day * dayMs) * 60_000
  // The guess at midnight may itself be an hour off on the day of a change, hence the margin on both sides.
  const early = midnight - marginMs
  const late = midnight + dayMs + marginMs
  const before = zone.offset(early) * 60_000
  const after = zone.offset(late) * 60_000
  if (before === after) return [{ offset: before, from: -Infinity, to: Infinity }]
  const change = changeBetween(zone, early, late)
  return [
    { offset: before, from: -Infinity, to: change },
    { offset: after, from: change, to: Infinity },
  ]
}

/** The stretches of one offset that a local day touches: two on the day the clocks change, else one. Asking the zone is slow, so days are remembered. */
export const stretchesOf = (zone: string, day: number) => {
  const entry = known(zone)
  const found = entry.days.get(day)
  if (found) return found
  if (entry.days.size >= keptDays) entry.days.clear()
  const measured = measure(entry.zone, day)
  entry.days.set(day, measured)
  return measured
}

const dayBy = (zone: string, day: number, at: number) => {
  const stretches = stretchesOf(zone, day)
  const { offset } = stretches.find(({ to }) => at < to) ?? (stretches.at(-1) as Stretch)
  return Math.floor((at + offset) / dayMs)
}

/** The number of the local day in which an instant (epoch ms) lies, counted from 1970-01-01; RangeError for an unknown zone. */
export const localDay = (zone: string, at: number) => {
  // The stretches of a day beside the right one may miss a change of the clocks; those of the right one do not.
  const near = dayBy(zone, Math.floor(at / dayMs), at)
  return dayBy(zone, near, at)
}
