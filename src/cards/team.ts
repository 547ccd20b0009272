import type { Team } from '../../db/queries/team.ts'
import type { TeamPart } from '../domain/team-words.ts'
import { allOf, type Sentence, say, type Value } from '../texts/sentence.ts'
import { type Button, buttons, line, type Part } from './card.ts'

/** What of it somebody may change here, and what the configuration file says. */
export type TeamView = { mayChange: boolean; isAdmin: boolean; areMembersInFile: boolean; areQueuesInFile: boolean }

type Person = Team['people'][number]

const nameOf = ({ name, cap, capPerDay }: Person): Value => {
  if (capPerDay === null) return cap === null ? name : say('team.cap', { name, cap })
  return cap === null ? say('team.daily', { name, capPerDay }) : say('team.caps', { name, cap, capPerDay })
}

const inPart = ({ people, standing }: Team, queueId: string, part: TeamPart): Person[] =>
  standing.flatMap((one) => {
    const person =
      one.queueId === queueId && one.part === part ? people.find(({ id }) => id === one.memberId) : undefined
    return person ? [person] : []
  })

const parts: [TeamPart, 'team.members' | 'team.managers' | 'team.aes'][] = [
  ['member', 'team.members'],
  ['manager', 'team.managers'],
  ['ae', 'team.aes'],
]

const drawQueue = (team: Team, queue: Team['queues'][number]): Part[] => [
  line(say('team.queue', { queue: queue.title, mode: say(`team.mode.${queue.mode}`) }), 'title'),
  ...parts.flatMap(([part, key]) => {
    const people = inPart(team, queue.id, part)
    return people.length > 0 ? [line(say(key, { names: allOf(people.map(nameOf)) }))] : []
  }),
  ...(inPart(team, queue.id, 'member').length === 0 ? [line(say('team.nobody'), 'quiet')] : []),
]

const roleWords = ({ roles }: Person): Value => ({
  as: 'list',
  items: roles.map((role) => say(`role.${role}`)),
  join: 'commas',
})

/** Whoever has a role, with all of them. */
const drawRoles = ({ people }: Team): Part[] => {
  const items = people
    .filter(({ roles }) => roles.length > 0)
    .map((one) => say('team.person', { name: nameOf(one), roles: roleWords(one) }))
  return items.length === 0 ? [] : [line(say('team.people'), 'title'), { part: 'list', items }]
}

const inFile = ({ areMembersInFile, areQueuesInFile }: TeamView): Sentence | null => {
  if (areMembersInFile && areQueuesInFile) return say('team.allInFile')
  if (areMembersInFile) return say('team.membersInFile')
  return areQueuesInFile ? say('team.queuesInFile') : null
}

const buttonsFor = (view: TeamView): Part[] => {
  const { mayChange, isAdmin, areMembersInFile, areQueuesInFile } = view
  const button = (label: Button['label'], variant: string): Button => ({ label, word: 'team', does: 'asks', variant })
  const shown = [
    ...(areQueuesInFile ? [] : [button('button.teamAdd', 'add')]),
    ...(areQueuesInFile && areMembersInFile ? [] : [button('button.teamRemove', 'remove')]),
    ...(isAdmin && !areMembersInFile ? [button('button.teamChange', 'change')] : []),
  ]
  return mayChange && shown.length > 0 ? [buttons(null, shown)] : []
}

/** Who stands where, and as what; one queue, or all of them with everybody's roles (product §2, `team`). */
export const drawTeam = (team: Team, queueId: string | null, view: TeamView): Part[] => {
  const shown = team.queues.filter(({ id }) => queueId === null || id === queueId)
  const said = inFile(view)
  return [
    ...shown.flatMap((queue) => drawQueue(team, queue)),
    ...(queueId === null ? drawRoles(team) : []),
    ...(said && view.mayChange ? [line(said, 'quiet')] : []),
    ...buttonsFor(view),
  ]
}

const sample: Team = {
  people: [
    { id: 'sofia', name: 'Sofia Berg', roles: ['manager', 'admin'], cap: null, capPerDay: null },
    { id: 'lena', name: 'Lena Vogt', roles: ['sdr'], cap: null, capPerDay: 5 },
    { id: 'jonas', name: 'Jonas Brandt', roles: ['sdr'], cap: 10, capPerDay: 4 },
    { id: 'paolo', name: 'Paolo Greco', roles: ['ae'], cap: null, capPerDay: null },
  ],
  queues: [
    { id: 'dach', key: 'dach', title: 'DACH', mode: 'claim' },
    { id: 'italy', key: 'italy', title: 'Italy', mode: 'rotate' },
  ],
  standing: [
    { queueId: 'dach', memberId: 'lena', part: 'member' },
    { queueId: 'dach', memberId: 'jonas', part: 'member' },
    { queueId: 'dach', memberId: 'sofia', part: 'manager' },
    { queueId: 'dach', memberId: 'paolo', part: 'ae' },
  ],
}
const own = { mayChange: true, isAdmin: true, areMembersInFile: false, areQueuesInFile: false }

export const examples: Record<string, Part[]> = {
  all: drawTeam(sample, null, own),
  queue: drawTeam(sample, 'dach', { ...own, isAdmin: false }),
  looking: drawTeam(sample, 'italy', { ...own, mayChange: false }),
  inFile: drawTeam(sample, null, { ...own, areMembersInFile: true, areQueuesInFile: true }),
  membersInFile: drawTeam(sample, 'dach', { ...own, areMembersInFile: true }),
}
