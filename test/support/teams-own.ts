import type { Json } from '../../src/playground/api.ts'
import type { TeamsConversation, TeamsMessage } from '../../src/playground/teams-api.ts'
import type { Seen, Spot } from './driver.ts'

/** What was shown at a card, to whom tapped it; `after` is the newest message at that moment. */
export type Shown = { text: string; card: Json | null; conversation: string; message: string; after: string }

/** What somebody was answered for themselves alone: a message, or what was shown at a card. */
type Own = { spot: Spot; seq: number } & (
  | { kind: 'message'; conversation: string; id: string; threadOf: () => string | null }
  | ({ kind: 'shown' } & Shown)
)

/** A message as the driver gives it. */
export const seenAs =
  (place: string, more: Partial<Seen> = {}) =>
  (message: TeamsMessage): Seen => ({
    card: message.card,
    id: message.id,
    place,
    threadId: message.rootId,
    isForOneAlone: false,
    isBot: message.from.isBot,
    text: message.card ? message.summary : message.text,
    mentions: message.mentions,
    ...more,
  })

/**
 * Teams has no message that one person alone sees in a channel: it comes one to one. The journeys read it where it was
 * asked for, so this keeps what was an answer to whom, and in which place they asked.
 */
export const keepOwn = () => {
  const all = new Map<string, Own[]>()
  let seq = 0
  const of = (who: string) => {
    const known = all.get(who) ?? []
    all.set(who, known)
    return known
  }

  return {
    /**
     * Notes a message that answered somebody, or that was one of their answers and has changed; `threadOf` is the thread in
     * which they asked, once they were told there where the answer is.
     */
    note: (who: string, spot: Spot, message: { conversation: string; id: string; threadOf: () => string | null }) => {
      const known = of(who).find((one) => one.kind === 'message' && one.id === message.id)
      if (known) known.seq = ++seq
      else of(who).push({ kind: 'message', spot, seq: ++seq, ...message })
    },
    /** Notes what a card said to somebody alone. */
    show: (who: string, spot: Spot, shown: Shown) => void of(who).push({ kind: 'shown', spot, seq: ++seq, ...shown }),
    /** What somebody was answered in a place, the newest last. */
    in: (who: string, spot: Spot, conversations: readonly TeamsConversation[]): Seen[] =>
      of(who)
        .filter((one) => one.spot === spot)
        .toSorted((a, b) => a.seq - b.seq)
        .flatMap((one): Seen[] => {
          const more = { isForOneAlone: true, threadId: one.kind === 'message' ? one.threadOf() : null }
          if (one.kind === 'shown') {
            const { card, text, conversation: place, message } = one
            const id = `${one.after}.${one.seq}`
            return [{ card, id, place, at: { conversation: place, message }, isBot: true, text, mentions: [], ...more }]
          }
          const messages = conversations.find(({ id }) => id === one.conversation)?.messages ?? []
          return messages.filter(({ id }) => id === one.id).map(seenAs(one.conversation, more))
        }),
    /** Whether a message answered somebody, in that place or elsewhere. */
    isAnswer: (who: string, id: string) => of(who).some((one) => one.kind === 'message' && one.id === id),
  }
}
