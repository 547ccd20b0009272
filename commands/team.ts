import { z } from 'zod'
import { readNamedMember } from '../db/queries/members.ts'
import { readReach } from '../db/queries/people.ts'
import { readMember, readTeam, type Team, type TeamMember } from '../db/queries/team.ts'
import { line } from '../src/cards/card.ts'
import { drawTeam } from '../src/cards/team.ts'
import { type Asked, command } from '../src/chat/command.ts'
import { refused, refusedAtField } from '../src/chat/refusal.ts'
import { openForm, type Reply, whisper } from '../src/chat/reply.ts'
import { queueNamed } from '../src/domain/queue-names.ts'
import type { Refusal } from '../src/domain/refusal.ts'
import { type Role, roles } from '../src/domain/settings.ts'
import { readTeamWords, type TeamWords, teamParts } from '../src/domain/team-words.ts'
import { optionalLine } from '../src/forms/inputs.ts'
import { queueOption } from '../src/forms/options.ts'
import { teamAddForm, teamChangeForm, teamRemoveForm } from '../src/forms/team.ts'
import { leavingWords, offerAgain } from '../src/services/leaver.ts'
import { addToQueue, deactivate, removeFromQueue, setCaps, setRoles } from '../src/services/team.ts'
import { allOf, say } from '../src/texts/sentence.ts'

const number = optionalLine(3).refine((cap) => cap === null || /^[1-9]\d*$/.test(cap), { error: 'error.cap' })
const input = z.object({
  text: optionalLine(2_000),
  person: optionalLine(200),
  queue: optionalLine(200),
  part: z.enum(teamParts).default('member'),
  roles: optionalLine(200),
  cap: number,
  capPerDay: number,
})
type Given = z.output<typeof input>
type Queue = Team['queues'][number]

const everyQueue = 'all'
const isAdminOf = ({ actor }: Asked<unknown>) => actor.roles.includes('admin')

/** The queues that the asker manages: their own, or all for an admin (domain §8, "Other rights"). */
const managed = (asked: Asked<unknown>, { queues, standing }: Team): Queue[] =>
  queues.filter(
    ({ id }) =>
      isAdminOf(asked) ||
      standing.some((one) => one.queueId === id && one.memberId === asked.actor.id && one.part === 'manager'),
  )

const settled = ({ ctx }: Asked<unknown>) => ({
  areMembersInFile: ctx.settings.members !== null,
  areQueuesInFile: ctx.settings.queues !== null,
})

/** Who is meant, named in whatever way: for what gives rights, as the platform knows them at this moment (product §6, "People"). */
const whoIs = async (asked: Asked<unknown>, text: string, isLookedAt: boolean): Promise<TeamMember | Refusal> => {
  const { ctx, intent, directory } = asked
  const { platform } = intent.actor
  const inText = /^<@([A-Z0-9]+)(?:\|[^>]*)?>$/i.exec(text)?.[1] ?? intent.mentions?.get(text)
  const picked = inText ?? (intent.surface === 'form' ? text : null)
  const known = await readNamedMember(ctx.db, ctx.tenantId, platform, picked === null ? text : `<@${picked}>`)
  const reached = picked === null && known ? await readReach(ctx.db, platform, known.id) : null
  const externalId = picked ?? reached?.externalId ?? null
  const isAsked = externalId !== null && (isLookedAt || known === null)
  const joined = isAsked ? await directory.colleague({ platform, externalId }) : null
  if (isAsked && joined === null) return { key: 'notColleague' }
  const named = joined ?? known?.id
  const member = named === undefined ? null : await readMember(ctx.db, ctx.tenantId, named)
  return member ?? { key: 'unknownPerson', text }
}

const show = (asked: Asked<unknown>, team: Team, text: string): Reply => {
  const queue = queueNamed(team.queues, text)
  if (text !== '' && !queue) return refused({ key: 'unknownQueue', text, queues: team.queues.map(({ key }) => key) })
  const isAdmin = isAdminOf(asked)
  const mayChange = managed(asked, team).some(({ id }) => !queue || id === queue.id)
  return whisper(...drawTeam(team, queue?.id ?? null, { mayChange: mayChange || isAdmin, isAdmin, ...settled(asked) }))
}

