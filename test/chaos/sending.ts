import { sql } from 'drizzle-orm'
import type { Store } from '../../db/client.ts'
import { rowsOf } from '../../db/rows.ts'
import { ownId } from '../../src/domain/platform.ts'
import type { Post } from './edge.ts'
import { none, type Row } from './row.ts'

/** A message as the store queued it. `name` is what Slack keeps with it: that of its card, else its own key. */
type Queued = { id: number; name: string; state: string; external: string | null }

/** All that was ever queued, in the order of the lanes. */
export const readQueued = async ({ db }: Store): Promise<Queued[]> => {
  const rows = await rowsOf(
    db,
    sql`select o.id, coalesce('card:' || c.id, o.dedupe_key) as name, o.state, coalesce(o.external_id, c.external_id) as external
      from outbox o left join cards c on c.id::text = o.payload->>'card' order by o.id`,
  )
  return rows.map(({ id, name, state, external }) => ({
    id: Number(id),
    name: String(name),
    state: String(state),
    external: external === null ? null : ownId(String(external)),
  }))
}

/** When a process was killed, or from when to when the store was away (in milliseconds). */
export type Blow = { from: number; to: number }

/** How long after a platform's answer a message may not be noted yet. */
const notedAfterMs = 1_000
/** What was answered in the moment of a blow was noted by nobody. */
const justAfterMs = 100

const isInChannel = ({ where }: Post) => where.startsWith('19:')

/** Every message went out, once, and in its turn; what may stand twice is what was sent and never acknowledged. */
export const checkSending = (queued: readonly Queued[], posts: readonly Post[], blows: readonly Blow[]): Row[] => {
  // Redraws bear the name of their card, which was posted when the first of them was queued.
  const idOf = new Map<string, number>()
  for (const { id, name, external } of queued)
    for (const known of [name, external]) if (known !== null && !idOf.has(known)) idOf.set(known, id)
  const ofKeys = posts.filter(({ key }) => key !== null)
  const byKey = Map.groupBy(ofKeys, ({ key }) => key)
  const doubledKeys = [...byKey].filter(([, all]) => all.length > 1)
  const inTeams = posts.filter((post) => post.platform === 'teams' && isInChannel(post))
  const strayed = inTeams.filter(({ id }) => !idOf.has(id))
  const isLoose = ({ at, isAnswered }: Post) =>
    !isAnswered || blows.some(({ from, to }) => at > from - notedAfterMs && at < to + justAfterMs)
  const loose = [...ofKeys, ...inTeams].filter(isLoose).length
  const doubled = doubledKeys.reduce((sum, [, all]) => sum + all.length - 1, 0) + strayed.length

  const lanes = Map.groupBy([...ofKeys, ...inTeams], ({ where }) => where)
  const inverted = [...lanes].flatMap(([where, all]) => {
    const seen = new Set<number>()
    const order = all.flatMap(({ key, id }) => {
      const turn = idOf.get(key ?? id)
      if (turn === undefined || seen.has(turn)) return []
      seen.add(turn)
      return [turn]
    })
    return order.flatMap((turn, i) =>
      i > 0 && turn < (order[i - 1] ?? 0) ? [`${where}: ${order[i - 1]} before ${turn}`] : [],
    )
  })
  const there = new Set(posts.map(({ id }) => id))
  const sent = queued.filter(({ state }) => state === 'sent')
  const gone = sent.filter(({ external }) => external !== null && !there.has(external))
  const dead = queued.filter(({ state }) => state !== 'sent')
  return [
    none(
      'messages noted as sent that nobody has',
      sent.length,
      gone.map(({ name }) => name),
    ),
    none(
      'messages given up',
      queued.length,
      dead.map(({ name }) => name),
    ),
    none(
      'keys that Slack has twice',
      byKey.size,
      doubledKeys.map(([key]) => String(key)),
    ),
    {
      what: 'messages that stand twice',
      measured: `${doubled} of ${ofKeys.length + inTeams.length}`,
      goal: `≤ ${loose} unacknowledged sends`,
      isMet: doubled <= loose,
      lost: strayed.map(({ where, id }) => `${where} ${id}`),
    },
    none('messages that overtook another', ofKeys.length + inTeams.length, inverted),
  ]
}
