import type { UserView } from '../api.ts'
import type { TeamsView } from '../teams-api.ts'
import type { AppName } from './place.ts'

/** What Baton has said, as a step looks for it, on whichever platform it stands. */
export type Said = {
  place: string
  isReply: boolean
  isForOneAlone: boolean
  /** What a notification shows of it, and that with all that is drawn. */
  text: string
  words: string
  /** When it first stood there and when it was last said anew, in epoch milliseconds. */
  postedAt: number
  saidAt: number
  /** The kind of act that it came of; null where nobody did anything. */
  cause: string | null
}

/** What somebody reads of Baton in Slack. */
export const saidInSlack = ({ channels }: UserView): Said[] =>
  channels.flatMap(({ name: place, messages }) =>
    messages
      .filter(({ isBot }) => isBot)
      .map(({ ts, threadTs, ephemeral, text, blocks, sent, took }) => ({
        ...{ place, text, isReply: threadTs !== null, isForOneAlone: ephemeral, cause: took?.of ?? null },
        ...{ words: `${text} ${JSON.stringify(blocks)}`, postedAt: Number(ts) * 1_000, saidAt: sent.at },
      })),
  )

/** What somebody reads of Baton in Teams; a view of their own says nothing that the card did not. */
export const saidInTeams = ({ conversations }: TeamsView): Said[] =>
  conversations.flatMap(({ name: place, kind, messages }) =>
    messages
      .filter(({ from }) => from.isBot)
      .map(({ id, rootId, summary: text, card, forAll: { at, took } }) => ({
        ...{ place, text, isReply: rootId !== null, isForOneAlone: kind === 'personal', cause: took?.of ?? null },
        ...{ words: `${text} ${JSON.stringify(card)}`, postedAt: Number(id), saidAt: at },
      })),
  )

/** One step of the tour: who plays, where, what to do there, and how its effect is recognised. */
export type TourStep = {
  title: string
  /** First name, and the role in words. */
  who: string
  role: string
  /** The client that it is played in; Slack, where there is no Teams. */
  app: AppName
  /** The beginning of a channel's name, or 'im' for the direct messages with Baton. */
  where: string
  todo: string
  /** Put into the composer on the way there. */
  type?: string
  isDone: (said: readonly Said[], since: number) => boolean
}

// The time of the call counts, not that of the message: a card that changes its stage keeps its place.
const showsStage = (prefix: string, stage: RegExp): TourStep['isDone'] => {
  return (said, since) =>
    said.some(({ place, text, saidAt }) => saidAt >= since && place.startsWith(prefix) && stage.test(text))
}

/** How a form is sent: in Slack, in a message of Teams, in a dialog of a card, and in one of the message extension. */
const sendings = ['submit', 'action', 'task/submit', 'composeExtension/submitAction']

// A card that waits is redrawn by time alone, so here the moment counts at which it first stood there. The leads of the
// first day may come after the page, and after what somebody typed meanwhile, but by nobody's form.
const showsHandOff = (prefix: string): TourStep['isDone'] => {
  return (said, since) =>
    said.some(({ place, isReply, cause, text, postedAt }) => {
      const isCard = place.startsWith(prefix) && !isReply && /\bMQL\b/.test(text)
      return isCard && postedAt >= since && cause !== null && sendings.includes(cause)
    })
}

// A funnel speaks of all stages and of no single hand-off.
const isFunnel = ({ isForOneAlone, text, words }: Said): boolean =>
  isForOneAlone && /\bMQLs?\b/.test(words) && /\bSQOs?\b/.test(words) && !/#\d/.test(text)

/** From hand-off to opportunity in five steps. */
export const tourSteps: readonly TourStep[] = [
  {
    title: 'Hand off a lead',
    who: 'Felix',
    role: 'marketer',
    app: 'slack',
    where: 'leads-dach',
    todo: 'Send /lead new, fill in the form and submit it. A card appears in the channel.',
    type: '/lead new',
    isDone: showsHandOff('leads-dach'),
  },
  {
    title: 'Accept it with one tap',
    who: 'Lena',
    role: 'SDR',
    app: 'teams',
    where: 'leads-dach',
    todo: 'Tap Accept on the new card. The lead is Lena’s now, and Felix is told.',
    isDone: showsStage('leads-dach', /\bSAL\b/),
  },
  {
    title: 'Call, then qualify',
    who: 'Lena',
    role: 'SDR',
    app: 'teams',
    where: 'leads-dach',
    todo: 'Tap Qualify on the card. Say when you spoke, answer the questions, and choose Paolo as account executive.',
    isDone: showsStage('leads-dach', /\b(SQL|SQO)\b/),
  },
  {
    title: 'Confirm the opportunity',
    who: 'Paolo',
    role: 'AE',
    app: 'slack',
    where: 'im',
    todo: 'Baton has sent the card by direct message. Tap Confirm SQO and enter amount, date and next step.',
    isDone: showsStage('sqo-wins', /\bSQO\b/),
  },
  {
    title: 'See the win, and the funnel',
    who: 'Sofia',
    role: 'manager',
    app: 'slack',
    where: 'sqo-wins',
    todo: 'The alert stands in #sqo-wins. Send /lead funnel to see where leads go and where they leak.',
    type: '/lead funnel',
    isDone: (said, since) => said.some((one) => one.saidAt >= since && isFunnel(one)),
  },
]
