import type { Channel, Message, UserView } from '../api.ts'
import type { AppName } from './place.ts'

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
  isDone: (views: readonly UserView[], since: number) => boolean
}

type Test = (message: Message, channel: Channel) => boolean

// The time of the call counts, not that of the message: a card that changes its stage keeps its place.
const hasNew = (views: readonly UserView[], since: number, test: Test): boolean =>
  views.some((view) =>
    view.channels.some((channel) =>
      channel.messages.some((message) => message.isBot && message.sent.at >= since && test(message, channel)),
    ),
  )

const showsStage = (prefix: string, stage: RegExp): TourStep['isDone'] => {
  return (views, since) =>
    hasNew(views, since, (message, channel) => channel.name.startsWith(prefix) && stage.test(message.text))
}

// A card that waits is redrawn by time alone, so here the moment counts at which it first stood there. The leads of the
// first day may come after the page, but by nobody's act.
const showsHandOff = (prefix: string): TourStep['isDone'] => {
  return (views, since) =>
    hasNew(views, since, ({ ts, threadTs, took, text }, { name }) => {
      const isCard = name.startsWith(prefix) && threadTs === null && /\bMQL\b/.test(text)
      return isCard && Number(ts) * 1_000 >= since && took !== null
    })
}

// A funnel speaks of all stages and of no single hand-off.
const isFunnel: Test = ({ ephemeral, text, blocks }) => {
  const words = `${text} ${JSON.stringify(blocks)}`
  return ephemeral && /\bMQLs?\b/.test(words) && /\bSQOs?\b/.test(words) && !/#\d/.test(text)
}

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
    isDone: (views, since) => hasNew(views, since, isFunnel),
  },
]
