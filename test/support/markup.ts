import type { Json } from '../../src/playground/api.ts'
import type { Seen } from './driver.ts'
import { rawOf } from './seen.ts'

const hidden = /(?!\n)\p{Cc}|[\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]|\p{Surrogate}/u
/** Links that the product makes itself, or that people entered in a field for links. */
const ownLinks = /^https:\/\/(?:\w+\.slack\.com|teams\.microsoft\.com|meet\.example)\//

export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const ofSlack = ({ type, text, url, emoji }: Json): string[] => {
  const faults: string[] = []
  if (type === 'mrkdwn' || type === 'markdown') faults.push('text with markup')
  if (type === 'plain_text' && emoji !== false) faults.push('text with emoji codes')
  if (['user', 'usergroup', 'broadcast', 'channel', 'emoji'].includes(String(type))) faults.push(`a ${String(type)}`)
  if (type === 'link' && !ownLinks.test(String(url))) faults.push('a link')
  // Beside blocks stands the text of the message itself, which is markup: all of it must be escaped.
  if (type === undefined && typeof text === 'string' && /<[!@#h]|<mailto:/.test(text)) faults.push('markup')
  if (typeof url === 'string' && type !== 'link' && !ownLinks.test(url)) faults.push('a button to elsewhere')
  return faults
}

/** What in the text of a card, or of a message, its client reads as Markdown: a link, a mention, a tag. */
const isMarkup = (text: string) => /\]\(|<\/?[a-z!@]|(?<!\\)\*\*|https?:\/\//i.test(text)

const ofTeams = ({ type, text, textFormat, url, title, facts }: Json): string[] => {
  const faults: string[] = []
  if (type === 'TextBlock' && typeof text === 'string' && isMarkup(text)) faults.push('text with markup')
  if (type === 'message' && typeof text === 'string' && isMarkup(text)) faults.push(`markup (${String(textFormat)})`)
  if (type === 'mention') faults.push('a mention')
  if (typeof url === 'string' && !ownLinks.test(url)) faults.push('a link')
  if (facts !== undefined && isMarkup(JSON.stringify(facts))) faults.push('facts with markup')
  const shown = type === 'TextRun' ? text : title
  if (typeof shown === 'string' && /\{\{(?!(?:DATE|TIME)\(\d{4}-\d\d-\d\dT)/.test(shown)) faults.push('a template')
  return faults
}

type Fault = { what: string; where: string }

/** What pings, links, hides or is markup in all that was sent to a platform. */
export const faultsIn = (value: unknown, isOfSlack: boolean): Fault[] => {
  const inside = (one: unknown): Fault[] => {
    if (typeof one === 'string')
      return hidden.test(one) || (isOfSlack && one.includes('\u200B'))
        ? [{ what: 'hidden marks', where: one.slice(0, 200) }]
        : []
    if (Array.isArray(one)) return one.flatMap(inside)
    if (!isJson(one)) return []
    const faults = isOfSlack ? ofSlack(one) : ofTeams(one)
    const own = faults.map((what) => ({ what, where: JSON.stringify(one).slice(0, 300) }))
    return [...own, ...Object.values(one).flatMap(inside)]
  }
  return inside(value)
}

/** What of a message that somebody sees is a link or markup. */
export const markupOf = (message: Seen): string[] => {
  if ('card' in message) return faultsIn(message.card, false).map(({ what, where }) => `${what}: ${where}`)
  const drawn = rawOf(message).match(/"type":"(?:link|mrkdwn|user|broadcast|usergroup|channel)"/g) ?? []
  // In the text beside the blocks everything is escaped.
  return [...drawn, ...(message.text.match(/<[!@#h]/g) ?? [])]
}
