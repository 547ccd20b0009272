import type { TeamsWorld } from '../../teams-api.ts'

/** Plans failures of the connector's next calls. */
export type TeamsFailRule = {
  /** `METHOD path`, of which this is a part: 'POST /v3/conversations', 'PUT', 'token', 'keys' … */
  call: string
  status?: number
  /** The `code` and `message` of the error's body. */
  code?: string
  retryAfterS?: number
  /** Take the call, then cut the connection, so that its answer is lost; or never answer at all; or take nothing. */
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
  /** Brings a signed activity to the product (`POST /api/messages`); of its URL the path alone means something. */
  deliver: (request: Request) => Promise<Response>
  now: () => number
  /** What durations are measured by, in milliseconds, when `now` may jump; left out, `now`. */
  stopwatch?: () => number
  /** The clock of tokens, by which they begin and end; the machine's own unless given, as the product's packages look at no other. */
  tokenNow?: () => number
  newId?: () => string
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

export type TeamsConversationFacts = {
  id: string
  name: string
  kind: 'channel' | 'group'
  teamId?: string
  members?: string[]
  channelType?: 'standard' | 'private' | 'shared'
  hasBot?: boolean
}

/** What a test may change in the proof that the connector gives of itself. `token: null` sends none. */
export type TeamsProof = {
  token?: string | null
  claims?: Record<string, unknown>
  header?: Record<string, unknown>
}
