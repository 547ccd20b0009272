import { DateTime } from 'luxon'

const fridayHour = 16

/** A Friday in somebody's zone: its moment, its ISO week and the first day of that. */
export type Friday = { at: Date; week: string; monday: string }

/** The newest Friday, at four in the afternoon in a zone, that is not after a moment. */
export const lastFriday = (moment: Date, zone: string): Friday => {
  const local = DateTime.fromJSDate(moment, { zone })
  const near = local
    .minus({ days: (local.weekday + 2) % 7 })
    .set({ hour: fridayHour, minute: 0, second: 0, millisecond: 0 })
  const friday = near > local ? near.minus({ days: 7 }) : near
  return {
    at: friday.toJSDate(),
    week: friday.toFormat("kkkk-'W'WW"),
    monday: friday.minus({ days: 4 }).toFormat('yyyy-MM-dd'),
  }
}
