import { readPersonal, readTeamsReach } from '../../db/queries/conversations.ts'
import type { Drawing } from '../cards/card.ts'
import { textOf } from '../chat/body.ts'
import { keepNewest } from '../chat/keep-newest.ts'
import { type Address, type Messenger, VendorError } from '../chat/messenger.ts'
import type { ChannelState } from '../domain/place-fault.ts'
import { type External, ownId, teamsMessage } from '../domain/platform.ts'
import type { Context } from '../services/context.ts'
import { noteConversation } from '../services/conversations.ts'
import { reachMember } from '../services/people.ts'
import { activityOf } from './card.ts'
import type { Connector } from './connector.ts'
import { lookAt } from './look.ts'
import type { Members } from './members.ts'
import { refreshFor } from './personal.ts'
import type { Roster } from './roster.ts'

const conversationsAtMost = 5_000

/** Where something is sent: a conversation, and where its connector is. */
export type Spot = { conversation: string; serviceUrl: string }

type Given = {
  ctx: Context
  call: Connector
  roster: Roster
  members: Pick<Members, 'joinByEmail'>
  botId: string
  /** The directory that personal chats are made in; null where no token is checked. */
  tenantId: string | null
}

const activitiesOf = ({ conversation }: Spot) => `v3/conversations/${encodeURIComponent(conversation)}/activities`

const notOnTeams = () =>
  new VendorError('This member is not on Teams, or has not added the app.', { isPermanent: true, isElsewhere: true })

const noServiceUrl = () =>
  new VendorError('Nothing was heard of Teams yet: add the app to a team.', { isPermanent: true, isElsewhere: true })

const removed = () => new VendorError('The channel is not known.', { isPermanent: true, closesPlace: 'removed' })

/** Finds personal chats: one that is known, else it is made, for who is looked up by the address where need be. */
const createPersonal = ({ ctx, call, roster, members, botId, tenantId }: Given) => {
  const known = new Map<string, Spot>()

  const madeWith = async (personId: string, reach: string): Promise<Spot> => {
    const serviceUrl = await roster.anyServiceUrl()
    if (serviceUrl === null) throw noServiceUrl()
    const body = {
      isGroup: false,
      bot: { id: botId },
      members: [{ id: reach }],
      ...(tenantId === null ? {} : { tenantId, channelData: { tenant: { id: tenantId } } }),
    }
    const answer = await call({ method: 'POST', serviceUrl, path: 'v3/conversations', body }).catch(
      (error: unknown) => {
        const isRefused = error instanceof VendorError && error.closesPlace !== null
        throw isRefused ? notOnTeams() : error
      },
    )
    const conversation = textOf(answer.id)
    if (conversation === '') throw new VendorError('POST v3/conversations: no id', { isUnknown: true })
    const none = { teamId: null, name: null, channelType: null }
    await noteConversation(ctx, { id: conversation, kind: 'personal', serviceUrl, personId, ...none })
    return { conversation, serviceUrl }
  }

  /** The personal chat of somebody by the directory's id; throws where they have not added the app. */
  const ofPerson = async (personId: string, heard: string | null = null): Promise<Spot> => {
    const spot = known.get(personId)
    if (spot) return spot
    const stored = await readPersonal(ctx.db, ctx.tenantId, personId)
    const reach = heard ?? (await readTeamsReach(ctx.db, ctx.tenantId, personId)) ?? personId
    const found = stored ? { conversation: stored.id, serviceUrl: stored.serviceUrl } : await madeWith(personId, reach)
    keepNewest(known, personId, found, conversationsAtMost)
    return found
  }

  const ofMember = async (memberId: string): Promise<Spot> => {
    const member = await reachMember(ctx, 'teams', memberId)
    if (member?.externalId) return ofPerson(member.externalId)
    const found = member?.email ? await members.joinByEmail(member.email) : null
    if (!found) throw notOnTeams()
    return ofPerson(found.id, found.reach)
  }

  return { ofPerson, ofMember }
}

/** Sends what lasts to Teams, for the outbox; each call throws `VendorError` when Teams does not take it. */
export const createMessenger = (given: Given) => {
  const { ctx, call, roster } = given
  const personal = createPersonal(given)

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

  /** Posts an activity, below the root of a thread where one is named; gives the platform's id of it. */
  const send = async (spot: Spot, activity: object, root: string | null = null): Promise<string> => {
    const inThread = root === null ? spot : { ...spot, conversation: `${spot.conversation};messageid=${root}` }
    const answer = await call({
      method: 'POST',
      serviceUrl: spot.serviceUrl,
      path: activitiesOf(inThread),
      body: activity,
    })
    const id = textOf(answer.id)
    if (id === '') throw new VendorError('POST activities: no id', { isUnknown: true })
    return id
  }

  const replace = async (spot: Spot, id: string, activity: object): Promise<void> => {
    const path = `${activitiesOf(spot)}/${encodeURIComponent(id)}`
    await call({ method: 'PUT', serviceUrl: spot.serviceUrl, path, body: { ...activity, id } })
  }

  const drawnFor = async (to: Address, drawing: Drawing) => activityOf(drawing, to, await refreshFor(ctx, to, drawing))

  const messenger: Messenger = {
    post: async (to, drawing, _key, inThreadOf) => {
      const spot = await spotOf(to)
      const root = inThreadOf === null || to.memberId !== null ? null : ownId(inThreadOf)
      const sent = send(spot, await drawnFor(to, drawing), root).catch((error: unknown) => {
        // Who has removed the app may be reached elsewhere.
        const isGone = to.memberId !== null && error instanceof VendorError && error.closesPlace === 'removed'
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

  return { messenger, send, replace, personal }
}

export type Sender = Pick<ReturnType<typeof createMessenger>, 'send' | 'replace' | 'personal'>
