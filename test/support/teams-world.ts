import type { FakeTeams } from '../../src/playground/vendors/teams/teams.ts'
import { castOn, type Stranger, strangers, type Where, type Who } from './cast.ts'
import type { Driver, Seen } from './driver.ts'
import { team, tenantId } from './teams-stage.ts'

const { channels, idOf } = castOn.teams

const userId = (who: Who) => `29:${who}`

const strange: Record<Stranger, object> = {
  Guest: { isGuest: true },
  Other: { tenantId: '99999999-1111-4222-8333-444444444444', organisation: 'Else' },
  Gone: { hasApp: false },
  Bot: { hasApp: false },
}
/** The address of a message, as Teams names it to a message extension. */
export const linkTo = ({ place, id, threadId }: Seen) => {
  const channelName = (Object.keys(channels) as Where[]).find((one) => channels[one] === place) ?? ''
  const about = {
    tenantId,
    groupId: team.id,
    parentMessageId: threadId ?? id,
    teamName: team.name,
    channelName,
    createdTime: id,
  }
  return `https://teams.microsoft.com/l/message/${encodeURIComponent(place)}/${id}?${new URLSearchParams(about)}`
}

/** Who is in the organisation and its channels. */
export const changeWorld = (teams: FakeTeams): Pick<Driver, 'addStranger' | 'leaves' | 'setMembers' | 'share'> => ({
  addStranger: (...who) => {
    for (const one of who) {
      const { name, email } = strangers[one]
      teams.addUser({ id: userId(one), aadObjectId: idOf(one), name, email, tz: 'UTC', ...strange[one] })
    }
  },
  leaves: () => {
    throw new Error('Nobody leaves Teams yet.')
  },
  setMembers: (where, who) =>
    teams.addConversation({
      id: channels[where],
      name: where,
      kind: 'channel',
      teamId: team.id,
      ...(who === 'all' ? {} : { members: who.map(userId) }),
    }),
  share: async (where, isShared) => {
    const channelType = isShared ? 'shared' : 'standard'
    teams.addConversation({ id: channels[where], name: where, kind: 'channel', teamId: team.id, channelType })
    return undefined
  },
})
