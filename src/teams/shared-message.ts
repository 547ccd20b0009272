import { type Body, objectOf, textOf } from '../chat/body.ts'
import { isMessageLink } from '../domain/message-link.ts'
import { cleanText } from '../domain/plain-text.ts'
import { limits } from './limits.ts'

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', '#39': "'" }

/** Text in which the client wrote some marks as entities. */
export const decoded = (text: string) =>
  text.replace(/&(amp|lt|gt|quot|apos|nbsp|#39);/g, (_, name: string) => named[name] ?? '').replaceAll('\u00a0', ' ')

// A tag ends where another begins: looking further for its end would take minutes in a text full of beginnings.
const withoutMarkup = (html: string) =>
  decoded(html.replace(/<br\s*\/?>|<\/(?:p|div|li|tr|h[1-6])>/gi, '\n').replace(/<[^<>]*>/g, ''))

/** What a message says that the extension was started at: of HTML the words alone. */
export const textIn = (message: Body): string => {
  const { content, contentType } = objectOf(message.body)
  const text = textOf(content).slice(0, limits.bodyBytes)
  return cleanText(contentType === 'html' ? withoutMarkup(text) : text, limits.typed)
}

/** What the client needs of the rest of an address to find the message. */
const needed = ['tenantId', 'groupId', 'parentMessageId']

/** The address of that message in Teams; null where it is none of Teams' own. */
export const linkIn = (message: Body): string | null => {
  const link = textOf(message.linkToMessage)
  if (link.length > limits.link || !isMessageLink(link) || !URL.canParse(link)) return null
  const url = new URL(link)
  for (const name of [...url.searchParams.keys()]) if (!needed.includes(name)) url.searchParams.delete(name)
  return url.href
}
