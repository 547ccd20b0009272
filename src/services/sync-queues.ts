import { isDeepStrictEqual } from 'node:util'
import { eq, inArray } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { queuePeople, queues } from '../../db/schema/index.ts'
import { unroutedQueue } from '../domain/routing.ts'
import type { QueueSetting } from '../domain/settings.ts'

type Person = { memberId: string; part: 'member' | 'manager' | 'ae'; position: number }

const unrouted: QueueSetting = {
  key: unroutedQueue,
  title: 'Unrouted',
  language: null,
  mode: 'claim',
  calendar: null,
  members: [],
  managers: [],
  aes: [],
  backup: null,
}

const peopleOf = (queue: QueueSetting, idOf: (email: string) => string | undefined): Person[] => {
  const inPart = (emails: string[], part: Person['part']) =>
    emails.flatMap((email) => idOf(email) ?? []).map((memberId, position) => ({ memberId, part, position }))
  return [...inPart(queue.members, 'member'), ...inPart(queue.managers, 'manager'), ...inPart(queue.aes, 'ae')]
}

const sorted = (people: Person[]) =>
  people.map(({ memberId, part, position }) => `${part} ${String(position).padStart(4, '0')} ${memberId}`).sort()

const replacePeople = async (db: Db, queueId: string, wanted: Person[], standing: Person[]) => {
  if (isDeepStrictEqual(sorted(wanted), sorted(standing))) return
  if (standing.length > 0) await db.delete(queuePeople).where(eq(queuePeople.queueId, queueId))
  if (wanted.length > 0) await db.insert(queuePeople).values(wanted.map((person) => ({ queueId, ...person })))
}

/** All queues that are to exist: those of the file, and `unrouted`, whose managers are all who manage (domain §5). */
const allQueues = (settled: QueueSetting[] | null, managers: string[]): QueueSetting[] => {
  const own = (settled ?? []).map((queue) =>
    queue.key === unroutedQueue && queue.managers.length === 0 ? { ...queue, managers } : queue,
  )
  return own.some(({ key }) => key === unroutedQueue) ? own : [...own, { ...unrouted, managers }]
}

/** Brings queues and their people to what is settled; null leaves all but `unrouted` as they are. `managers` and the people of queues are e-mail addresses. */
export const syncQueues = async (
  db: Db,
  tenantId: string,
  settled: QueueSetting[] | null,
  managers: string[],
  idOf: (email: string) => string | undefined,
  { now, newId }: { now: Date; newId: () => string },
) => {
  const wanted = allQueues(settled, managers)
  const stored = await db.select().from(queues).where(eq(queues.tenantId, tenantId))
  const ids = stored.map(({ id }) => id)
  const people = ids.length ? await db.select().from(queuePeople).where(inArray(queuePeople.queueId, ids)) : []
  const peopleIn = (queueId: string) =>
    people
      .filter((person) => person.queueId === queueId)
      .map(({ memberId, part, position }) => ({ memberId, part, position }))
  const byKey = new Map(stored.map((queue) => [queue.key, queue]))
  for (const queue of wanted) {
    const { key, title, language, mode, calendar, backup } = queue
    const set = { title, language, mode, calendar, backup }
    const before = byKey.get(key)
    const id = before?.id ?? newId()
    if (!before) await db.insert(queues).values({ id, tenantId, key, ...set, createdAt: now })
    else if (!isDeepStrictEqual({ ...before, ...set }, before))
      await db.update(queues).set(set).where(eq(queues.id, id))
    await replacePeople(db, id, peopleOf(queue, idOf), before ? peopleIn(id) : [])
  }
  if (settled === null) return
  // A queue that left the file keeps its hand-offs, and nobody stands in it any more.
  const gone = stored.filter(({ key }) => !wanted.some((queue) => queue.key === key))
  for (const { id } of gone) await replacePeople(db, id, [], peopleIn(id))
}
