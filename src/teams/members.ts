import { readColleagues } from '../../db/queries/colleagues.ts'
import type { Body } from '../chat/body.ts'
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
import { conversationOf, personOf } from './activity.ts'
import { limits } from './limits.ts'
import type { Person, Roster } from './roster.ts'

/** Enough for everybody who is at work at one time. */
const peopleAtMost = 5_000

/** Where somebody was last heard of: what a first sight needs to look them up. */
type Sight = { conversation: string; serviceUrl: string; reach: string; zone: string | null }

type Given = { ctx: Context; roster: Roster }

/** Tells who acts on Teams, joined on first sight; and for whom an answer is to be drawn. */
export const createMembers = ({ ctx, roster }: Given) => {
  const sights = new Map<string, Sight>()
  const readers = new Map<string, Reader>()

  /** Notes who sent a request, so that they can be looked up in its conversation. */
  const sighted = (body: Body) => {
    const { id, reach } = personOf(body)
    if (id === '') return
    const zone = textOf(body.localTimezone) || textOf(objectOf(body.clientInfo).timezone) || null
    const sight = { conversation: conversationOf(body), serviceUrl: textOf(body.serviceUrl), reach, zone }
    keepNewest(sights, id, sight, peopleAtMost)
  }

  const joined = (found: Person, zone: string | null) =>
    joinMember(ctx, {
      platform: 'teams',
      externalId: found.id,
      reach: found.reach,
      email: found.emails[0] ?? null,
      name: found.name,
      zone,
    })

  const lookUp = async (externalId: string): Promise<{ found: Person | null; zone: string | null }> => {
    const isThem = ({ id, reach }: Person) => id !== '' && (id === externalId || reach === externalId)
    const sight = sights.get(externalId)
    // Who took the app away has no chat with us any more, and stands in the lists of their teams.
    const found = (sight && (await roster.member(sight, sight.reach))) ?? (await roster.find(isThem))
    return { found: found && isThem(found) ? found : null, zone: sight?.zone ?? null }
  }

  /**
   * Who that is by what Teams says at this moment, by the directory's id or by the one that a mention has; null for whom
   * nobody may be joined as.
   */
  const colleague = async (externalId: string): Promise<string | null> => {
    const { found, zone } = await lookUp(externalId)
    return found?.isColleague ? joined(found, zone) : null
  }

  const join = async (externalId: string): Promise<Member | null> =>
    (await colleague(externalId)) === null ? null : findMember(ctx, 'teams', externalId)

  const whoIs = async ({ platform, externalId }: Intent['actor']): Promise<Actor | null> => {
    if (platform !== 'teams' || externalId === '') return null
    const member = (await findMember(ctx, 'teams', externalId)) ?? (await join(externalId))
    if (!member?.isActive) return null
    const { id, name, roles } = member
    const language = languageOf(member.language ?? ctx.settings.organisation.language)
    const zone = member.zone ?? ctx.settings.organisation.zone
    keepNewest(readers, externalId, { language, zone }, peopleAtMost)
    return { id, name, roles, language, zone }
  }

  /** Every answer follows a question of `whoIs`, so the language and zone are at hand without asking the store again. */
  const readerOf = (externalId: string): Reader => {
    const { language, zone } = ctx.settings.organisation
    return readers.get(externalId) ?? { language: languageOf(language), zone }
  }

  /** Colleagues by what was typed of their names; nobody for who is none. */
  const searchPeople = async (externalId: string, text: string): Promise<Option[]> => {
    if ((await whoIs({ platform: 'teams', externalId })) === null) return []
    const search = { queueId: null, at: ctx.now(), text, limit: limits.choices }
    const found = await readColleagues(ctx.db, ctx.tenantId, search)
    return found.map(({ id, name }) => ({ value: id, label: say('word.plain', { text: name }) }))
  }

  /** Somebody of that e-mail address, joined; null where Teams knows nobody of it that Baton shares a conversation with. */
  const joinByEmail = async (email: string): Promise<Person | null> => {
    const found = await roster.find(({ emails, isColleague }) => isColleague && emails.includes(email.toLowerCase()))
    if (!found) return null
    await joinMember(ctx, {
      platform: 'teams',
      externalId: found.id,
      reach: found.reach,
      email,
      name: found.name,
      zone: null,
    })
    return found
  }

  return { sighted, whoIs, colleague, readerOf, searchPeople, joinByEmail }
}

export type Members = ReturnType<typeof createMembers>
