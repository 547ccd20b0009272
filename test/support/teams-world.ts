import type { FakeTeams } from '../../src/playground/vendors/teams/teams.ts'
import { castOn, type Stranger, strangers, type Where, type Who } from './cast.ts'
import type { Driver, Seen } from './driver.ts'
import { teamOf, tenantId } from './teams-stage.ts'

const { channels, idOf } = castOn.teams

const userId = (who: Who) => `29:${who}`

const strange: Record<Stranger, object> = {
  Guest: { isGuest: true },
  Other: { tenantId: '99999999-1111-4222-8333-444444444444', organisation: 'Else' },
  Gone: { hasApp: false },
  Bot: { hasApp: false },
}

/** The address of a message, as far as the client needs it to find the message. */
export const linkTo = ({ place, id, threadId }: Seen) => {
  const where = (Object.keys(channels) as Where[]).find((one) => channels[one] === place) ?? 'dach'
  const about = { tenantId, groupId: teamOf(where).id, parentMessageId: threadId ?? id }
  return `https://teams.microsoft.com/l/message/${encodeURIComponent(place)}/${id}?${new URLSearchParams(about)}`
}

/** Who is in the organisation and its channels. */
export const changeWorld = (
  teams: FakeTeams,
): Pick<Driver, 'addStranger' | 'changeEmail' | 'leaves' | 'setMembers' | 'share'> => {
  const members = new Map<Where, string[]>()
  const factsOf = (where: Where) => ({
    ...{ id: channels[where], name: where, kind: 'channel' as const, teamId: teamOf(where).id },
    ...(members.has(where) ? { members: members.get(where) ?? [] } : {}),
  })
  return {
    addStranger: (...who) => {
      for (const one of who) {
        const { name, email } = strangers[one]
        teams.addUser({ id: userId(one), aadObjectId: idOf(one), name, email, tz: 'UTC', ...strange[one] })
      }
    },
    leaves: (who) => teams.removeUser(userId(who)),
    changeEmail: (who, email) => {
      const known = teams.world().users.find(({ id }) => id === userId(who))
      if (known) teams.addUser({ ...known, organisation: '', email })
    },
    setMembers: (where, who) => {
      if (who === 'all') members.delete(where)
      else members.set(where, who.map(userId))
      teams.addConversation(factsOf(where))
    },
    share: async (where, isShared) => {
      const channelType = isShared ? 'shared' : 'standard'
      teams.addConversation({ ...factsOf(where), channelType })
      const { channelData, ...told } = teams.activity('29:Sofia', channels[where], { type: 'conversationUpdate' })
      const eventType = isShared ? 'channelShared' : 'channelUnshared'
      await teams.send({ ...told, channelData: { ...(channelData as object), eventType } })
      return undefined
    },
  }
}
