import type { Drawing } from '../cards/card.ts'
import { type Address, type Messenger, VendorError } from '../chat/messenger.ts'
import type { ChannelState } from '../domain/place-fault.ts'
import { type External, ownId, teamsMessage } from '../domain/platform.ts'
import type { Context } from '../services/context.ts'
import { activityOf } from './card.ts'
import type { Connector } from './connector.ts'
import { lookAt } from './look.ts'
import { refreshFor } from './personal.ts'
import { notOnTeams, type PersonalChats } from './personal-chats.ts'
import type { Roster } from './roster.ts'
import { createSender, type Spot } from './sender.ts'

type Given = { ctx: Context; call: Connector; roster: Roster; personal: PersonalChats }

const removed = () => new VendorError('The channel is not known.', { isPermanent: true, closesPlace: 'removed' })

/** Sends what lasts to Teams, for the outbox; each call throws `VendorError` when Teams does not take it. */
export const createMessenger = ({ ctx, call, roster, personal }: Given): Messenger => {
  const { send, replace } = createSender(call)

  const look = ({ externalId }: External): Promise<ChannelState> => lookAt({ call, roster }, externalId)

  const spotOf = async (to: Address): Promise<Spot> => {
    if (to.memberId !== null) return personal.ofMember(to.memberId)
    const known = await roster.conversation(to.externalId)
    if (!known) throw removed()
    if (known.channelType === 'shared' && !to.isSharedAllowed)
      throw new VendorError('The channel is shared with another organisation.', {
        isPermanent: true,
        closesPlace: 'shared',
      })
    return { conversation: known.id, serviceUrl: known.serviceUrl }
  }

  const drawnFor = async (to: Address, drawing: Drawing) => activityOf(drawing, to, await refreshFor(ctx, to, drawing))

  return {
    post: async (to, drawing, _key, inThreadOf) => {
      const spot = await spotOf(to)
      const root = inThreadOf === null || to.memberId !== null ? null : ownId(inThreadOf)
      const sent = send(spot, await drawnFor(to, drawing), root).catch((error: unknown) => {
        // Who has removed the app, or takes nothing from it, may be reached elsewhere.
        const isGone = to.memberId !== null && error instanceof VendorError && error.closesPlace !== null
        throw isGone ? notOnTeams() : error
      })
      return teamsMessage(await sent)
    },
    update: async (to, externalId, drawing) =>
      replace(await spotOf(to), ownId(externalId), await drawnFor(to, drawing)),
    // A bot cannot read back what stands in a conversation: a message whose answer was lost may stand twice (product §6, "Doubles").
    find: async () => null,
    look,
  }
}
