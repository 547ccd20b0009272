import type { Context } from './context.ts'
import { moveConversations, noteConversation } from './conversations.ts'
import { bindDemo } from './demo-day.ts'

type Team = {
  id: string
  serviceUrl: string
  channels: { id: string; name: string }[]
  bound: Parameters<typeof bindDemo>[2]
}

/** Binds the channels of the playground's Teams, which the product is in from the start without having heard of them. */
export const bindTeamsDemo = async (ctx: Context, { id: teamId, serviceUrl, channels, bound }: Team) => {
  await moveConversations(ctx, serviceUrl)
  for (const { id, name } of channels)
    await noteConversation(ctx, {
      id,
      name,
      kind: 'channel',
      serviceUrl,
      teamId,
      channelType: 'standard',
      personId: null,
    })
  await bindDemo(ctx, 'teams', bound)
}
