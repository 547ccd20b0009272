import { queueNamed } from './queue-names.ts'
import { type Role, roles } from './settings.ts'

export const teamParts = ['member', 'manager', 'ae'] as const
/** What somebody is in a queue. */
export type TeamPart = (typeof teamParts)[number]

/** What was typed after `team`: which queue to show, or whom to add, remove or change. */
export type TeamWords =
  | { does: 'show'; text: string }
  | { does: 'add'; person: string; queue: string | null; part: TeamPart }
  | { does: 'remove'; person: string; queue: string | null }
  | { does: 'roles'; person: string; roles: Role[] }
  | { does: 'cap' | 'daily'; person: string; cap: number | null }

type Named = { key: string; title: string }

const isRole = (word: string): word is Role => (roles as readonly string[]).includes(word)

/** Cuts a queue off the end, by key or title; the longest name counts. */
const cutQueue = (words: string[], queues: readonly Named[]) => {
  for (let from = 0; from < words.length; from++) {
    const found = queueNamed(queues, words.slice(from).join(' '))
    if (found) return { rest: words.slice(0, from), queue: found.key }
  }
  return { rest: words, queue: null }
}

const partOf = (word: string | undefined): TeamPart | null =>
  teamParts.find((part) => part === word?.toLowerCase()) ?? null

const readAdd = (words: string[], queues: readonly Named[]): TeamWords => {
  const part = partOf(words.at(-1))
  const before = part === null ? words : words.slice(0, -1)
  const named = part !== null && before.at(-1)?.toLowerCase() === 'as' ? before.slice(0, -1) : before
  const { rest, queue } = cutQueue(named, queues)
  return { does: 'add', person: rest.join(' '), queue, part: part ?? 'member' }
}

const readRoles = (words: string[]): TeamWords => {
  const clean = words.map((word) => word.toLowerCase().replace(/,$/, ''))
  const first = clean.findIndex((_, i) => clean.slice(i).every((word) => isRole(word) || word === 'none'))
  const at = first === -1 ? words.length : first
  return { does: 'roles', person: words.slice(0, at).join(' '), roles: [...new Set(clean.slice(at).filter(isRole))] }
}

/** Reads what was typed after `team`; null where a word of it makes no sense. */
export const readTeamWords = (text: string, queues: readonly Named[]): TeamWords | null => {
  const [first = '', ...words] = text.split(/\s+/).filter(Boolean)
  const last = words.at(-1) ?? ''
  const does = first.toLowerCase()
  switch (does) {
    case 'add':
      return words.length === 0 ? null : readAdd(words, queues)
    case 'remove': {
      const { rest, queue } = cutQueue(words, queues)
      return rest.length === 0 ? null : { does: 'remove', person: rest.join(' '), queue }
    }
    case 'roles': {
      const read = readRoles(words)
      const isWhole = read.does === 'roles' && read.person !== '' && (read.roles.length > 0 || /^none$/i.test(last))
      return isWhole ? read : null
    }
    case 'cap':
    case 'daily': {
      if (words.length < 2 || !/^(?:[1-9]\d{0,2}|none)$/i.test(last)) return null
      return { does, person: words.slice(0, -1).join(' '), cap: /^none$/i.test(last) ? null : Number(last) }
    }
    default:
      return { does: 'show', text: text.trim() }
  }
}
