import { domainToUnicode } from 'node:url'
import { type CountryCode, findPhoneNumbersInText, isSupportedCountry } from 'libphonenumber-js'
import { domainKey, emailKey, isFreeMail } from './duplicates.ts'
import { cleanText, clip } from './plain-text.ts'

/** What a message says of a lead; null for what it does not say. */
type LeadInText = { email: string | null; name: string | null; company: string | null; phone: string | null }

/** So much of a text is read, in UTF-16 units: a signature stands in far less. */
const readAtMost = 4_000
const longestName = 80
const quotedAtMost = 400

/** Stands where an address or a number stood: a quote is read by more people than may have them (product §6). */
const hidden = '…'

const addresses = /[^\s<>()[\]{},;:"'“”|@…]{1,200}@[^\s<>()[\]{},;:"'“”|@…]{1,260}/g

/** All that hangs together around an @, so that no piece of an address is left. */
const aroundAt = /[^\s<>()[\]{},;:"'“”|…]{1,200}@[^\s<>()[\]{},;:"'“”|…]{0,260}/g

/** Days and times, which else are read as numbers to call. */
const moments =
  /(?<![\d.])(?:\d{4}-\d{2}-\d{2}|(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?:\d{4}|\d{2})|\d{1,2}:\d{2}(?::\d{2})?)(?![\d.]*\d)/g

/** The first e-mail address of a text, as it was written; null where there is none. */
export const emailIn = (text: string): string | null => {
  for (const [found] of text.slice(0, readAtMost).matchAll(addresses)) {
    const email = found.replace(/[.!?…]+$/, '')
    if (emailKey(email) !== null) return email
  }
  return null
}

const phonesIn = (text: string, country: string | null) =>
  findPhoneNumbersInText(
    text.slice(0, readAtMost).replace(moments, (one) => 'x'.repeat(one.length)),
    country !== null && isSupportedCountry(country) ? { defaultCountry: country as CountryCode } : undefined,
  )

const folded = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replace(/[^\p{L}\p{N}]/gu, '')

const mailboxOf = (email: string) => email.slice(0, email.lastIndexOf('@')).replace(/\+.*$/, '')

const nameWord = /^\p{Lu}[\p{L}\p{M}'’-]*\.?$/u
const particle = /^(?:von|van|de|der|den|di|da|del|della|zu|af|le|la)$/

/** Whether a word is one of those that a mailbox is made of: "katrin.weiss", "kweiss", "weiss". */
const isInMailbox = (word: string, mailbox: string) => {
  const key = folded(word)
  return key.length >= 3 && mailbox.includes(key)
}

const isNameLike = (words: string[]) =>
  words.length >= 2 &&
  words.length <= 4 &&
  words.every((word) => nameWord.test(word) || particle.test(word)) &&
  nameWord.test(words[0] ?? '') &&
  nameWord.test(words.at(-1) ?? '')

/** Words side by side that look like a name and of which the address tells one. */
const nameByMailbox = (lines: string[], email: string): string | null => {
  const mailbox = folded(mailboxOf(email))
  for (const one of lines) {
    const words = one
      .replace(addresses, ' | ')
      .split(/[\s,;:()<>"“”|/]+/)
      .filter(Boolean)
      .slice(0, 200)
    for (const length of [3, 2])
      for (let at = 0; at + length <= words.length; at++) {
        const some = words.slice(at, at + length)
        const isIts = isInMailbox(some.at(-1) ?? '', mailbox)
        const isWhole = length === 2 || particle.test(some[1] ?? '') || isInMailbox(some[0] ?? '', mailbox)
        if (isIts && isWhole && isNameLike(some)) return some.join(' ')
      }
  }
  return null
}

const capital = (word: string) => word.slice(0, 1).toUpperCase() + word.slice(1)

/** "katrin.weiss@" is Katrin Weiss; "info@" and "kweiss@" are nobody yet. */
const nameFromMailbox = (email: string): string | null => {
  const words = mailboxOf(email).split(/[._]/)
  const isName = words.length === 2 && words.every((word) => /^[\p{L}-]{2,30}$/u.test(word))
  return isName ? words.map(capital).join(' ') : null
}

/** What stands behind a label: "Name: …", "Firma: …". */
const labelled = (lines: string[], label: RegExp): string | null => {
  for (const one of lines) {
    const found = label.exec(one)?.[1]?.replace(addresses, '').trim()
    if (found && found.length <= longestName) return found
  }
  return null
}

const nameLabel =
  /^[\s*_•-]*(?:full name|name|contact|kontakt|ansprechpartner(?:in)?|nome|navn)[*_]*\s*[:：][*_]*\s*(.+)$/i
const companyLabel =
  /^[\s*_•-]*(?:company|firma|unternehmen|organi[sz]ation|azienda|societ[àa]|selskap|bedrift)[*_]*\s*[:：][*_]*\s*(.+)$/i
const withLegalForm =
  /((?:[\p{Lu}\p{N}][\p{L}\p{M}\p{N}&'’.-]{0,40}[ \t]){1,5})(GmbH(?: & Co\. KG)?|AG|SE|KG|OHG|UG|S\.?p\.?A\.?|S\.?r\.?l\.?|ASA?|AB|ApS|A\/S|Ltd\.?|Limited|Inc\.?|LLC|PLC|BV|B\.V\.|NV|SAS|SARL|Oy)(?![\p{L}\p{N}])/u

const secondLevel = /^(?:co|com|org|net|ac|gov)$/

/** "adlerwerk" of adlerwerk.example, sales.adlerwerk.co.uk and xn--…; null for an address that anybody can get. */
const domainName = (email: string): string | null => {
  const domain = domainKey(email)
  if (domain === null || isFreeMail(domain)) return null
  const labels = domainToUnicode(domain).split('.').slice(0, -1)
  if (labels.length > 1 && secondLevel.test(labels.at(-1) ?? '')) labels.pop()
  return labels.at(-1) || null
}

/** The company by the domain, written as the text writes it. */
const companyByDomain = (text: string, email: string): string | null => {
  const name = domainName(email)
  if (name === null) return null
  const key = folded(name)
  const words = text.replace(addresses, ' ').split(/[\s,;:()<>"“”|]+/)
  const written = words.find((word) => !word.includes('/') && /^\p{Lu}/u.test(word) && folded(word) === key)
  return written?.replace(/[.!?]+$/, '') ?? name.split('-').map(capital).join(' ')
}

const nameLine = (lines: string[]): string | null =>
  lines.find((one) => one.length <= longestName && isNameLike(one.split(/\s+/)) && !withLegalForm.test(one)) ?? null

/**
 * Finds in a message who the lead is: e-mail address, name, company (by a label, a legal form, else the domain, unless it is
 * free mail) and phone number, a national one read by the ISO 3166 country. It only proposes: a person sees it before it counts.
 */
export const readLeadInText = (given: string, country: string | null): LeadInText => {
  const text = given.slice(0, readAtMost).toWellFormed()
  const lines = text
    .split(/[\r\n]+/)
    .map((one) => one.trim())
    .filter(Boolean)
    .slice(0, 200)
  const email = emailIn(text)
  const [phone] = phonesIn(text, country)
  const legal = withLegalForm.exec(text)
  const byMailbox = email === null ? null : (nameByMailbox(lines, email) ?? nameFromMailbox(email))
  const company =
    labelled(lines, companyLabel) ??
    (legal ? `${legal[1]}${legal[2]}` : email === null ? null : companyByDomain(text, email))
  return {
    email,
    name: labelled(lines, nameLabel) ?? byMailbox ?? (email || phone ? nameLine(lines) : null),
    company: company === null ? null : clip(company, longestName),
    phone: phone ? phone.number.formatInternational() : null,
  }
}

/** A message as it may stand on a card: without addresses and numbers, and not longer than a card bears. */
export const quoteOf = (given: string, country: string | null): string => {
  const text = given.slice(0, readAtMost).toWellFormed()
  const phones = phonesIn(text, country).toReversed()
  const withoutPhones = phones.reduce(
    (kept, one) => kept.slice(0, one.startsAt) + hidden + kept.slice(one.endsAt),
    text,
  )
  return cleanText(withoutPhones.replace(aroundAt, hidden).replace(/\n{3,}/g, '\n\n'), quotedAtMost)
}
