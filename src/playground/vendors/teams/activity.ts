import type { Json } from '../../api.ts'
import { botId, type Ctx } from './ctx.ts'
import { teamOf, threadId } from './places.ts'
import type { FakeConversation, FakePerson } from './state.ts'

const offsetOf = (tz: string, ms: number) => {
  const parts = new Intl.DateTimeFormat('en', { timeZone: tz, timeZoneName: 'longOffset' }).formatToParts(ms)
  const name = parts.find((each) => each.type === 'timeZoneName')?.value ?? 'GMT'
  return name === 'GMT' ? '+00:00' : name.replace('GMT', '')
}

const localStamp = (tz: string, ms: number) => {
  const text = new Intl.DateTimeFormat('sv', {
    timeZone: tz,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(ms)
  return `${text.replace(' ', 'T')}.${String(Math.trunc(ms % 1_000)).padStart(3, '0')}${offsetOf(tz, ms)}`
}

/** A conversation as activities name it. */
const conversationJson = (ctx: Ctx, conversation: FakeConversation, rootId: string | null): Json => ({
  ...(conversation.kind === 'personal' ? {} : { isGroup: true }),
  conversationType: { channel: 'channel', group: 'groupChat', personal: 'personal' }[conversation.kind],
  tenantId: ctx.options.tenantId,
  id: threadId(conversation, rootId),
})

/** What Teams adds about the place: the tenant, and of a channel its team. */
export const channelData = (ctx: Ctx, conversation: FakeConversation): Json => {
  const tenant = { id: ctx.options.tenantId }
  const team = teamOf(ctx, conversation)
  if (conversation.kind !== 'channel' || !team) return { tenant }
  const { id, channelType } = conversation
  return {
    teamsChannelId: id,
    teamsTeamId: team.id,
    channel: { id, type: channelType ?? 'standard' },
    team: { id: team.id },
    tenant,
  }
}

/** A person as activities name them. */
const accountJson = ({ id, name, aadObjectId }: FakePerson): Json => ({ id, name, aadObjectId })

/** The app as activities name it. */
export const botJson = (ctx: Ctx): Json => ({ id: botId(ctx), name: ctx.options.botName })

/** What the client tells of itself. */
export const clientInfo = ({ tz }: FakePerson): Json => ({
  locale: 'en-US',
  country: 'US',
  platform: 'Web',
  timezone: tz,
  type: 'clientInfo',
})

/** What every activity of a person carries. */
export const activityOf = (
  ctx: Ctx,
  person: FakePerson,
  conversation: FakeConversation,
  rootId: string | null,
  more: Json,
): Json => ({
  timestamp: new Date(ctx.now()).toISOString(),
  localTimestamp: localStamp(person.tz, ctx.now()),
  localTimezone: person.tz,
  channelId: 'msteams',
  serviceUrl: ctx.options.serviceUrl,
  from: accountJson(person),
  conversation: conversationJson(ctx, conversation, rootId),
  recipient: botJson(ctx),
  entities: [clientInfo(person)],
  channelData: channelData(ctx, conversation),
  locale: 'en-US',
  ...more,
})

/** An invoke of a person: what a tap, a dialog or a search sends. */
export const invokeOf = (
  ctx: Ctx,
  person: FakePerson,
  at: { conversation: FakeConversation; rootId: string | null; replyToId: string | null },
  name: string,
  value: Json,
): Json =>
  activityOf(ctx, person, at.conversation, at.rootId, {
    type: 'invoke',
    name,
    id: `f:${ctx.newId()}`,
    ...(at.replyToId === null ? {} : { replyToId: at.replyToId }),
    value,
  })
