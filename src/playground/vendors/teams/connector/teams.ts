import { isIn } from '../places.ts'
import { no, type Route, yes } from './answer.ts'
import { teamWithApp } from './members.ts'

/** `GET v3/teams/{id}` and `v3/teams/{id}/conversations` */
export const teams: Route = (ctx, call) => {
  const [version, kind, id = '', list, ...rest] = call.path
  if (call.method !== 'GET' || version !== 'v3' || kind !== 'teams' || rest.length > 0) return null
  const team = teamWithApp(ctx, id)
  if (!team) return no(403, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster.')
  // Private and shared channels are no part of the list.
  const channels = Object.values(ctx.state.conversations).filter(
    (each) => each.teamId === id && each.channelType === 'standard' && !each.isDeleted,
  )
  if (list === undefined) {
    const memberCount = Object.values(ctx.state.users).filter((person) =>
      channels.some((channel) => isIn(ctx, channel, person)),
    ).length
    return yes(200, { id, name: team.name, aadGroupId: `group-${id}`, channelCount: channels.length, memberCount })
  }
  if (list !== 'conversations') return null
  return yes(200, {
    conversations: channels.map((channel) => ({
      id: channel.id,
      // The general channel bears the id of its team, and no name.
      ...(channel.id === id ? {} : { name: channel.name }),
      type: 'standard',
    })),
  })
}
