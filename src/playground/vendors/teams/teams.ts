import type { Call, Violation } from '../../api.ts'
import type { TeamsAct, TeamsActRequest, TeamsView, TeamsWorld } from '../../teams-api.ts'

/** Plans failures of the connector's next calls. */
export type TeamsFailRule = {
  /** `METHOD path`, of which this is a part: 'POST /v3/conversations', 'PUT', 'token', 'keys' … */
  call: string
  status?: number
  /** The `code` and `message` of the error's body. */
  code?: string
  retryAfterS?: number
  /** Take the call, then cut the connection, so that its answer is lost; or never answer at all. */
  how?: 'lostAnswer' | 'hang' | 'refuse'
  times?: number
}

export type TeamsOptions = {
  tenantId: string
  appId: string
  password: string
  botName: string
  /** Where the product reaches the connector: 'https://smba.trafficmanager.net/emea/', or one on loopback. Ends with a slash. */
  serviceUrl: string
  /** Where it asks for tokens ('https://login.microsoftonline.com/') and for the keys of the issuer (an OpenID document). */
  loginUrl: string
  openIdUrl: string
  extensions: TeamsWorld['extensions']
  /** Brings a signed activity to the product (`POST /api/messages`); its URL holds a path alone. */
  deliver: (request: Request) => Promise<Response>
  now: () => number
  /** False: no rate limits. */
  rates?: boolean
  restore?: unknown
  save?: (snapshot: unknown) => Promise<void>
}

export type TeamsUserFacts = {
  id: string
  aadObjectId: string
  name: string
  email: string
  tz: string
  title?: string
  isGuest?: boolean
  /** Of another organisation: its name, and its tenant. */
  organisation?: string
  tenantId?: string
  /** False: the person has not installed the app, so that nothing reaches them one to one. */
  hasApp?: boolean
}

export type FakeTeams = {
  addUser: (user: TeamsUserFacts) => void
  addTeam: (team: { id: string; name: string; members: string[] }) => void
  /** Adds a channel of a team (`members`: all of the team unless given), or a group chat (no team). */
  addConversation: (one: {
    id: string
    name: string
    kind: 'channel' | 'group'
    teamId?: string
    members?: string[]
    channelType?: 'standard' | 'private' | 'shared'
    hasBot?: boolean
  }) => void
  /** The id of somebody's one-to-one chat with the app. */
  personalOf: (user: string) => string
  /** Answers the connector, the token endpoint, the OpenID document and its keys, by path of the three addresses. */
  handle: (request: Request) => Promise<Response>
  act: (user: string, act: TeamsActRequest) => Promise<TeamsAct>
  /** Sends the activity of an act again, byte for byte (the token is another, as with a client's retry). */
  replay: (act: TeamsAct) => Promise<TeamsAct>
  /** Signs any activity as the real connector would, and brings it; for what no client would send. */
  send: (
    activity: unknown,
    how?: { token?: string | null; claims?: Record<string, unknown>; header?: Record<string, unknown> },
  ) => Promise<Response>
  /** An activity of a person in a conversation, as the connector makes them, to be changed and sent by `send`. */
  activity: (user: string, conversation: string, more: Record<string, unknown>) => Record<string, unknown>
  see: (user: string) => TeamsView
  world: () => TeamsWorld
  rev: () => number
  onChange: (listener: () => void) => () => void
  problems: () => Violation[]
  /** Every call of the product to the connector, method as 'POST /v3/conversations/{id}/activities' with the ids in place. */
  calls: () => Call[]
  fail: (rule: TeamsFailRule) => void
}
