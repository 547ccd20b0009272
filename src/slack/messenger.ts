import type { Drawing } from '../cards/card.ts'
import { objectOf, textOf } from '../chat/body.ts'
import { keepNewest } from '../chat/keep-newest.ts'
import { type Address, type Messenger, VendorError } from '../chat/messenger.ts'
import type { ChannelState } from '../domain/place-fault.ts'
import type { External } from '../domain/platform.ts'
import type { Context } from '../services/context.ts'
import { joinMember, reachMember } from '../services/people.ts'
import { messageOf } from './card.ts'
import { type Client, slackError, vendorErrorOf } from './client.ts'
import { limits } from './limits.ts'
import { lookAt } from './look.ts'
import { colleagueOf, type Workspace } from './members.ts'

const cardEvent = 'baton_card'
const conversationsAtMost = 5_000

type Given = { ctx: Context; client: Client; workspace: () => Workspace; now: () => Date }

const calling = async <T>(what: string, call: Promise<T>): Promise<T> => {
  try {
    return await call
  } catch (error) {
    throw vendorErrorOf(what, error)
  }
}

const notOnSlack = () => new VendorError('This member is not on Slack.', { isPermanent: true, isElsewhere: true })

/** Slack's words for somebody who was there and has left. */
const gone = ['user_disabled', 'user_not_found']

/** Finds direct conversations: by the id joined first, else by the e-mail address, which joins it (product §6). */
const createDirect = ({ ctx, client, workspace }: Given) => {
  const conversations = new Map<string, string>()

  const userOf = async (memberId: string): Promise<string> => {
    const member = await reachMember(ctx, 'slack', memberId)
    if (member?.externalId) return member.externalId
    if (!member?.email) throw notOnSlack()
    const told = await client.users.lookupByEmail({ email: member.email }).catch((error: unknown) => {
      if (slackError(error) === 'users_not_found') throw notOnSlack()
      throw vendorErrorOf('users.lookupByEmail', error)
    })
    const colleague = colleagueOf(told, workspace())
    if (!colleague) throw notOnSlack()
    await joinMember(ctx, { ...colleague, email: member.email })
    return colleague.externalId
  }

  return async (memberId: string): Promise<string> => {
    const known = conversations.get(memberId)
    if (known !== undefined) return known
    const users = await userOf(memberId)
    const { channel } = await client.conversations.open({ users }).catch((error: unknown) => {
      if (gone.includes(slackError(error) ?? '')) throw notOnSlack()
      throw vendorErrorOf('conversations.open', error)
    })
    if (!channel?.id) throw new VendorError('conversations.open: no channel', {})
    keepNewest(conversations, memberId, channel.id, conversationsAtMost)
    return channel.id
  }
}

const keyIn = (message: unknown): string => {
  const { event_type, event_payload } = objectOf(objectOf(message).metadata)
  return event_type === cardEvent ? textOf(objectOf(event_payload).key) : ''
}

/** Sends what lasts to Slack, for the outbox; each call throws `VendorError` when Slack does not take it. */
export const createMessenger = (given: Given): Messenger & { forget: (channel: string) => void } => {
  const { client, now } = given
  const direct = createDirect(given)
  const seen = new Map<string, { state: Promise<ChannelState>; at: number }>()

  const look = ({ externalId }: External) => lookAt(client, externalId)

  const looking = (channel: string) => {
    const entry = { state: lookAt(client, channel), at: now().getTime() }
    keepNewest(seen, channel, entry, conversationsAtMost)
    return entry
  }

  /** What is known of a channel is believed for a minute, or until Slack tells that it was shared: while we ask, too. */
  const isShared = async (channel: string): Promise<boolean> => {
    const known = seen.get(channel)
    const entry = known && now().getTime() - known.at < limits.placeSeenMs ? known : looking(channel)
    try {
      const { fault, isShared: isSharedNow } = await entry.state
      if (fault !== null)
        throw new VendorError(`conversations.info: ${fault}`, { isPermanent: true, closesPlace: fault })
      return seen.get(channel) === entry ? isSharedNow : isShared(channel)
    } catch (error) {
      if (seen.get(channel) === entry) seen.delete(channel)
      throw error
    }
  }

  const channelOf = async (to: Address): Promise<string> => {
    if (to.memberId !== null) return direct(to.memberId)
    if (!to.isSharedAllowed && (await isShared(to.externalId)))
      throw new VendorError('The channel is shared with another organisation.', {
        isPermanent: true,
        closesPlace: 'shared',
      })
    return to.externalId
  }

  const post = async (to: Address, drawing: Drawing, key: string, inThreadOf: string | null) => {
    const answer = await calling(
      'chat.postMessage',
      client.chat.postMessage({
        channel: await channelOf(to),
        ...messageOf(drawing, to),
        metadata: { event_type: cardEvent, event_payload: { key } },
        ...(inThreadOf === null ? {} : { thread_ts: inThreadOf }),
      }),
    )
    if (!answer.ts) throw new VendorError('chat.postMessage: no ts', { isUnknown: true })
    return answer.ts
  }

  const update = async (to: Address, externalId: string, drawing: Drawing) => {
    const { text, blocks } = messageOf(drawing, to)
    await calling('chat.update', client.chat.update({ channel: await channelOf(to), ts: externalId, text, blocks }))
  }

  const read = async (channel: string, thread: string | null): Promise<unknown[]> => {
    const asked = { channel, include_all_metadata: true, limit: limits.lookBack }
    const answer =
      thread === null ? client.conversations.history(asked) : client.conversations.replies({ ...asked, ts: thread })
    return (await answer).messages ?? []
  }

  const find = async (to: Address, key: string, inThreadOf: string | null) => {
    const channel = await channelOf(to)
    const messages = await read(channel, inThreadOf).catch((error: unknown) => {
      // Without the permission to read back, a message whose answer was lost may stand twice (product §6, "Doubles").
      if (slackError(error) === 'missing_scope') return []
      throw vendorErrorOf('conversations.history', error)
    })
    const found = messages.find((message) => keyIn(message) === key)
    return found === undefined ? null : textOf(objectOf(found).ts) || null
  }

  return { post, update, find, look, forget: (channel: string) => void seen.delete(channel) }
}
