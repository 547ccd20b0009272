import { readColleagues } from '../../db/queries/colleagues.ts'
import { objectOf, textOf } from '../chat/body.ts'
import type { Actor } from '../chat/command.ts'
import type { Intent } from '../chat/intent.ts'
import { keepNewest } from '../chat/keep-newest.ts'
import type { Option } from '../forms/form.ts'
import type { Context } from '../services/context.ts'
import { findMember, joinMember, type Member } from '../services/people.ts'
import { languageOf } from '../texts/catalogue.ts'
import type { Reader } from '../texts/reader.ts'
import { say } from '../texts/sentence.ts'
import { type Client, slackError, vendorErrorOf } from './client.ts'
import { limits } from './limits.ts'

/** The workspace that the token belongs to. */
export type Workspace = { teamId: string; enterpriseId: string | null; botUserId: string; home: string | null }

/** Enough for everybody who is at work at one time. */
const readersAtMost = 5_000

/** What `users.info` and `users.lookupByEmail` tell of somebody who may be joined; null for guests, bots and strangers (product §6). */
export const colleagueOf = (answer: unknown, { teamId, enterpriseId }: Pick<Workspace, 'teamId' | 'enterpriseId'>) => {
  const user = objectOf(objectOf(answer).user)
  const profile = objectOf(user.profile)
  const enterprise = textOf(objectOf(user.enterprise_user).enterprise_id)
  const isOurs = user.team_id === teamId || (enterpriseId !== null && enterprise === enterpriseId)
  const isColleague = !(
    user.deleted ||
    user.is_bot ||
    user.is_restricted ||
    user.is_ultra_restricted ||
    user.is_stranger
  )
  if (!isOurs || !isColleague || user.id === 'USLACKBOT') return null
  const name = textOf(profile.real_name) || textOf(user.real_name) || textOf(user.name)
  return {
    platform: 'slack' as const,
    externalId: textOf(user.id),
    email: textOf(profile.email) || null,
    name,
    zone: textOf(user.tz) || null,
  }
}

type Given = { ctx: Context; client: Client; workspace: () => Workspace }

/** Tells who acts on Slack, joined on first sight; and for whom an answer is to be drawn. */
export const createMembers = ({ ctx, client, workspace }: Given) => {
  const readers = new Map<string, Reader>()

  /** Who that is by what Slack says at this moment; null for whom nobody may be joined as. */
  const colleague = async (externalId: string): Promise<string | null> => {
    const told = await client.users.info({ user: externalId }).catch((error: unknown) => {
      if (slackError(error) === 'user_not_found') return null
      throw vendorErrorOf('users.info', error)
    })
    const found = colleagueOf(told, workspace())
    return found ? joinMember(ctx, { ...found, externalId }) : null
  }

  const join = async (externalId: string): Promise<Member | null> =>
    (await colleague(externalId)) === null ? null : findMember(ctx, 'slack', externalId)

  const whoIs = async ({ platform, externalId }: Intent['actor']): Promise<Actor | null> => {
    if (platform !== 'slack') return null
    const member = (await findMember(ctx, 'slack', externalId)) ?? (await join(externalId))
    if (!member?.isActive) return null
    const { id, name, roles } = member
    const language = languageOf(member.language ?? ctx.settings.organisation.language)
    const zone = member.zone ?? ctx.settings.organisation.zone
    keepNewest(readers, externalId, { language, zone }, readersAtMost)
    return { id, name, roles, language, zone }
  }

  /** Every answer follows a question of `whoIs`, so the language and zone are at hand without asking the store again. */
  const readerOf = (externalId: string): Reader => {
    const { language, zone } = ctx.settings.organisation
    return readers.get(externalId) ?? { language: languageOf(language), zone }
  }

  const searchPeople = async (externalId: string, text: string): Promise<Option[]> => {
    if ((await whoIs({ platform: 'slack', externalId })) === null) return []
    const search = { queueId: null, at: ctx.now(), text, limit: limits.options }
    const found = await readColleagues(ctx.db, ctx.tenantId, search)
    return found.map(({ id, name }) => ({ value: id, label: say('word.plain', { text: name }) }))
  }

  return { whoIs, colleague, readerOf, searchPeople }
}
