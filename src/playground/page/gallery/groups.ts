import type { Exhibit } from '../../api.ts'

/** The examples of one file of cards or forms. */
export type Group = { id: string; kind: Exhibit['kind']; title: string; exhibits: Exhibit[] }

/** One of the platforms would refuse it. */
export const isFaulty = ({ slack, teams }: Exhibit): boolean => slack.faults.length + teams.faults.length > 0

const written: Record<string, string> = { ae: 'AE', handoff: 'Hand-off' }

// Files and examples are named as code is, `asksForMore`; people read "asks for more".
const inWords = (name: string): string =>
  name.replace(/([a-z])([A-Z])/g, (_, end, start) => `${end} ${start.toLowerCase()}`)

const titleOf = (group: string): string => {
  const words = inWords(group)
  return written[group] ?? words.charAt(0).toUpperCase() + words.slice(1)
}

/** Puts the exhibits of one file together, in the order in which they came. */
export const groupExhibits = (exhibits: readonly Exhibit[]): Group[] => {
  const groups = new Map<string, Group>()
  for (const exhibit of exhibits) {
    const id = `${exhibit.kind}-${exhibit.group}`.toLowerCase()
    const known = groups.get(id) ?? { id, kind: exhibit.kind, title: titleOf(exhibit.group), exhibits: [] }
    known.exhibits.push({ ...exhibit, name: inWords(exhibit.name) })
    groups.set(id, known)
  }
  return [...groups.values()]
}
