import { type Calendar, type CalendarRules, defaultWeekHours } from '../domain/clock.ts'
import type { Settings } from '../domain/settings.ts'
import { resolveCalendar } from './holidays.ts'

const yearsAhead = 3

/** Resolves every calendar of the settings; the function gives the one of a name, else the organisation's own. */
export const resolveCalendars = async (
  settings: Pick<Settings, 'calendars' | 'organisation'>,
  year: number,
): Promise<(name: string | null) => Calendar> => {
  const years = { from: year - 1, to: year + yearsAhead }
  const own: CalendarRules = { zone: settings.organisation.zone, hours: defaultWeekHours, holidays: [] }
  const usual = await resolveCalendar(own, years)
  const named = await Promise.all(
    Object.entries(settings.calendars).map(
      async ([name, rules]) => [name, await resolveCalendar(rules, years)] as const,
    ),
  )
  const byName = new Map(named)
  return (name) => byName.get(name ?? '') ?? usual
}
