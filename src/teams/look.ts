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
  const { teamId, serviceUrl } = known
  try {
    if (teamId === null) {
      const path = `v3/conversations/${encodeURIComponent(channel)}/pagedmembers?pageSize=${limits.rosterPage}`
      await call({ method: 'GET', serviceUrl, path })
      return { name: known.name, fault: null, isShared: false }
    }
    const found = (await roster.channelsOf(teamId, serviceUrl)).find(({ id }) => id === channel)
    return found ? { name: found.name, fault: null, isShared: found.type === 'shared' } : { ...gone, fault: 'archived' }
  } catch (error) {
    if (error instanceof VendorError && error.closesPlace !== null) return { ...gone, fault: error.closesPlace }
    throw error
  }
}
