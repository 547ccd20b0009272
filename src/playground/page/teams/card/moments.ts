const moment =
  /\{\{(DATE|TIME)\((\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:Z|[+-]\d{2}:\d{2}))(?:, ?(COMPACT|LONG|SHORT))?\)\}\}/g

const styles: Record<string, Intl.DateTimeFormatOptions> = {
  COMPACT: { year: 'numeric', month: '2-digit', day: '2-digit' },
  SHORT: { weekday: 'short', year: 'numeric', month: 'short', day: 'numeric' },
  LONG: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
}

const time: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }

/** Fills `{{DATE(…)}}` and `{{TIME(…)}}` for a person in their own time zone; the renderer knows the browser's alone. */
export const drawMoments = (text: string, zone: string): string =>
  text.replace(moment, (whole, kind: string, iso: string, style = 'COMPACT') => {
    const date = new Date(iso)
    if (Number.isNaN(date.getTime())) return whole
    const format = kind === 'TIME' ? time : styles[style]
    return new Intl.DateTimeFormat('en-GB', { ...format, timeZone: zone }).format(date)
  })
