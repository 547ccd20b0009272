import type { Json } from '../../api.ts'
import type { Ctx } from './ctx.ts'
import { limits } from './limits.ts'
import { handleOf, teamDomain, userOf } from './places.ts'
import type { FakeChannel, ResponseUrl } from './state.ts'

/** The token of the days before signatures, which payloads still carry. */
const verificationToken = (ctx: Ctx): string => `verification-${ctx.options.appId}`

const forgetOld = <T extends { at: number }>(ctx: Ctx, kept: Record<string, T>, ageMs: number) => {
  for (const [key, each] of Object.entries(kept)) if (ctx.now() - each.at > ageMs) delete kept[key]
}

/** Issues a trigger: it lives three seconds and opens one view. Old ones stay a while, so that Slack's own word for them comes back. */
export const newTrigger = (ctx: Ctx, user: string, cause: string): string => {
  forgetOld(ctx, ctx.state.triggers, limits.responseUrl.ms)
  const id = `${Math.trunc(ctx.now())}.${ctx.options.team.id}.${ctx.newId()}`
  ctx.state.triggers[id] = { user, at: ctx.now(), used: false, cause }
  return id
}

/** Issues a response URL: five uses in thirty minutes. */
export const newResponseUrl = (
  ctx: Ctx,
  kind: 'commands' | 'actions',
  of: Omit<ResponseUrl, 'at' | 'uses'>,
): string => {
  forgetOld(ctx, ctx.state.responseUrls, 2 * limits.responseUrl.ms)
  const key = ctx.newId()
  ctx.state.responseUrls[key] = { ...of, at: ctx.now(), uses: 0 }
  return `${ctx.options.baseUrl}/${kind}/${ctx.options.team.id}/${Math.trunc(ctx.now())}/${key}`
}

/** What every interaction carries: who, where from, which app. */
export const interaction = (ctx: Ctx, type: string, userId: string): Json => {
  const user = userOf(ctx, userId)
  const handle = handleOf(user)
  return {
    type,
    team: { id: ctx.options.team.id, domain: teamDomain(ctx) },
    user: { id: user.id, username: handle, name: handle, team_id: user.teamId },
    api_app_id: ctx.options.appId,
    token: verificationToken(ctx),
    enterprise: null,
    is_enterprise_install: false,
  }
}

/** A conversation as payloads name it. */
export const channelJson = (channel: FakeChannel): Json => ({
  id: channel.id,
  name: channel.kind === 'channel' && channel.isPrivate ? 'privategroup' : channel.name,
})

/** The form of a slash command. */
export const commandForm = (
  ctx: Ctx,
  typed: { user: string; channel: FakeChannel; command: string; text: string; cause: string },
): URLSearchParams => {
  const user = userOf(ctx, typed.user)
  const channel = channelJson(typed.channel)
  return new URLSearchParams({
    token: verificationToken(ctx),
    team_id: ctx.options.team.id,
    team_domain: teamDomain(ctx),
    channel_id: typed.channel.id,
    channel_name: String(channel.name),
    user_id: user.id,
    user_name: handleOf(user),
    command: typed.command,
    text: typed.text,
    api_app_id: ctx.options.appId,
    is_enterprise_install: 'false',
    response_url: newResponseUrl(ctx, 'commands', {
      channel: typed.channel.id,
      user: user.id,
      ts: null,
      threadTs: null,
      cause: typed.cause,
    }),
    trigger_id: newTrigger(ctx, user.id, typed.cause),
  })
}

/** The envelope of an event. */
export const eventEnvelope = (ctx: Ctx, event: Json): Json => ({
  token: verificationToken(ctx),
  team_id: ctx.options.team.id,
  context_team_id: ctx.options.team.id,
  context_enterprise_id: null,
  api_app_id: ctx.options.appId,
  event,
  type: 'event_callback',
  event_id: `Ev${ctx.newId()}`,
  event_time: Math.floor(ctx.now() / 1_000),
  authorizations: [
    {
      enterprise_id: null,
      team_id: ctx.options.team.id,
      user_id: ctx.options.botUserId,
      is_bot: true,
      is_enterprise_install: false,
    },
  ],
  is_ext_shared_channel: false,
  event_context: `4-${ctx.newId()}`,
})
