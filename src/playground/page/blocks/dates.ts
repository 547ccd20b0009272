import { pageNow } from '../page-clock.ts'

const partsOf = (date: Date, zone: string): string => new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(date)

const dayMs = 86_400_000

const nearDay = (date: Date, now: Date, zone: string): string | null => {
  const day = partsOf(date, zone)
  if (day === partsOf(now, zone)) return 'Today'
  if (day === partsOf(new Date(now.getTime() - dayMs), zone)) return 'Yesterday'
  return day === partsOf(new Date(now.getTime() + dayMs), zone) ? 'Tomorrow' : null
}

const styles: Record<string, Intl.DateTimeFormatOptions> = {
  date_num: { year: 'numeric', month: '2-digit', day: '2-digit' },
  date: { year: 'numeric', month: 'long', day: 'numeric' },
  date_short: { year: 'numeric', month: 'short', day: 'numeric' },
  date_long: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
  date_long_full: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
  day_divider_pretty: { weekday: 'long', month: 'long', day: 'numeric' },
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  time_secs: { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
}

const agoOf = (date: Date, now: Date): string => {
  const minutes = Math.round((date.getTime() - now.getTime()) / 60_000)
  const ago = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })
  if (Math.abs(minutes) < 60) return ago.format(minutes, 'minute')
  return Math.abs(minutes) < 2880
    ? ago.format(Math.round(minutes / 60), 'hour')
    : ago.format(Math.round(minutes / 1440), 'day')
}

const drawToken = (token: string, date: Date, now: Date, zone: string): string | null => {
  if (token === 'ago') return agoOf(date, now)
  const pretty = token.endsWith('_pretty')
  const style = styles[token] ?? styles[token.replace('_pretty', '')]
  if (!style) return null
  const near = pretty ? nearDay(date, now, zone) : null
  if (near) return near
  return token === 'date_num'
    ? partsOf(date, zone)
    : new Intl.DateTimeFormat('en-GB', { ...style, timeZone: zone }).format(date)
}

/** Fills Slack's date tokens (`{date_short_pretty} {time}` …) for a moment in a person's own time zone; an unknown token stays as it is. */
export const drawDate = (format: string, seconds: number, zone: string, now: Date): string => {
  const date = new Date(seconds * 1000)
  return format.replace(/\{(\w+)\}/g, (whole, token: string) => drawToken(token, date, now, zone) ?? whole)
}

/** The time of a moment (epoch milliseconds) for a person, as 09:41. */
export const drawTime = (at: number, zone: string): string => drawDate('{time}', at / 1000, zone, pageNow())

/** The day of a moment (epoch milliseconds) for a person: Today, Yesterday, or the date. */
export const drawDay = (at: number, zone: string): string =>
  drawDate('{day_divider_pretty}', at / 1000, zone, pageNow())
