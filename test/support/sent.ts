import type { Json } from '../../src/playground/api.ts'
import { refuseView } from '../../src/playground/vendors/slack/validate/view.ts'
import type { Chat } from './chat.ts'

const hidden = /(?!\n)\p{Cc}|[\u200B\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]|\p{Surrogate}/u
/** Links that the product makes itself, or that people entered in a field for links. */
const ownLinks = /^https:\/\/(?:\w+\.slack\.com|meet\.example)\//

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

const faultsOf = (node: Json): string[] => {
  const { type, text, url, emoji } = node
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

type Fault = { what: string; where: string }

const inside = (value: unknown): Fault[] => {
  if (typeof value === 'string') return hidden.test(value) ? [{ what: 'hidden marks', where: value.slice(0, 200) }] : []
  if (Array.isArray(value)) return value.flatMap(inside)
  if (!isJson(value)) return []
  const own = faultsOf(value).map((what) => ({ what, where: JSON.stringify(value).slice(0, 300) }))
  return [...own, ...Object.values(value).flatMap(inside)]
}

const textsIn = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(textsIn)
  if (!isJson(value)) return []
  return Object.entries(value).flatMap(([key, one]) =>
    key === 'text' && typeof one === 'string' ? [one] : textsIn(one),
  )
}

const isOfMessage = (method: string) => /^(?:chat\.|views\.|response_url)/.test(method)

/** Keeps all that the product sent to anybody since the last look: messages, forms, and answers to acts. */
export const watchSent = (chat: Chat) => {
  let answers: unknown[] = []
  let last = chat.slack.calls().at(-1)
  const views: string[] = []

  /** Looks at the answer to one act, too. */
  const answered = (body: unknown) => {
    answers.push(body)
    const view = isJson(body) ? body.view : undefined
    const refusal = view === undefined ? null : refuseView(view, 'modal')
    if (refusal) views.push(`${refusal.error}: ${refusal.messages.join(' ')}`)
  }

  /** All that was sent since the last look, and what of it pings, links, hides, or breaks a rule of the platform. */
  const look = () => {
    const all = chat.slack.calls()
    const calls = all.slice(last ? all.indexOf(last) + 1 : 0)
    last = all.at(-1)
    const sent = [...calls.filter(({ method }) => isOfMessage(method)).map(({ args }) => args), ...answers]
    answers = []
    const refused = chat.slack.problems().filter(({ error }) => error !== 'invalid_url')
    const faults = [...sent.flatMap(inside), ...refused.map(({ where, error }) => ({ what: error, where }))]
    return {
      faults: [...faults, ...views.splice(0).map((what) => ({ what, where: 'the answer' }))],
      texts: textsIn(sent),
    }
  }

  return { answered, look }
}
