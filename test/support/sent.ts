import type { Json } from '../../src/playground/api.ts'
import { refuseView } from '../../src/playground/vendors/slack/validate/view.ts'
import type { Chat } from './chat.ts'
import { faultsIn, isJson } from './markup.ts'
import { onSlack } from './platform.ts'

const textsIn = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(textsIn)
  if (!isJson(value)) return []
  return Object.entries(value).flatMap(([key, one]) =>
    key === 'text' && typeof one === 'string' ? [one] : textsIn(one),
  )
}

const isOfMessage = ({ method }: Json) => /^(?:chat\.|views\.|response_url|POST|PUT)/.test(String(method))

/** Keeps all that the product sent to anybody since the last look: messages, forms, and answers to acts. */
export const watchSent = (chat: Chat) => {
  let answers: unknown[] = []
  let last = chat.sent().at(-1)
  const views: string[] = []
  // What was found once stays found: a test that is run again does not pass for having looked before.
  const faults: { what: unknown; where: unknown }[] = []

  /** Looks at the answer to one act, too. */
  const answered = (body: unknown) => {
    answers.push(body)
    const view = isJson(body) ? body.view : undefined
    const refusal = view === undefined ? null : refuseView(view, 'modal')
    if (refusal) views.push(`${refusal.error}: ${refusal.messages.join(' ')}`)
  }

  /** All that was sent since the last look, and what of it pings, links, hides, or breaks a rule of the platform. */
  const look = () => {
    const calls = chat.sentAfter(last)
    last = chat.sent().at(-1)
    const sent = [...calls.filter(isOfMessage).map(({ args }) => args), ...answers]
    answers = []
    const refused = chat.problems().filter(({ error }) => error !== 'invalid_url')
    const broken = refused.map(({ where, error }) => ({ what: error, where }))
    faults.push(...faultsIn(sent, onSlack), ...views.splice(0).map((what) => ({ what, where: 'the answer' })))
    return { faults: [...faults, ...broken], texts: textsIn(sent) }
  }

  return { answered, look }
}
