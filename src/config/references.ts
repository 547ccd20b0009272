import { unroutedQueue } from '../domain/routing.ts'
import { nearest, shown } from './nearest.ts'
import type { Finding, Path } from './problem.ts'
import type { Sections } from './sections.ts'

/** Null stands for names that nobody can check: the section is left out, or is wrong itself. */
type Names = readonly string[] | null

const mustExist = (what: string, name: string | null | undefined, names: Names, path: Path): Finding[] =>
  name === null || name === undefined || names === null || names.includes(name)
    ? []
    : [{ path, message: `there is no ${what} ${shown(name)} in this file`, suggestion: nearest(name, names) }]

const twice = (values: readonly string[], pathOf: (at: number) => Path): Finding[] =>
  values.flatMap((value, at) =>
    values.indexOf(value) < at
      ? [{ path: pathOf(at), message: `the member ${shown(value)} stands here twice`, suggestion: null }]
      : [],
  )

const queueFindings = (sections: Sections, queues: Names, members: Names, calendars: Names) =>
  Object.entries(sections.queues ?? {}).flatMap(([key, queue]) => {
    const path = ['queues', key]
    const people = (['members', 'managers', 'aes'] as const).flatMap((list) =>
      queue[list].flatMap((email, at) => mustExist('member', email, members, [...path, list, at])),
    )
    const others = (queues ?? []).filter((name) => name !== key)
    const backup =
      queue.backup === key
        ? [{ path: [...path, 'backup'], message: 'a queue cannot be its own backup', suggestion: others[0] ?? null }]
        : mustExist('queue', queue.backup, others, [...path, 'backup'])
    return [...people, ...mustExist('calendar', queue.calendar, calendars, [...path, 'calendar']), ...backup]
  })

/** What names something that the file does not have, and what stands there twice. `wrong` are the sections with problems of their own. */
export const brokenReferences = (sections: Sections, wrong: ReadonlySet<string>): Finding[] => {
  const queues = sections.queues ? Object.keys(sections.queues) : null
  const members = sections.members ? sections.members.map(({ email }) => email) : null
  // A calendar can come from nowhere but the file, so a missing section means that there is none.
  const calendars = wrong.has('calendars') ? null : Object.keys(sections.calendars ?? {})
  const targets = queues && [...queues, unroutedQueue]
  return [
    ...twice(members ?? [], (at) => ['members', at, 'email']),
    ...queueFindings(sections, queues, members, calendars),
    ...(sections.routing ?? []).flatMap(({ to }, at) => mustExist('queue', to, targets, ['routing', at, 'to'])),
    ...Object.entries(sections.alerts ?? {}).flatMap(([key, alert]) =>
      alert.queues.flatMap((queue, at) => mustExist('queue', queue, queues, ['alerts', key, 'queues', at])),
    ),
  ]
}
