import {
  type Conversation,
  readConversation,
  readNewestConversation,
  readShared,
} from '../../db/queries/conversations.ts'
import { type Body, isBody, objectOf, textOf } from '../chat/body.ts'
import { keepNewest } from '../chat/keep-newest.ts'
import { VendorError } from '../chat/messenger.ts'
import type { Context } from '../services/context.ts'
import type { Connector } from './connector.ts'
import { limits } from './limits.ts'

const listsAtMost = 500

/** Somebody as a conversation's list of people tells of them. */
export type Person = { id: string; reach: string; name: string; emails: string[]; isColleague: boolean }

type Given = { ctx: Pick<Context, 'db' | 'tenantId'>; call: Connector; tenantId: string | null; now: () => Date }

/** What the list tells of one; a guest, or somebody of another tenant, is no colleague (product §6, "People"). */
const personIn = (row: Body, tenantId: string | null): Person => {
  const emails = [row.email, row.userPrincipalName].map((one) => textOf(one).toLowerCase()).filter(Boolean)
  const tenant = textOf(row.tenantId)
  const isGuest = /guest|anonymous/i.test(textOf(row.userRole)) || emails.some((one) => one.includes('#ext#'))
  return {
    id: textOf(row.aadObjectId) || textOf(row.objectId),
    reach: textOf(row.id),
    name: textOf(row.name) || [textOf(row.givenName), textOf(row.surname)].join(' ').trim(),
    emails,
    isColleague: !isGuest && (tenantId === null || tenant === '' || tenant.toLowerCase() === tenantId),
  }
}

const pathOf = (conversation: string) => `v3/conversations/${encodeURIComponent(conversation)}`

/** Reads who and what there is on Teams: people of conversations, channels of teams. */
export const createRoster = ({ ctx, call, tenantId, now }: Given) => {
  const pages = new Map<string, { people: Promise<Person[]>; at: number }>()

  /** One person of a conversation, by the id that Teams writes to; null where there is no such. */
  const member = async (where: { conversation: string; serviceUrl: string }, reach: string): Promise<Person | null> => {
    const path = `${pathOf(where.conversation)}/members/${encodeURIComponent(reach)}`
    try {
      return personIn(await call({ method: 'GET', serviceUrl: where.serviceUrl, path }), tenantId)
    } catch (error) {
      if (error instanceof VendorError && error.closesPlace === 'removed') return null
      throw error
    }
  }

  const readAll = async (conversation: string, serviceUrl: string): Promise<Person[]> => {
    const people: Person[] = []
    let token = ''
    do {
      const next = token === '' ? '' : `&continuationToken=${encodeURIComponent(token)}`
      const path = `${pathOf(conversation)}/pagedmembers?pageSize=${limits.rosterPage}${next}`
      const page = await call({ method: 'GET', serviceUrl, path })
      const rows = Array.isArray(page.members) ? page.members.filter(isBody) : []
      people.push(...rows.map((row) => personIn(row, tenantId)))
      token = textOf(page.continuationToken)
    } while (token !== '')
    return people
  }

  const peopleOf = (conversation: string, serviceUrl: string): Promise<Person[]> => {
    const known = pages.get(conversation)
    if (known && now().getTime() - known.at < limits.rosterMs) return known.people
    const asked = { people: readAll(conversation, serviceUrl), at: now().getTime() }
    keepNewest(pages, conversation, asked, listsAtMost)
    asked.people.catch(() => pages.get(conversation) === asked && pages.delete(conversation))
    return asked.people
  }

  /** Each conversation of several people whose list is its own: a team's channels share theirs, but for private and shared ones. */
  const lists = async () => {
    const shared = await readShared(ctx.db, ctx.tenantId)
    const isOfTeam = ({ channelType }: Conversation) => channelType !== 'private' && channelType !== 'shared'
    return [...new Map(shared.map((one) => [(isOfTeam(one) ? one.teamId : null) ?? one.id, one])).values()]
  }

  /** The first person of any conversation who fits; null where there is none, and `VendorError` where that cannot be told now. */
  const find = async (fits: (person: Person) => boolean): Promise<Person | null> => {
    let untold: unknown = null
    for (const { id, serviceUrl } of await lists()) {
      try {
        const found = (await peopleOf(id, serviceUrl)).find(fits)
        if (found) return found
      } catch (error) {
        // What is closed to us for good tells of nobody; what only does not answer now may know the person.
        if (!(error instanceof VendorError && error.isPermanent && !error.closesAll)) untold = error
      }
    }
    if (untold !== null) throw untold
    return null
  }

  /** The channels of a team by their own ids, with what they are called; the first channel has no name of its own. */
  const channelsOf = async (teamId: string, serviceUrl: string) => {
    const told = await call({ method: 'GET', serviceUrl, path: `v3/teams/${encodeURIComponent(teamId)}/conversations` })
    const rows = Array.isArray(told.conversations) ? told.conversations.map(objectOf) : []
    return rows.map((row) => ({
      id: textOf(row.id),
      name: textOf(row.name) || 'General',
      type: textOf(row.type) || 'standard',
    }))
  }

  /** The channels of every team that the app is in. */
  const channels = async () => {
    const all = (await lists()).flatMap(({ teamId, serviceUrl }) => (teamId === null ? [] : [{ teamId, serviceUrl }]))
    const teams = [...new Map(all.map((one) => [one.teamId, one])).values()]
    const found = await Promise.all(
      teams.map(async (team) => {
        const own = await channelsOf(team.teamId, team.serviceUrl).catch(() => [])
        return own.map((one) => ({ ...one, ...team }))
      }),
    )
    return found.flat()
  }

  /** Where the connector was last reached; every conversation of a tenant has the same. */
  const anyServiceUrl = async (): Promise<string | null> =>
    (await readNewestConversation(ctx.db, ctx.tenantId))?.serviceUrl ?? null

  const conversation = (id: string) => readConversation(ctx.db, ctx.tenantId, id)

  return {
    member,
    lists,
    peopleOf,
    find,
    channelsOf,
    channels,
    anyServiceUrl,
    conversation,
    forget: () => pages.clear(),
  }
}

export type Roster = ReturnType<typeof createRoster>
