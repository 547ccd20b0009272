import type { Call, Violation } from '../../api.ts'
import type { TeamsAct, TeamsActRequest, TeamsView, TeamsWorld } from '../../teams-api.ts'
import { replayAct } from '../delivery.ts'
import { textOf } from '../json.ts'
import { activityOf } from './activity.ts'
import { act } from './acts/act.ts'
import { leave } from './acts/leave.ts'
import { handle } from './connector/handle.ts'
import { botId, createCtx, sentNow } from './ctx.ts'
import { addMessage } from './messages.ts'
import type { TeamsConversationFacts, TeamsFailRule, TeamsOptions, TeamsProof, TeamsUserFacts } from './options.ts'
import { isForeign, openPersonal, personalId, personOf, splitId } from './places.ts'
import { sendRaw } from './requests.ts'
import { factsOf, see } from './see.ts'
import { type FakePerson, type FakeTeam, restoreState } from './state.ts'

export type FakeTeams = {
  /** Adds a person, or changes what is known of one. */
  addUser: (user: TeamsUserFacts) => void
  /** Deletes somebody's account. */
  removeUser: (user: string) => Promise<void>
  addTeam: (team: FakeTeam) => void
  /** Adds a channel of a team (`members`: all of the team unless given), or a group chat (no team). */
  addConversation: (one: TeamsConversationFacts) => void
  /** The id of somebody's one-to-one chat with the app. */
  personalOf: (user: string) => string
  /** Answers the connector, the token endpoint, the OpenID document and its keys, by path of the three addresses. */
  handle: (request: Request) => Promise<Response>
  act: (user: string, act: TeamsActRequest) => Promise<TeamsAct>
  /** Sends the activity of an act again, byte for byte (the token is another, as with a client's retry). */
  replay: (act: TeamsAct) => Promise<TeamsAct>
  /** Signs any activity as the real connector would, and brings it; for what no client would send. */
  send: (activity: unknown, proof?: TeamsProof) => Promise<Response>
  /** A message of a person in a conversation (`;messageid=` names a thread), to be changed and sent by `send`; it stands there already. */
  activity: (user: string, conversation: string, more: Record<string, unknown>) => Record<string, unknown>
  see: (user: string) => TeamsView
  world: () => TeamsWorld
  rev: () => number
  onChange: (listener: () => void) => () => void
  problems: () => Violation[]
  /** Every call of the product, as 'POST /v3/conversations/{id}/activities' with the ids in place; 'POST token', 'GET openid', 'GET keys'. */
  calls: () => Call[]
  fail: (rule: TeamsFailRule) => void
}

/** A stateful fake of Teams at the HTTP edge: it keeps what people see, and refuses what Teams refuses. */
export const createTeams = (options: TeamsOptions): FakeTeams => {
  const ctx = createCtx(options, restoreState(options.restore))
  const { state } = ctx

  const addUser = (user: TeamsUserFacts) => {
    const tenantId = user.tenantId ?? options.tenantId
    const isForeigner = tenantId !== options.tenantId
    const added: FakePerson = {
      title: '',
      isGuest: false,
      // Who has removed the app finds it removed.
      hasApp: state.users[user.id]?.hasApp ?? !isForeigner,
      ...user,
      tenantId,
      organisation: isForeigner ? (user.organisation ?? 'another organisation') : null,
    }
    state.users[user.id] = added
    // People of another organisation meet the app in shared channels alone.
    if (!isForeign(ctx, added)) openPersonal(ctx, added)
    ctx.changed()
  }
  const addConversation = (facts: TeamsConversationFacts) => {
    const { id, name, kind, teamId = null, members = null, channelType = 'standard', hasBot = true } = facts
    const before = state.conversations[id]
    state.conversations[id] = {
      ...{ id, name, kind, teamId, members },
      channelType: kind === 'channel' ? channelType : null,
      hasBot: before?.hasBot ?? hasBot,
      isDeleted: before?.isDeleted ?? false,
    }
    ctx.changed()
  }
  const activity = (user: string, place: string, more: Record<string, unknown>) => {
    const { base, root } = splitId(place)
    const conversation = state.conversations[base]
    if (!conversation) throw new Error(`There is no conversation ${base}.`)
    const person = personOf(ctx, user)
    const text = textOf(more.text)
    // It stands in the conversation, so that what answers it has a thread to stand in.
    const { id } = addMessage(
      ctx,
      { conversation: base, from: person.id, rootId: root, cause: null },
      { text, card: null, summary: text, mentions: [] },
      sentNow(ctx, 'activity', more),
    )
    return activityOf(ctx, person, conversation, root ?? id, { type: 'message', id, ...more })
  }
  const world = (): TeamsWorld => ({
    tenantId: options.tenantId,
    botId: botId(ctx),
    botName: options.botName,
    users: Object.values(state.users).map(({ id, aadObjectId, name, email, title, tz, isGuest, organisation }) => ({
      ...{ id, aadObjectId, name, email, title, tz, isGuest, organisation },
    })),
    conversations: Object.values(state.conversations).map((each) => factsOf(ctx, each)),
    extensions: options.extensions,
  })

  return {
    addUser,
    removeUser: (user) => leave(ctx, personOf(ctx, user)),
    addTeam: (team) => {
      state.teams[team.id] = { ...team }
      ctx.changed()
    },
    addConversation,
    personalOf: (user) => personalId(personOf(ctx, user)),
    handle: (request) => handle(ctx, request),
    act: (user, asked) => act(ctx, user, asked),
    replay: (done) => replayAct(ctx, done),
    send: (any, proof = {}) => sendRaw(ctx, any, proof),
    activity,
    see: (user) => see(ctx, personOf(ctx, user)),
    world,
    rev: () => state.rev,
    onChange: ctx.onChange,
    problems: () => structuredClone(state.violations),
    calls: () => [...ctx.calls],
    fail: (rule) => {
      ctx.rules.push({ ...rule })
    },
  }
}