/** The queue that somebody may change the people of, or why not. */
const queueOf = (asked: Asked<unknown>, team: Team, key: string | null): Queue | Refusal => {
  const own = managed(asked, team)
  if (own.length === 0) return { key: 'managersOnly', word: 'team' }
  if (settled(asked).areQueuesInFile) return { key: 'queuesInFile' }
  const found = team.queues.find((one) => one.key === key) ?? (key === null && own.length === 1 ? own[0] : undefined)
  if (!found) return { key: 'whichQueue', queues: own.map((one) => one.key) }
  return own.includes(found) ? found : { key: 'managersOnly', word: 'team' }
}

const isQueue = (one: Queue | Refusal): one is Queue => 'id' in one
const isMember = (one: TeamMember | Refusal): one is TeamMember => 'id' in one

const roleOf = { member: 'sdr', manager: 'manager', ae: 'ae' } as const

const add = async (asked: Asked<unknown>, team: Team, words: Extract<TeamWords, { does: 'add' }>): Promise<Reply> => {
  const { ctx, intent } = asked
  const queue = queueOf(asked, team, words.queue)
  if (!isQueue(queue)) return refusedAtField(intent, queue)
  const member = await whoIs(asked, words.person, true)
  if (!isMember(member)) return refusedAtField(intent, member)
  const { areMembersInFile } = settled(asked)
  if (areMembersInFile && !member.isActive) return refusedAtField(intent, { key: 'membersInFile' })
  const role = roleOf[words.part]
  // To manage the whole organisation's numbers is an admin's to give; the queue itself is its manager's.
  const mayGive = role !== 'manager' || isAdminOf(asked)
  await addToQueue(ctx, queue.id, member.id, words.part, areMembersInFile ? null : { role: mayGive ? role : null })
  const part = say(`team.part.${words.part}`)
  return whisper(line(say('done.teamAdded', { name: member.name, queue: queue.title, part })))
}

const remove = async (asked: Asked<unknown>, team: Team, person: string, key: string | null): Promise<Reply> => {
  const { ctx, actor, asker, intent } = asked
  if (key !== null) {
    const queue = queueOf(asked, team, key)
    if (!isQueue(queue)) return refusedAtField(intent, queue)
    const member = await whoIs(asked, person, false)
    if (!isMember(member)) return refusedAtField(intent, member)
    await removeFromQueue(ctx, queue.id, member.id)
    return whisper(line(say('done.teamRemoved', { name: member.name, queue: queue.title })))
  }
  if (!isAdminOf(asked)) return refused({ key: 'adminsOnly', word: 'team remove' })
  if (settled(asked).areMembersInFile) return refused({ key: 'membersInFile' })
  const member = await whoIs(asked, person, false)
  if (!isMember(member)) return refusedAtField(intent, member)
  if ((await deactivate(ctx, member.id)) === 'lastAdmin')
    return refusedAtField(intent, { key: 'lastAdmin', name: member.name })
  const leaving = await offerAgain(ctx, { ...asker, name: actor.name }, member)
  return whisper(line(say('done.teamLeft', { name: member.name })), line(leavingWords(leaving)))
}

type Change = { person: string; roles?: Role[]; caps?: { cap?: number | null; capPerDay?: number | null } }

const change = async (asked: Asked<unknown>, { person, roles: wanted, caps }: Change): Promise<Reply> => {
  const { ctx, intent } = asked
  if (!isAdminOf(asked)) return refused({ key: 'adminsOnly', word: 'team' })
  if (settled(asked).areMembersInFile) return refused({ key: 'membersInFile' })
  const member = await whoIs(asked, person, true)
  if (!isMember(member)) return refusedAtField(intent, member)
  if (wanted && (await setRoles(ctx, member.id, wanted)) === 'lastAdmin')
    return refusedAtField(intent, { key: 'lastAdmin', name: member.name })
  if (caps) await setCaps(ctx, member.id, caps)
  const after = wanted ?? member.roles
  const said = after.length > 0 ? allOf(after.map((role) => say(`role.${role}`))) : say('team.noRoles')
  const { cap, capPerDay } = { ...member, ...caps }
  return whisper(
    line(say('done.teamChanged', { name: member.name, roles: said })),
    ...(cap === null ? [] : [line(say('done.teamCap', { cap }))]),
    ...(capPerDay === null ? [] : [line(say('done.teamDaily', { cap: capPerDay }))]),
  )
}

