import { type Calendar, dueAfterDays, dueAfterMinutes } from './clock.ts'
import type { Allowance, Priority } from './settings.ts'

const share = 3

/**
 * When an SAL that nobody touches since a moment was left alone for too long: after a third of the time to qualify, rounded
 * up to whole business days (domain §6). RangeError for a calendar without hours.
 */
export const silenceDue = (calendar: Calendar, toQualify: Allowance, priority: Priority, since: Date): Date => {
  const third = toQualify.by[priority] / share
  if (toQualify.unit === 'days') return dueAfterDays(calendar, since, Math.ceil(third))
  return dueAfterDays(calendar, dueAfterMinutes(calendar, since, third), 1)
}
