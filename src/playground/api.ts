/** Any JSON object as it came over the wire. */
export type Json = Record<string, unknown>

/** A value that a person enters: text, a date, an option's value, several option values, or nothing. */
export type Entered = string | string[] | null

/** What the product sent, to be turned over on the page; `at` in epoch milliseconds. */
export type Sent = { method: string; args: Json; at: number }

/** How long the product took to answer the act (`of`) that caused a message or a view, in milliseconds. */
export type Took = { ms: number; of: string }

/** Something that Slack would have refused, or that a person would have seen fail. */
export type Violation = {
  id: number
  at: number
  /** The Web API method, `response_url`, or the act ('command', 'tap', 'submit' …). */
  where: string
  error: string
  messages: string[]
  args: unknown
  /** How long the product took, where the time is the fault; null while it has not answered. */
  ms: number | null
}

export type Message = {
  ts: string
  userId: string
  userName: string
  isBot: boolean
  /** Slack mrkdwn; the notification text where there are blocks. */
  text: string
  blocks: Json[] | null
  threadTs: string | null
  /** A line of Slack's own, about who came, went or archived. */
  isNotice: boolean
  ephemeral: boolean
  edited: boolean
  /** Whom it pings: user ids, 'channel', 'here', 'everyone', or user group ids. */
  mentions: string[]
  /** What the product called to make it; a person's message has method 'say'. */
  sent: Sent
  took: Took | null
}

export type Channel = {
  id: string
  name: string
  kind: 'channel' | 'im'
  isPrivate: boolean
  isArchived: boolean
  /** Shared with another organisation (Slack Connect). */
  isExtShared: boolean
  /** The app is a member. */
  hasBot: boolean
  unread: number
  /** Oldest first; replies of threads stand among them with their `threadTs`. */
  messages: Message[]
}

/** `block_id` → `action_id` → `{ type, value | selected_option | selected_options | selected_date | … }`. */
export type ViewState = Record<string, Record<string, Json>>

export type View = {
  id: string
  hash: string
  type: 'modal' | 'home'
  title: Json | null
  blocks: Json[]
  submit: Json | null
  close: Json | null
  state: ViewState
  errors: Record<string, string> | null
  sent: Sent
  took: Took | null
}

/** `GET /playground/api/state?user=U`: all that one person sees now. */
export type UserView = {
  user: string
  rev: number
  channels: Channel[]
  /** The stack of open modals, the top one last. */
  views: View[]
  home: View | null
  violations: Violation[]
}

/** `GET /playground/api/world`. */
export type World = {
  team: { id: string; name: string }
  command: string
  botUserId: string
  users: Person[]
  channels: {
    id: string
    name: string
    isPrivate: boolean
    isArchived: boolean
    isExtShared: boolean
    hasBot: boolean
    members: string[]
  }[]
  shortcuts: Shortcut[]
}

/** A person of the chat; `organisation` is set for people of another one alone. */
export type Person = {
  id: string
  name: string
  email: string
  title: string
  tz: string
  isGuest: boolean
  organisation: string | null
}

/** A shortcut of the app: at a message, or from anywhere. */
export type Shortcut = { callbackId: string; name: string; type: 'message' | 'global' }

/**
 * What came of an act. `status` is the product's HTTP status (0: nothing was sent or nothing came back). `error` is null when all is well,
 * 'operation_timeout', 'dispatch_failed', or 'client: …' when Slack's own client would not have sent it. `body` is the answer as parsed
 * JSON (or text); for 'suggest' it holds `{ options }` or `{ option_groups }`.
 */
export type Act = { status: number; ms: number; body: unknown; error: string | null }

/** Where an element stands: in a message, in a view by its id, or in the person's Home tab (`view: 'home'`). */
export type Spot =
  | { message: { channel: string; ts: string }; view?: undefined }
  | { view: string; message?: undefined }

/** What a person may do to a channel that the app notices: archive it or take it back, invite the app or remove it. */
export type ChannelChange = 'archive' | 'unarchive' | 'invite' | 'remove'

/** `tap` is for buttons, overflow menus and selects of messages, `change` for what is entered in a view. */
export type ActRequest =
  | { type: 'command'; channel: string; text: string }
  | ({ type: 'tap'; blockId: string; actionId: string; value?: Entered } & Spot)
  | { type: 'change'; view: string; blockId: string; actionId: string; value: Entered }
  | { type: 'submit'; view: string }
  | { type: 'close'; view: string }
  | ({ type: 'suggest'; blockId: string; actionId: string; query: string } & Spot)
  | { type: 'home' }
  | { type: 'say'; channel: string; text: string; threadTs?: string }
  /** A shortcut of the app, by its callback id: at a message, or from anywhere. */
  | { type: 'shortcut'; callbackId: string; message?: { channel: string; ts: string } }
  | { type: 'channel'; channel: string; does: ChannelChange }
  | { type: 'read'; channel: string }

/** `POST /playground/api/act` takes this and answers with an `Act`. */
export type ActPost = { user: string; act: ActRequest }

/** Something that comes by itself, and when (epoch milliseconds): a step of a clock, the question after a meeting, a message to one person, a digest, a lead from NURTURE. */
export type Due = { what: 'clock' | 'prompt' | 'notice' | 'digest' | 'renewal' | 'friday'; at: number }

/** `GET /playground/api/clock`: the time that it is for the product and in both chats, in epoch milliseconds, and how far that is from the real one. */
export type Clock = {
  at: number
  movedMs: number
  /** The organisation's zone. */
  zone: string
  /** What the clock was moved to; null where nothing is under way, or it was moved elsewhere. */
  due: Due | null
}

/** `POST /playground/api/clock` takes this and answers with the `Clock`: an hour on, to what comes next by itself, or to the real time. */
export type ClockMove = { to: 'hour' | 'due' | 'now' }

/** One `data:` line of `GET /playground/api/events`. */
export type RevEvent = { rev: number }

/** One call that the product made to the Web API (or to a response URL: method 'response_url'). */
export type Call = { method: string; args: Json; at: number; answer: Json }

/** One word that the composer offers while a command is typed: `accept`, its usage `accept N`, and what it does. */
export type Hint = { word: string; usage: string; about: string }

/** What one platform would get, and what it would say against it: nothing, when all is well. */
export type Drawn = { drawn: Json; faults: string[] }

/** One example of a card or a form: for Slack a message or a view, for Teams a message or the `{ title, card }` of a dialog. */
export type Exhibit = { kind: 'card' | 'form'; group: string; name: string; slack: Drawn; teams: Drawn }

/** `GET /playground/api/gallery?language=en`. */
export type Gallery = { language: string; languages: string[]; exhibits: Exhibit[] }
