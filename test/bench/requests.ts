import { actorId, channelId, reachOf, teamId, teamsChannelId, teamsTeamId } from './seed.ts'
import { appId, tenantId } from './teams-access.ts'

const form = (payload: unknown) => new URLSearchParams({ payload: JSON.stringify(payload) }).toString()

/** A tap on Accept of a fresh card, by one of the members of its queue. */
export const acceptTap = (number: number, sink: string): string => {
  const user = actorId(number % 10)
  const at = `${Math.floor(Date.now() / 1000)}.${String(number).padStart(6, '0')}`
  return form({
    type: 'block_actions',
    team: { id: teamId, domain: 'bench' },
    user: { id: user, username: user, name: user, team_id: teamId },
    api_app_id: 'A1',
    token: 'unused',
    container: { type: 'message', message_ts: `1.${number}`, channel_id: channelId, is_ephemeral: false },
    trigger_id: `t.${number}.${at}`,
    channel: { id: channelId, name: 'leads' },
    message: { type: 'message', ts: `1.${number}`, user: 'UBOT', text: '', blocks: [] },
    state: { values: {} },
    response_url: `${sink}/response/${number}`,
    enterprise: null,
    is_enterprise_install: false,
    actions: [
      {
        type: 'button',
        action_id: 'accept',
        block_id: `handoff:${number}`,
        text: { type: 'plain_text', text: 'Accept', emoji: false },
        action_ts: at,
      },
    ],
  })
}

/** A slash command of a member. */
export const command = (text: string, nth: number, sink: string, member = 0): string =>
  new URLSearchParams({
    token: 'unused',
    team_id: teamId,
    team_domain: 'bench',
    channel_id: channelId,
    channel_name: 'leads',
    user_id: actorId(member),
    user_name: actorId(member),
    command: '/lead',
    text,
    api_app_id: 'A1',
    is_enterprise_install: 'false',
    response_url: `${sink}/response/c${nth}`,
    trigger_id: `c.${nth}.${Date.now()}`,
  }).toString()

/** A member opens the Home tab. */
export const home = (nth: number): string =>
  JSON.stringify({
    token: 'unused',
    team_id: teamId,
    api_app_id: 'A1',
    type: 'event_callback',
    event_id: `Ev${nth}.${Date.now()}`,
    event_time: Math.floor(Date.now() / 1000),
    authorizations: [
      { enterprise_id: null, team_id: teamId, user_id: 'UBOT', is_bot: true, is_enterprise_install: false },
    ],
    event: { type: 'app_home_opened', user: actorId(0), channel: 'D1', tab: 'home', event_ts: `${nth}.1` },
  })

/** What comes from a card in a channel of Teams, by one of the members of its queue. */
const invoke = (number: number, nth: number, serviceUrl: string, value: object): string => {
  const now = new Date()
  return JSON.stringify({
    name: 'adaptiveCard/action',
    type: 'invoke',
    timestamp: now.toISOString(),
    localTimestamp: now.toISOString(),
    id: `f:${number}.${nth}.${now.getTime()}`,
    channelId: 'msteams',
    serviceUrl,
    from: { id: reachOf(nth), name: `Member ${nth}`, aadObjectId: actorId(nth) },
    conversation: {
      isGroup: true,
      conversationType: 'channel',
      tenantId,
      id: `${teamsChannelId};messageid=${number}`,
    },
    recipient: { id: `28:${appId}`, name: 'Baton' },
    entities: [{ locale: 'en-US', country: 'US', platform: 'Web', timezone: 'Europe/Berlin', type: 'clientInfo' }],
    channelData: {
      channel: { id: teamsChannelId, type: 'standard' },
      team: { id: teamsTeamId },
      tenant: { id: tenantId },
      source: { name: 'message' },
    },
    replyToId: String(number),
    value,
    locale: 'en-US',
    localTimezone: 'Europe/Berlin',
  })
}

/** A tap on Accept of a fresh card in a channel of Teams. */
export const acceptInvoke = (number: number, serviceUrl: string): string => {
  const data = { word: 'accept', about: number }
  const action = { type: 'Action.Execute', title: 'Accept', verb: 'accept', data }
  return invoke(number, number % 10, serviceUrl, { action, trigger: 'manual' })
}

/** The client of one of ten people asks for their own view of a card, as all do when it was redrawn. */
export const refreshInvoke = (nth: number, serviceUrl: string): string => {
  const number = 1 + Math.floor(nth / 10)
  const action = { type: 'Action.Execute', verb: 'refresh', data: { about: number } }
  return invoke(number, nth % 10, serviceUrl, { action, trigger: 'automatic' })
}
