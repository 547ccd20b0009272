import type { Act, Call, ChannelChange, Entered, Json, Spot, UserView, Violation, World } from '../../api.ts'
import { replayAct, unheard } from '../delivery.ts'
import { changeChannel } from './acts/channel.ts'
import { command } from './acts/command.ts'
import { openHome, say, share } from './acts/events.ts'
import { globalShortcut, messageShortcut } from './acts/shortcut.ts'
import { close, submit } from './acts/submit.ts'
import { suggest } from './acts/suggest.ts'
import { change, type Target, tap } from './acts/tap.ts'
import { createCtx, type FailRule, type SlackOptions } from './ctx.ts'
import { membersOf, openDm, userOf } from './places.ts'
import { markRead, see } from './see.ts'
import { type FakeChannel, type FakeUser, restoreState } from './state.ts'
import { handle } from './web-api/handle.ts'

type UserFacts = Pick<FakeUser, 'id' | 'name' | 'email' | 'tz'> &
  Partial<Pick<FakeUser, 'title' | 'isBot' | 'isRestricted' | 'teamId' | 'organisation' | 'deleted'>>
type ChannelFacts = Pick<FakeChannel, 'id' | 'name' | 'members'> &
  Partial<Pick<FakeChannel, 'isPrivate' | 'isArchived' | 'hasBot' | 'isExtShared' | 'isPendingExtShared'>>

export type FakeSlack = {
  /** Adds a person, or changes what is known of one. */
  addUser: (user: UserFacts) => void
  /** Adds a channel, or changes what is known of it; its messages stay. The bot is a member unless `hasBot` is false. */
  addChannel: (channel: ChannelFacts) => void
  /** Answers the Web API and the response URLs. */
  handle: (request: Request) => Promise<Response>
  command: (user: string, channel: string, text: string, opts?: { command?: string }) => Promise<Act>
  tap: (user: string, target: Target) => Promise<Act>
  change: (user: string, viewId: string, blockId: string, actionId: string, value: Entered) => Promise<Act>
  submit: (user: string, viewId: string) => Promise<Act>
  close: (user: string, viewId: string) => Promise<Act>
  suggest: (
    user: string,
    spot: Spot,
    blockId: string,
    actionId: string,
    query: string,
  ) => Promise<Act & { options: Json[] }>
  openHome: (user: string) => Promise<Act>
  say: (user: string, channel: string, text: string, threadTs?: string) => Promise<Act>
  /** Starts a shortcut of the app: at a message, or, without one, from anywhere. */
  shortcut: (user: string, callbackId: string, message?: { channel: string; ts: string }) => Promise<Act>
  /** Somebody archives a channel or takes it back, invites the app to it or removes it. */
  changeChannel: (user: string, channel: string, does: ChannelChange) => Promise<Act>
  /** Shares a channel with another organisation, or ends that. */
  share: (channel: string, isShared: boolean) => Promise<Act>
  read: (user: string, channel: string) => Promise<Act>
  /** Sends the requests of an act again, byte for byte. */
  replay: (act: Act) => Promise<Act>
  see: (user: string) => UserView
  world: () => World
  rev: () => number
  onChange: (listener: () => void) => () => void
  problems: () => Violation[]
  calls: () => Call[]
  /** Gives the token other scopes, as a new installation does. */
  grant: (scopes: readonly string[]) => void
  /** Plans failures of the next calls; `response_url` is a method too. */
  fail: (rule: FailRule) => void
}

/** A stateful fake of Slack at the HTTP edge: it keeps what people see, and refuses what Slack refuses. */
export const createSlack = (options: SlackOptions): FakeSlack => {
  const ctx = createCtx(options, restoreState(options.restore))
  const { state } = ctx

  const addUser = (user: UserFacts) => {
    const usual = { title: '', isBot: false, isRestricted: false, organisation: '', deleted: false }
    const added = { ...usual, teamId: options.team.id, ...user }
    state.users[user.id] = added
    // People of another organisation meet the app in shared channels alone.
    const isOwn = added.teamId === options.team.id
    if (!added.isBot && isOwn && user.id !== options.botUserId) openDm(ctx, user.id)
    ctx.changed()
  }
  const addChannel = (channel: ChannelFacts) => {
    const usual = { kind: 'channel' as const, isPrivate: false, isArchived: false, hasBot: true }
    state.channels[channel.id] = { ...usual, ...channel }
    ctx.changed()
  }
  const world = (): World => ({
    team: options.team,
    command: options.command,
    botUserId: options.botUserId,
    users: Object.values(state.users)
      .filter((user) => !user.isBot && !user.deleted)
      .map(({ id, name, email, title, tz, isRestricted, teamId, organisation }) => ({
        ...{ id, name, email, title, tz },
        isGuest: isRestricted,
        organisation: teamId === options.team.id ? null : organisation || 'another organisation',
      })),
    channels: Object.values(state.channels)
      .filter((channel) => channel.kind === 'channel')
      .map((channel) => {
        const { id, name, isPrivate, isArchived, isExtShared = false, hasBot } = channel
        return { id, name, isPrivate, isArchived, isExtShared, hasBot, members: membersOf(ctx, channel) }
      }),
    shortcuts: [...(options.shortcuts ?? [])],
  })

  if (!state.users[options.botUserId])
    addUser({ id: options.botUserId, name: 'Baton', email: '', tz: 'UTC', isBot: true })

  return {
    addUser,
    addChannel,
    handle: (request) => handle(ctx, request),
    command: (user, channel, text, opts) => command(ctx, user, channel, text, opts),
    tap: (user, target) => tap(ctx, user, target),
    change: (user, view, blockId, actionId, value) => change(ctx, user, { view, blockId, actionId, value }),
    submit: (user, viewId) => submit(ctx, user, viewId),
    close: (user, viewId) => close(ctx, user, viewId),
    suggest: (user, spot, blockId, actionId, query) => suggest(ctx, user, spot, blockId, actionId, query),
    openHome: (user) => openHome(ctx, user),
    say: (user, channel, text, threadTs) => say(ctx, user, channel, text, threadTs),
    shortcut: (user, callbackId, message) =>
      message ? messageShortcut(ctx, user, callbackId, message) : globalShortcut(ctx, user, callbackId),
    changeChannel: (user, channel, does) => changeChannel(ctx, user, channel, does),
    share: (channel, isShared) => share(ctx, channel, isShared),
    read: (user, channel) => {
      markRead(ctx, user, channel)
      return unheard(ctx)
    },
    replay: (act) => replayAct(ctx, act),
    see: (user) => see(ctx, userOf(ctx, user).id),
    world,
    rev: () => state.rev,
    onChange: ctx.onChange,
    problems: () => structuredClone(state.violations),
    calls: () => [...ctx.calls],
    grant: (scopes) => {
      ctx.scopes = scopes
    },
    fail: (rule) => {
      ctx.rules.push({ ...rule })
    },
  }
}
