import type { Lead } from '../../db/queries/situation.ts'
import { timeIn } from '../domain/local-time.ts'
import { inDots, type Sentence, say, type Value } from '../texts/sentence.ts'
import { act, primary } from './acts.ts'
import { buttons, line, type Part } from './card.ts'
import { sampleFacts } from './sample.ts'

/** The runtime has this method; the type library does not list it yet. */
const zonesOf = (locale: Intl.Locale): string[] =>
  (locale as Intl.Locale & { getTimeZones?: () => string[] | undefined }).getTimeZones?.() ?? []

/** The one zone of a country; null where it has several, or none is known. */
const zoneOf = (country: string | null): string | null => {
  if (country === null || !/^[A-Z]{2}$/.test(country)) return null
  const zones = zonesOf(new Intl.Locale(`und-${country}`))
  return zones.length === 1 ? (zones[0] ?? null) : null
}

/** What only who accepted sees: how to reach the lead, and one tap for how it went (product §3). */
export const drawContact = (number: number, name: Sentence, lead: Lead, now: Date): Part[] => {
  const zone = zoneOf(lead.country)
  const contact: Value[] = [lead.phone, lead.email].filter((one): one is string => one !== null)
  if (zone !== null) contact.push(say('done.localTime', { time: timeIn(now, zone) }))
  return [
    line(say('done.accepted', { name, contact: contact.length ? inDots(contact) : say('done.contactUnknown') })),
    buttons(number, [primary(act.reached), act.noAnswer], [act.leftMessage, act.undo]),
  ]
}

const { lead } = sampleFacts
const now = new Date('2026-11-13T08:40:00Z')

export const examples: Record<string, Part[]> = {
  reachable: drawContact(398, say('word.plain', { text: '#398 Marta Ricci' }), lead, now),
  unknown: drawContact(
    398,
    say('word.plain', { text: '#398' }),
    { ...lead, phone: null, email: null, country: null },
    now,
  ),
}
