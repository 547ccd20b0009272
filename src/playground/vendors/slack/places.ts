import type { Ctx } from './ctx.ts'
import type { FakeChannel, FakeUser } from './state.ts'

const slug = (name: string) =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '.')
    .replace(/^\.|\.$/g, '')

/** The handle of a person: what stands before the @ of the e-mail address, else the name in small letters. */
export const handleOf = (user: FakeUser): string =>
  user.email.split('@')[0]?.toLowerCase() || slug(user.name) || user.id

/** The domain of the organisation's address: `acme` in acme.slack.com. */
export const teamDomain = (ctx: Ctx): string => slug(ctx.options.team.name).replaceAll('.', '-') || 'team'

/** A person by id; null for an unknown one. */
export const findUser = (ctx: Ctx, id: string): FakeUser | null =>
  Object.hasOwn(ctx.state.users, id) ? (ctx.state.users[id] ?? null) : null

/** A person by id; throws for an unknown one, as only the caller of the fake can name one. */
export const userOf = (ctx: Ctx, id: string): FakeUser => {
  const user = findUser(ctx, id)
  if (!user) throw new Error(`The fake Slack has no user ${id}. Add it with addUser.`)
  return user
}

/** The ids of a conversation's members. */
export const membersOf = (ctx: Ctx, channel: FakeChannel): string[] => {
  const bot = ctx.options.botUserId
  const listed =
    channel.members === 'all'
      ? Object.values(ctx.state.users)
          .filter((user) => !user.isBot && !user.deleted && user.teamId === ctx.options.team.id)
          .map((user) => user.id)
      : channel.members
  const people = listed.filter((id) => id !== bot)
  return channel.hasBot ? [...people, bot] : people
}

/** Says whether somebody is in a conversation. */
export const isIn = (ctx: Ctx, channel: FakeChannel, user: string): boolean => membersOf(ctx, channel).includes(user)

/** The id of the direct conversation between a person and the bot. */
export const dmId = (user: string): string => `D${user.slice(1)}`

/** Opens the direct conversation between a person and the bot; the same one each time. */
export const openDm = (ctx: Ctx, user: string): FakeChannel => {
  const id = dmId(user)
  const known = ctx.state.channels[id]
  if (known) return known
  const dm: FakeChannel = {
    id,
    name: 'directmessage',
    kind: 'im',
    members: [user],
    hasBot: true,
    isPrivate: true,
    isArchived: false,
  }
  ctx.state.channels[id] = dm
  return dm
}

/** A conversation that the bot may know of: a private one without the bot does not exist for it. */
export const visibleChannel = (ctx: Ctx, id: string): FakeChannel | null => {
  const channel = ctx.state.channels[id]
  return channel && (channel.hasBot || !channel.isPrivate) ? channel : null
}
