import type { Act, Json, Person, Sent, Took, Violation } from './api.ts'

/** A message in a conversation of Teams, as one person sees it. */
export type TeamsMessage = {
  id: string
  from: { id: string; name: string; isBot: boolean }
  /** Markdown, as the client draws it; empty where there is only a card. */
  text: string
  /** The Adaptive Card that this person sees: their own view of it, where a refresh or a tap gave them one. */
  card: Json | null
  /** The notification that the client shows of it. */
  summary: string
  /** The message whose replies it stands among, in a channel. */
  rootId: string | null
  /** A line of Teams' own, about who came or went. */
  isNotice: boolean
  edited: boolean
  /** Whom it pings, by their ids. */
  mentions: string[]
  /** What the client says under the card after this person's last tap at it; null where it says nothing. */
  toast: string | null
  sent: Sent
  took: Took | null
  /** The same of what everybody sees, where this person has a view of their own. */
  forAll: { at: number; took: Took | null }
}

export type TeamsConversation = {
  id: string
  name: string
  kind: 'channel' | 'group' | 'personal'
  /** Of a channel: the team that it is in, and what kind of channel it is. */
  team: { id: string; name: string } | null
  channelType: 'standard' | 'private' | 'shared' | null
  /** The app is installed there. */
  hasBot: boolean
  isDeleted: boolean
  unread: number
  /** Oldest first; replies stand among them with their `rootId`. */
  messages: TeamsMessage[]
}

/** A dialog that is open for one person (task module). */
export type TeamsDialog = {
  id: string
  title: string
  card: Json
  /** What opened it: a button of a card, or the message extension. */
  from: 'card' | 'extension'
  /** What was entered so far, by the id of the input; as the client sends it: all are strings. */
  entered: Record<string, string>
  sent: Sent
  took: Took | null
}

/** `GET /playground/api/teams/state?user=ID`: all that one person sees now. */
export type TeamsView = {
  user: string
  rev: number
  conversations: TeamsConversation[]
  dialog: TeamsDialog | null
  /** A line of the client's own after an act that opened and changed nothing. */
  notice: string | null
  violations: Violation[]
}

/** A person of Teams, whose id is `29:…`. */
type TeamsPerson = Person & { aadObjectId: string }

/** `GET /playground/api/teams/world`. */
export type TeamsWorld = {
  tenantId: string
  botId: string
  botName: string
  users: TeamsPerson[]
  conversations: Pick<TeamsConversation, 'id' | 'name' | 'kind' | 'team' | 'channelType' | 'hasBot' | 'isDeleted'>[]
  /** Commands of the message extension. */
  extensions: { id: string; title: string; at: ('compose' | 'message')[] }[]
}

/** Where a card stands: in a message, or in the person's open dialog. */
export type TeamsSpot = { conversation: string; message: string } | 'dialog'

/** What a person may do to a place that the app notices. */
export type TeamsChange = 'install' | 'uninstall' | 'delete' | 'restore'

export type TeamsActRequest =
  /** Writes; `@Baton` in it is a mention. In channels and groups the app hears what mentions it alone. */
  | { type: 'say'; conversation: string; text: string; rootId?: string }
  /** Taps an action of a card, as it stands in the card, with what was entered in the card's inputs. */
  | { type: 'action'; at: TeamsSpot; action: Json; inputs: Record<string, string> }
  /** Keeps what was entered in the open dialog; the app hears nothing of it. */
  | { type: 'enter'; inputs: Record<string, string> }
  /** Starts a command of the message extension: at a message, or from the compose box of a conversation. */
  | { type: 'extension'; command: string; conversation: string; message?: string }
  /** Types into an input whose choices come from a `Data.Query`; `Act.body` holds `{ options: { title, value }[] }`. */
  | { type: 'search'; at: TeamsSpot; input: string; query: string }
  | { type: 'close' }
  /** Looks at a conversation: cards with a refresh for this person are asked for anew, as the client does. */
  | { type: 'open'; conversation: string }
  | { type: 'change'; conversation: string; does: TeamsChange }

/** `POST /playground/api/teams/act` takes this and answers with an `Act`. */
export type TeamsActPost = { user: string; act: TeamsActRequest }

export type TeamsAct = Act
