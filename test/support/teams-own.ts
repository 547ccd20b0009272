import type { Json } from '../../src/playground/api.ts'
import type { TeamsConversation, TeamsMessage } from '../../src/playground/teams-api.ts'
import type { Seen, Spot } from './driver.ts'
import type { TeamsDeed } from './teams-stage.ts'

/** What somebody was answered for themselves alone: a message one to one, or what was shown at a card. */
type Own = { spot: Spot; seq: number; threadId: string | null } & (
  | { kind: 'message'; conversation: string; id: string }
  | { kind: 'shown'; text: string; card: Json | null; conversation: string; after: string }
)

/** What was shown under a card or in its stead, to whom tapped it; `after` is the newest message at that moment. */
export type Shown = { text: string; card: Json | null; conversation: string; after: string }

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
  const find = (who: string, conversation: string, id: string) =>
    of(who).find((one) => one.kind === 'message' && one.conversation === conversation && one.id === id)

  return {
    /** Notes what a deed was answered with: messages one to one, and what was said under the card that was tapped. */
    note: (deed: TeamsDeed, personal: string, shown: Shown | null) => {
      const inPlace = deed.calls.find(({ conversation }) => conversation !== personal)
      const threadId = inPlace?.root ?? null
      for (const { conversation, id } of deed.calls.filter((one) => one.conversation === personal)) {
        const known = find(deed.who, conversation, id)
        if (known) known.seq = ++seq
        else of(deed.who).push({ kind: 'message', spot: deed.spot, seq: ++seq, threadId, conversation, id })
      }
      if (shown) of(deed.who).push({ kind: 'shown', spot: deed.spot, seq: ++seq, threadId: null, ...shown })
    },
    /** A message of their own has changed under their hands. */
    touch: (who: string, conversation: string, id: string) => {
      const known = find(who, conversation, id)
      if (known) known.seq = ++seq
    },
    isOwn: (who: string, conversation: string, id: string) => find(who, conversation, id) !== undefined,
    /** What somebody was answered in a place, the newest last. */
    in: (who: string, spot: Spot, conversations: readonly TeamsConversation[]): Seen[] =>
      of(who)
        .filter((one) => one.spot === spot)
        .toSorted((a, b) => a.seq - b.seq)
        .flatMap((one): Seen[] => {
          const more = { isForOneAlone: true, threadId: one.threadId }
          if (one.kind === 'shown') {
            const { card, text, conversation: place } = one
            return [{ card, id: `${one.after}.${one.seq}`, place, isBot: true, text, mentions: [], ...more }]
          }
          const message = conversations
            .find(({ id }) => id === one.conversation)
            ?.messages.find(({ id }) => id === one.id)
          return message ? [seenAs(one.conversation, more)(message)] : []
        }),
    /** Messages one to one that answered what was asked elsewhere. */
    isAnsweredElsewhere: (who: string, id: string) =>
      of(who).some((one) => one.kind === 'message' && one.id === id && one.spot !== 'direct'),
  }
}
