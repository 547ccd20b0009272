import { shown } from './nearest.ts'
import { type Reading, reading, wrong } from './reading.ts'

/** Business minutes or business days (domain §6). */
export type Duration = { unit: 'minutes' | 'days'; amount: number }

const mostMinutes = 60 * 24 * 366

const spoken = (text: string): string | null => {
  const match = /^(\d+)\s*(?:(m)in(?:ute)?s?|(h)(?:ou)?rs?|(h)|(m)|(d)(?:ays?)?|(w)(?:eeks?)?)\.?$/i.exec(text)
  if (!match) return null
  const letter = match.slice(2).find(Boolean)?.toLowerCase()
  // A week at work has five days.
  return letter === 'w' ? `${Number(match[1]) * 5}d` : `${Number(match[1])}${letter}`
}

/** Reads 5m, 4h or 5d; `usual` is the unit suggested for a bare number. */
export const readDuration = (value: unknown, usual: 'm' | 'd', least = 1): Reading<Duration> => {
  if (typeof value === 'number') {
    return wrong(`${value} has no unit: minutes (m), hours (h) or business days (d)`, `${value}${usual}`)
  }
  if (typeof value !== 'string') return wrong(`must be a time such as 30m, 4h or 5d, and is ${shown(value)}`)
  const match = /^(\d{1,7})([mhd])$/.exec(value.trim())
  if (!match) {
    return wrong(
      `${shown(value)} is no time: write minutes as 30m, hours as 4h, business days as 5d`,
      spoken(value.trim()),
    )
  }
  const count = Number(match[1])
  if (count < least) return wrong('must be longer than nothing', `${least}${match[2]}`)
  const minutes = match[2] === 'h' ? count * 60 : count
  if (match[2] === 'd' ? count > 366 : minutes > mostMinutes) return wrong('may last a year at most')
  return { value: match[2] === 'd' ? { unit: 'days', amount: count } : { unit: 'minutes', amount: minutes } }
}

export const duration = (usual: 'm' | 'd', least = 1) => reading((value) => readDuration(value, usual, least))
