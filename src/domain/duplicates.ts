import { domainToASCII } from 'node:url'
import freeMailDomains from 'free-email-domains'
import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js'
import type { Stage } from './stages.ts'

const freeMail = new Set(freeMailDomains)

/** Whether anybody can get an address there; such a domain never stands for a company (domain §4). */
export const isFreeMail = (domain: string) => freeMail.has(domain)

const hostOf = (text: string): string | null => {
  // The host parser also reads escapes, ports and numbers as addresses: only names go in.
  if (!/^[\p{L}\p{M}\p{N}.\u3002\uff0e-]+$/u.test(text)) return null
  const host = domainToASCII(text.toLowerCase()).replace(/\.$/, '')
  if (host.length > 253 || !/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/.test(host)) return null
  return /\.[0-9]+$/.test(host) || host.endsWith('-') ? null : host
}

/** A domain as it is compared, from a name, a web address or an e-mail address; null where there is none (domain §4). */
export const domainKey = (text: string | null): string | null => {
  if (text === null || text.length > 2000) return null
  const host = text
    .trim()
    .replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')
    .replace(/[/?#].*$/s, '')
    .replace(/^.*@/s, '')
    .replace(/:\d*$/, '')
  return hostOf(host)?.replace(/^www\.(?=.+\.)/, '') ?? null
}

/** The domain by which two leads are of the same company: what is given, else the address's; null for free mail. */
export const companyKey = (domain: string | null, email: string | null): string | null => {
  const key = domainKey(domain) ?? domainKey(email)
  return key === null || isFreeMail(key) ? null : key
}

/** An e-mail address as it is compared: lower case, ASCII domain, no `+tag`; null if it is none (domain §4). */
export const emailKey = (text: string): string | null => {
  if (text.length > 1000) return null
  const parts = text.trim().normalize('NFC').toLowerCase().split('@')
  const [mailbox, domain] = parts
  if (parts.length !== 2 || mailbox === undefined || domain === undefined) return null
  if (!/^[^\s\p{C}\p{Z}()<>[\]:;,"\\.]+(?:\.[^\s\p{C}\p{Z}()<>[\]:;,"\\.]+)*$/u.test(mailbox)) return null
  const name = mailbox.replace(/\+.*$/s, '')
  const host = domain.endsWith('.') ? null : hostOf(domain)
  if (name === '' || name.endsWith('.') || mailbox.length > 64 || host === null) return null
  const key = `${name}@${host}`
  return key.length > 254 ? null : key
}

/** A phone number in E.164; a national one needs the ISO 3166 country; null if it cannot be one (domain §4). */
export const phoneKey = (text: string, country: string | null = null): string | null => {
  const code = country?.trim().toUpperCase()
  const digits = text.trim().replace(/^00(?=[1-9])/, '+')
  const parsed = parsePhoneNumberFromString(digits, {
    ...(code !== undefined && isSupportedCountry(code) ? { defaultCountry: code } : {}),
    extract: false,
  })
  return parsed?.isPossible() ? parsed.number : null
}

type OpenForLead = { number: number; owner: string | null; since: Date; stage: Stage }
type OpenAtCompany = { number: number; ownerId: string }
export type LastClosed = {
  number: number
  stage: Stage
  reason: string | null
  at: Date
  by: string | null
  kind: 'soft' | 'hard' | null
}
export type Found = {
  openForLead: OpenForLead | null
  /** The open hand-off of the same company that has an owner. */
  openAtCompany: OpenAtCompany | null
  lastClosed: LastClosed | null
  newLead: { number: number } | null
}

export type DuplicateDecision =
  /** Rule 1: the signal goes to the one that is open. */
  | { kind: 'open'; handoff: OpenForLead }
  /** Rule 4: only a manager may reopen it. */
  | { kind: 'refused'; closed: LastClosed }
  /** Rule 3, by score: the signal is kept, no card before `until`. */
  | { kind: 'coolDown'; closed: LastClosed; until: Date }
  /** A hand-off starts; rules 2, 3 (by hand) and 5 say how. */
  | {
      kind: 'start'
      /** Rule 5: the number of the NEW lead that goes on. */
      keeps: number | null
      /** Rule 2: offered to that owner first. */
      sameCompany: OpenAtCompany | null
      /** Rule 3, by hand: a reason is needed, as this was closed within 30 days. */
      reasonNeeded: LastClosed | null
    }

const coolDownMs = 30 * 86_400_000

/** What becomes of a lead that came in or was handed off, given what the store knows of it (domain §4). */
export const decideDuplicate = (found: Found, byHand: boolean, at: Date): DuplicateDecision => {
  const closed = found.lastClosed
  if (found.openForLead) return { kind: 'open', handoff: found.openForLead }
  if (closed?.stage === 'DISQUALIFIED' && closed.kind === 'hard') return { kind: 'refused', closed }
  const isRejected = closed?.stage === 'NURTURE' || closed?.stage === 'DISQUALIFIED'
  const until = closed && isRejected ? new Date(closed.at.getTime() + coolDownMs) : null
  const isCooling = closed !== null && until !== null && at <= until
  if (isCooling && !byHand) return { kind: 'coolDown', closed, until }
  return {
    kind: 'start',
    keeps: found.newLead?.number ?? null,
    sameCompany: found.openAtCompany,
    reasonNeeded: isCooling ? closed : null,
  }
}