const openFor = (asked: Asked<unknown>, team: Team, does: string): Reply => {
  if (does === 'change')
    return isAdminOf(asked) ? openForm(teamChangeForm(null)) : refused({ key: 'adminsOnly', word: 'team' })
  const own = managed(asked, team)
  if (own.length === 0 && !isAdminOf(asked)) return refused({ key: 'managersOnly', word: 'team' })
  const options = settled(asked).areQueuesInFile ? [] : own.map(queueOption)
  if (does === 'add')
    return settled(asked).areQueuesInFile ? refused({ key: 'queuesInFile' }) : openForm(teamAddForm(options))
  const all = { value: everyQueue, label: say('form.teamLeaves') }
  return openForm(teamRemoveForm([...options, ...(isAdminOf(asked) ? [all] : [])]))
}

const sent = (asked: Asked<unknown>, team: Team, given: Given): Promise<Reply> => {
  const { person, queue, part } = given
  const does = asked.intent.variant
  if (person === null) return Promise.resolve({ kind: 'errors', fields: { person: say('error.required') } })
  if (does === 'add') return add(asked, team, { does, person, queue, part })
  if (does === 'remove') return remove(asked, team, person, queue === everyQueue ? null : (queue ?? ''))
  if (does !== 'change') return Promise.resolve(refused({ key: 'teamWords' }))
  const chosen = (given.roles ?? '').split(' ').filter(Boolean)
  const wanted = roles.filter((role) => chosen.includes(role))
  // Roles that there are none of are no wish to have none.
  if (wanted.length < chosen.length) return Promise.resolve({ kind: 'errors', fields: { roles: say('error.choice') } })
  const numberIn = (text: string | null) => (text === null ? null : Number(text))
  const caps = { cap: numberIn(given.cap), capPerDay: numberIn(given.capPerDay) }
  return change(asked, { person, roles: wanted, caps })
}

/** Who is in the team, in which queue and as what; its managers and admins change it (domain §8, "Other rights"). */
export const verb = command({
  word: 'team',
  kind: 'verb',
  about: 'none',
  who: ['manager'],
  input,
  typed: (text) => ({ text }),
  ask: async (asked) => {
    const { ctx, intent } = asked
    const person = typeof asked.input.person === 'string' ? asked.input.person : null
    if (intent.variant !== 'redraw' || person === null)
      return openFor(asked, await readTeam(ctx.db, ctx.tenantId), intent.variant ?? 'add')
    const member = await whoIs(asked, person, false)
    return openForm(teamChangeForm(isMember(member) ? member : null))
  },
  run: async (asked) => {
    const { ctx, intent, input: given } = asked
    const team = await readTeam(ctx.db, ctx.tenantId)
    if (intent.surface === 'form') return sent(asked, team, given)
    if (intent.variant !== null) return openFor(asked, team, intent.variant)
    const words = readTeamWords(given.text ?? '', team.queues)
    if (words === null) return refused({ key: 'teamWords' })
    switch (words.does) {
      case 'show':
        return show(asked, team, words.text)
      case 'add':
        return add(asked, team, words)
      case 'remove':
        return remove(asked, team, words.person, words.queue)
      case 'roles':
        return change(asked, { person: words.person, roles: words.roles })
      case 'cap':
        return change(asked, { person: words.person, caps: { cap: words.cap } })
      case 'daily':
        return change(asked, { person: words.person, caps: { capPerDay: words.cap } })
      default:
        return words satisfies never
    }
  },
})
