import type { Json } from '../../src/playground/api.ts'
import type { Seen } from './driver.ts'
import { rawOf } from './seen.ts'

const hidden = /(?!\n)\p{Cc}|[\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]|\p{Surrogate}/u
/** Links that the product makes itself, or that people entered in a field for links. */
const ownLinks = /^https:\/\/(?:\w+\.slack\.com|teams\.microsoft\.com|meet\.example)\//

export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const ownCall = 'At work now:'
const tag = "<at>[\\p{L}\\p{M}\\p{N} '’–-]+</at>"

/** Whether this is the product's own call of those who are at work, and nothing but that (domain §5): on Teams its line. */
export const isCall = ({ type, text }: Record<string, unknown>): boolean =>
  type === 'TextBlock' && new RegExp(`^${ownCall} ${tag}(?:, ${tag})*$`, 'u').test(String(text))

/** The elements of a run without those whom the product itself calls in it. */
const withoutCalled = (elements: readonly unknown[]): unknown[] => {
  const all = elements.map((one) => (isJson(one) ? one : {}))
  const start = all.findIndex(({ text }) => text === ownCall) + 1
  let end = start
  while (start > 0 && /^,? $/.test(String(all[end]?.text)) && all[end + 1]?.type === 'user') end += 2
  return elements.toSpliced(start, end - start)
}

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
  if (type === 'TextBlock' && typeof text === 'string' && !isCall({ type, text }) && isMarkup(text))
    faults.push('text with markup')
  if (type === 'message' && typeof text === 'string' && isMarkup(text)) faults.push(`markup (${String(textFormat)})`)
  if (type === 'mention' && !new RegExp(`^${tag}$`, 'u').test(String(text))) faults.push('a mention')
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
    const { elements } = one
    const rest = isOfSlack && Array.isArray(elements) ? { ...one, elements: withoutCalled(elements) } : one
    const own = faults.map((what) => ({ what, where: JSON.stringify(one).slice(0, 300) }))
    return [...own, ...Object.values(rest).flatMap(inside)]
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
