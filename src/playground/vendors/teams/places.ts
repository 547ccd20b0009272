import { createHash } from 'node:crypto'
import type { Ctx } from './ctx.ts'
import type { FakeConversation, FakePerson, FakeTeam } from './state.ts'

/** A conversation id without the thread in it, and the root of the thread, if it names one. */
export const splitId = (id: string): { base: string; root: string | null } => {
  const [base = '', root = null] = id.split(';messageid=')
  return { base, root }
}

/** A person by the id in Teams or by the id in the directory; null when there is none. */
export const findPerson = (ctx: Ctx, id: string): FakePerson | null =>
  ctx.state.users[id] ?? Object.values(ctx.state.users).find((each) => each.aadObjectId === id) ?? null

/** A person who must exist: for acts, whose people come from the world. */
export const personOf = (ctx: Ctx, id: string): FakePerson => {
  const person = findPerson(ctx, id)
  if (!person) throw new Error(`There is no user ${id}.`)
  return person
}

/** Says whether a person belongs to another organisation. */
export const isForeign = (ctx: Ctx, person: FakePerson): boolean => person.tenantId !== ctx.options.tenantId

/** The id of somebody's one-to-one chat with the app. */
export const personalId = (person: FakePerson): string =>
  `a:${createHash('sha256').update(person.id).digest('base64url')}`

/** The one-to-one chat of a person and the app. */
export const openPersonal = (ctx: Ctx, person: FakePerson): FakeConversation => {
  const id = personalId(person)
  const known = ctx.state.conversations[id]
  if (known) return known
  const personal: FakeConversation = {
    id,
    name: ctx.options.botName,
    kind: 'personal',
    teamId: null,
    channelType: null,
    members: [person.id],
    hasBot: true,
    isDeleted: false,
  }
  ctx.state.conversations[id] = personal
  return personal
}

/** The team that a channel is in. */
export const teamOf = (ctx: Ctx, { teamId }: FakeConversation): FakeTeam | null =>
  (teamId === null ? undefined : ctx.state.teams[teamId]) ?? null

/** The ids of all who are in a conversation. */
export const memberIds = (ctx: Ctx, conversation: FakeConversation): string[] =>
  conversation.members ?? teamOf(ctx, conversation)?.members ?? []

/** Says whether a person is in a conversation. */
export const isIn = (ctx: Ctx, conversation: FakeConversation, person: FakePerson): boolean =>
  memberIds(ctx, conversation).includes(person.id)

/** The app is there: installed in the team or the chat, or by the person. */
export const hasApp = (ctx: Ctx, conversation: FakeConversation): boolean =>
  conversation.kind === 'personal'
    ? (findPerson(ctx, conversation.members?.[0] ?? '')?.hasApp ?? false)
    : conversation.hasBot

/** A conversation as the connector names it to the app: in a channel with the thread in its id. */
export const threadId = (conversation: FakeConversation, rootId: string | null): string =>
  conversation.kind === 'channel' && rootId !== null ? `${conversation.id};messageid=${rootId}` : conversation.id
