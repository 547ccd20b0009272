import { objectOf, textOf } from '../chat/body.ts'
import type { ChannelState } from '../domain/place-fault.ts'
import { type Client, closedBy, slackError, vendorErrorOf } from './client.ts'

/** What Slack says of a channel; throws `VendorError` where it does not answer. */
export const lookAt = async (client: Client, channel: string): Promise<ChannelState> => {
  const told = await client.conversations.info({ channel }).catch((error: unknown) => {
    const fault = closedBy(slackError(error))
    if (fault === null) throw vendorErrorOf('conversations.info', error)
    return { fault }
  })
  if ('fault' in told) return { name: null, fault: told.fault, isShared: false }
  const { name, is_archived, is_member, is_ext_shared, is_pending_ext_shared } = objectOf(told.channel)
  return {
    name: textOf(name) === '' ? null : `#${textOf(name)}`,
    fault: is_archived === true ? 'archived' : is_member === true ? null : 'removed',
    isShared: is_ext_shared === true || is_pending_ext_shared === true,
  }
}
