import type { RequestHandler } from 'msw'
import type { Env } from '../../src/config/env.ts'
import type { Act, Json, ViewState, Violation } from '../../src/playground/api.ts'
import type { TeamsSpot } from '../../src/playground/teams-api.ts'
import type { FakeSlack } from '../../src/playground/vendors/slack/slack.ts'
import type { FakeTeams } from '../../src/playground/vendors/teams/teams.ts'
import type { Stranger, Where, Who } from './cast.ts'

/** What a platform draws: blocks of Slack, or an Adaptive Card of Teams; `seen.ts` alone reads them. */
export type Drawn = { blocks: readonly Json[] | null } | { card: Json | null }

/** A message as one person sees it. */
export type Seen = Drawn & {
  id: string
  /** The place that it really stands in. */
  place: string
  /** The message whose replies it stands among. */
  threadId: string | null
  isForOneAlone: boolean
  isBot: boolean
  /** The text beside what is drawn: what a notification shows. */
  text: string
  mentions: string[]
  /** The card of Teams that shows it, where it is no message of its own. */
  at?: TeamsSpot
}

/** A form that is open for one person. */
export type SeenForm = { id: string; title: string /** What its button to close says. */; closing: string } & (
  | {
      blocks: readonly Json[]
      state: ViewState
      errors: Record<string, string> | null
      /** What it says of itself, and what stands in it besides. */
      hidden: string
      head: Json
    }
  | {
      card: Json
      entered: Record<string, string>
      refused: Record<string, string>
      at: TeamsSpot
      from: 'card' | 'extension' | 'message'
      spot: Spot
    }
)

/** What goes wrong at the platform when the product calls it. */
export type Mishap = {
  call: 'post' | 'redraw'
  how:
    | 'throttled'
    | 'broken'
    | 'answer lost'
    | 'not there'
    | 'not allowed'
    | 'token refused'
    | 'message gone'
    | 'not taken'
  times?: number
}

type PlaceChange = 'archive' | 'unarchive' | 'remove' | 'invite'
export type Spot = Where | 'direct'

/** What a driver may use of the product's side. */
export type Stage = {
  now: () => number
  /** Where the product listens. */
  origin: () => string
  delivered: { type: string; body: string }[]
}

/** A button, or an entry of More…, and all that comes back when it is tapped. */
export type Control = { label: string; word: string; ids: string[]; target: Json }

/** What people do and see in a chat, whatever its platform. */
export type Driver = {
  /** What happens at the platform before anybody does anything, once the product listens. */
  begin: () => Promise<unknown>
  env: Partial<Env>
  handlers: RequestHandler[]
  /** How the bot is named so that it hears of it. */
  bot: string
  /** How somebody of that id is named so that the platform tells the product who is meant, as far as it lets anybody. */
  mentionOf: (id: string) => string
  /** What would be a link to a message. */
  linkTo: (message: Seen) => string
  /** The id of a place as somebody has it. */
  placeOf: (who: Who, where: Spot) => string
  /** Types a command in a channel. */
  type: (who: Who, text: string, where?: Spot) => Promise<Act>
  /** Writes a message in a place, or into the thread of one there. */
  write: (who: Who, text: string, where?: Spot, thread?: Seen) => Promise<Act>
  /** Chooses a shortcut at a message, or the one that stands nowhere. */
  shortcut: (who: Who, id: string, where?: Spot, at?: Seen) => Promise<Act>
  /** What a person sees in a place, oldest first; what only they see of it among the rest. */
  see: (who: Who, where?: Spot) => Seen[]
  /** All that a person sees anywhere. */
  seesAll: (who: Who) => Seen[]
  /** All that was shown to a person alone, by the product, as text. */
  shownTo: (who: Who) => string[]
  /** The newest thing that only this person sees. */
  newestOf: (who: Who, where?: Spot) => Seen | undefined
  tap: (who: Who, where: Spot, message: Seen, label: string) => Promise<Act>
  /** Taps a button as it stood in a message, wherever the message is by now. */
  tapControl: (who: Who, message: Seen, control: Control) => Promise<Act>
  /** The open form, the top one. */
  modal: (who: Who) => SeenForm
  hasModal: (who: Who) => boolean
  /** Enters one value by the label of its field. */
  fillOne: (who: Who, label: string, value: string | null) => Promise<Act>
  /** Enters one value by the id of its field. */
  enter: (who: Who, id: string, value: string) => Promise<Act>
  submit: (who: Who) => Promise<Act>
  /** Taps a button inside the open form. */
  press: (who: Who, label: string) => Promise<Act>
  /** Closes the top form. */
  closeForm: (who: Who) => Promise<Act>
  /** Opens what shows a person all that is theirs. */
  openHome: (who: Who) => Promise<Act>
  /** What that showed last. */
  shownHome: (who: Who) => Drawn | null
  /** Taps a button of it, of the row of a hand-off where one is named. */
  tapHome: (who: Who, label: string, number?: number) => Promise<Act>
  /** Sends the requests of an act again. */
  replay: (act: Act) => Promise<Act>
  addStranger: (...who: Stranger[]) => void
  /** Somebody gets another address. */
  changeEmail: (who: Who, email: string) => void
  /** Somebody's account is closed. */
  leaves: (who: Who) => Promise<void>
  setMembers: (where: Where, who: readonly Who[] | 'all') => void
  changePlace: (where: Where, does: PlaceChange) => Promise<Act>
  /** A channel is shared with another organisation, or no more. */
  share: (where: Where, isShared: boolean | 'pending') => Promise<Act | undefined>
  fail: (mishap: Mishap) => void
  /** Whether the product has met that mishap. */
  hasMet: (how: Mishap['how']) => boolean
  /** What a place was sent, posts and redraws in the order in which they were taken. */
  sentTo: (where: Where) => Drawn[]
  /** All that was sent to anybody so far, as it came over the wire. */
  sent: () => Json[]
  /** What each new message, whisper and form said, of all that was sent. */
  saidIn: (sent: readonly Json[]) => string[]
  problems: () => Violation[]
  slack: FakeSlack | null
  teams: FakeTeams | null
}
