import { VendorError } from '../chat/messenger.ts'
import type { ChannelState } from '../domain/place-fault.ts'
import type { Connector } from './connector.ts'
import { limits } from './limits.ts'
import type { Roster } from './roster.ts'

type Given = { call: Connector; roster: Pick<Roster, 'conversation' | 'channelsOf'> }

/** What Teams says of a channel; throws `VendorError` where it does not answer. */
export const lookAt = async ({ call, roster }: Given, channel: string): Promise<ChannelState> => {
  const known = await roster.conversation(channel)
  const gone: ChannelState = { name: known?.name ?? null, fault: 'removed', isShared: false }
  if (!known) return gone
  const { teamId, serviceUrl, channelType, name } = known
  try {
    const listed = teamId === null ? [] : await roster.channelsOf(teamId, serviceUrl)
    const found = listed.find(({ id }) => id === channel)
    if (found) return { name: found.name, fault: null, isShared: found.type === 'shared' }
    if (channelType === 'standard') return { ...gone, fault: 'archived' }
    // A group chat is in no list, and that of a team leaves private and shared channels out.
    const path = `v3/conversations/${encodeURIComponent(channel)}/pagedmembers?pageSize=${limits.rosterPage}`
    await call({ method: 'GET', serviceUrl, path })
    return { name, fault: null, isShared: teamId !== null && channelType !== 'private' }
  } catch (error) {
    if (error instanceof VendorError && error.closesPlace !== null) return { ...gone, fault: error.closesPlace }
    throw error
  }
}
