import { readPersonal, readTeamsReach } from '../../db/queries/conversations.ts'
import { textOf } from '../chat/body.ts'
import { keepNewest } from '../chat/keep-newest.ts'
import { VendorError } from '../chat/messenger.ts'
import type { Context } from '../services/context.ts'
import { noteConversation } from '../services/conversations.ts'
import { reachMember } from '../services/people.ts'
import type { Connector } from './connector.ts'
import type { Members } from './members.ts'
import type { Roster } from './roster.ts'
import type { Spot } from './sender.ts'

const chatsAtMost = 5_000

type Given = {
  ctx: Context
  call: Connector
  roster: Roster
  members: Pick<Members, 'joinByEmail'>
  botId: string
  /** The directory that personal chats are made in; null where no token is checked. */
  tenantId: string | null
}

/** Nobody is there to be written to; they may be reached on another platform. */
export const notOnTeams = () =>
  new VendorError('This member is not on Teams, or has not added the app.', { isPermanent: true, isElsewhere: true })

const noServiceUrl = () =>
  new VendorError('Nothing was heard of Teams yet: add the app to a team.', { isPermanent: true, isElsewhere: true })

/** Finds personal chats: one that is known, else it is made, for who is looked up by the address where need be. */
export const createPersonalChats = ({ ctx, call, roster, members, botId, tenantId }: Given) => {
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
    keepNewest(known, personId, found, chatsAtMost)
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

export type PersonalChats = ReturnType<typeof createPersonalChats>
