import type { Json } from '../../../api.ts'
import type { Ctx } from '../ctx.ts'
import { limits } from '../limits.ts'
import { findPerson, hasApp, memberIds, splitId } from '../places.ts'
import type { FakePerson, FakeTeam } from '../state.ts'
import { type Answer, no, type Route, yes } from './answer.ts'
import { isTarget, targetOf } from './places.ts'

const guestName = ({ email }: FakePerson, tenant: string) => `${email.replace('@', '_')}#EXT#@${tenant}.example`

/** A person as a roster shows them. */
const memberJson = (ctx: Ctx, person: FakePerson): Json => {
  const [givenName = '', ...rest] = person.name.split(' ')
  return {
    id: person.id,
    name: person.name,
    objectId: person.aadObjectId,
    aadObjectId: person.aadObjectId,
    givenName,
    surname: rest.join(' '),
    email: person.email,
    userPrincipalName: person.isGuest ? guestName(person, ctx.options.tenantId) : person.email,
    tenantId: person.tenantId,
    userRole: person.isGuest ? 'guest' : 'user',
  }
}

/** The team with an id, when the app is anywhere in it. */
export const teamWithApp = (ctx: Ctx, id: string): FakeTeam | null => {
  const isThere = Object.values(ctx.state.conversations).some((each) => each.teamId === id && hasApp(ctx, each))
  return (isThere ? ctx.state.teams[id] : undefined) ?? null
}

const rosterOf = (ctx: Ctx, id: string): FakePerson[] | Answer => {
  const team = teamWithApp(ctx, splitId(id).base)
  const target = team ? null : targetOf(ctx, id)
  if (target && !isTarget(target)) return target
  const ids = team ? team.members : target ? memberIds(ctx, target.conversation) : []
  return ids.flatMap((each) => findPerson(ctx, each) ?? [])
}

const page = (ctx: Ctx, roster: FakePerson[], query: URLSearchParams): Answer => {
  const start = Number(query.get('continuationToken')?.replace('from:', '') ?? 0)
  const wanted = Number(query.get('pageSize') ?? limits.members.page)
  const end = start + Math.min(Math.max(wanted, 1), limits.members.most)
  return yes(200, {
    ...(end < roster.length ? { continuationToken: `from:${end}` } : {}),
    members: roster.slice(start, end).map((person) => memberJson(ctx, person)),
  })
}

/** `GET v3/conversations/{id}/members`, `/members/{memberId}` and `/pagedmembers` */
export const members: Route = (ctx, call) => {
  const [version, kind, id = '', list, memberId, ...rest] = call.path
  if (call.method !== 'GET' || version !== 'v3' || kind !== 'conversations' || rest.length > 0) return null
  if (list !== 'members' && list !== 'pagedmembers') return null
  const roster = rosterOf(ctx, id)
  if (!Array.isArray(roster)) return roster
  if (list === 'pagedmembers') return page(ctx, roster, call.query)
  if (memberId === undefined)
    return yes(
      200,
      roster.map((person) => memberJson(ctx, person)),
    )
  const member = roster.find((person) => person.id === memberId || person.aadObjectId === memberId)
  return member
    ? yes(200, memberJson(ctx, member))
    : no(404, 'MemberNotFoundInConversation', 'The member is not in the conversation.')
}
