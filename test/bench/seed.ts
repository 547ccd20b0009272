import { sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import { openStore } from '../../db/client.ts'
import { migrate } from '../../db/migrate.ts'
import { conversations, identities, places, queues } from '../../db/schema/index.ts'
import { defaultSettings } from '../../src/config/file.ts'
import { syncOrganisation } from '../../src/services/organisation.ts'

export const teamId = 'T1'
export const channelId = 'C1'
export const actorId = (nth: number) => `UMEMBER${nth}`
export const teamsTeamId = '19:bench@thread.tacv2'
export const teamsChannelId = '19:leads@thread.tacv2'
/** What Teams writes to for a member. */
export const reachOf = (nth: number) => `29:member${nth}`

/** The platform that the members and the cards are on. */
type On = { platform: 'slack' } | { platform: 'teams'; serviceUrl: string }

/** The organisation that is measured: ten members of one queue. */
export const benchSettings = () => {
  const members = Array.from({ length: 10 }, (_, nth) => ({
    email: `member${nth}@bench.example`,
    name: `Member ${nth}`,
    roles: ['sdr' as const],
    zone: null,
    language: null,
    hours: null,
    cap: null,
    capPerDay: null,
  }))
  const queue = {
    key: 'bench',
    title: 'Bench',
    language: null,
    mode: 'claim' as const,
    calendar: null,
    members: members.map((one) => one.email),
    managers: [],
    aes: [],
    backup: null,
  }
  return { ...defaultSettings(), members, queues: [queue] }
}

/**
 * Fills an empty store: ten members of one queue who are known to Slack, and so many hand-offs, waiting or closed long
 * ago; the first 20 of the closed ones are owned and open, so that `mine` has something to show.
 */
export const seed = async (
  where: { databaseUrl: string | null; dataDir: string },
  handoffs: number,
  are: 'waiting' | 'closed',
  on: On = { platform: 'slack' },
) => {
  const store = await openStore(where)
  await migrate(store, where.databaseUrl)
  const now = new Date()
  const { tenantId } = await syncOrganisation(store.db, benchSettings(), now, v7)
  const people = await store.db.query.members.findMany()
  const nthOf = (name: string) => Number(/\d+/.exec(name)?.[0] ?? 0)
  await store.db.insert(identities).values(
    people.map((one) => ({
      id: v7(),
      tenantId,
      platform: on.platform,
      externalId: actorId(nthOf(one.name)),
      memberId: one.id,
      joinedAt: now,
      reach: on.platform === 'teams' ? reachOf(nthOf(one.name)) : null,
    })),
  )
  if (on.platform === 'teams') {
    const { serviceUrl } = on
    const none = { teamId: null, name: null, channelType: null, tenantId, serviceUrl, heardAt: now }
    const channel = { teamId: teamsTeamId, name: 'leads', channelType: 'standard', personId: null }
    await store.db.insert(conversations).values([
      { ...none, ...channel, id: teamsChannelId, kind: 'channel' },
      ...people.map(({ name }) => ({
        ...none,
        id: `a:${nthOf(name)}`,
        kind: 'personal' as const,
        personId: actorId(nthOf(name)),
      })),
    ])
  }
  const [queue] = await store.db.select().from(queues).where(sql`key = 'bench'`)
  const place = v7()
  await store.db.insert(places).values({
    id: place,
    tenantId,
    platform: on.platform,
    externalId: on.platform === 'teams' ? teamsChannelId : channelId,
    kind: 'channel',
    queueId: queue?.id ?? null,
    createdAt: now,
  })
  const owner = people.find((one) => one.name === 'Member 0')?.id ?? ''
  const chunk = 2_000
  for (let from = 1; from <= handoffs; from += chunk) {
    const to = Math.min(handoffs, from + chunk - 1)
    const id = (kind: string) => sql.raw(`md5('${kind}' || n)::uuid`)
    await store.db.execute(sql`insert into leads (id, tenant_id, name, email, email_key, company, created_at)
      select ${id('lead')}, ${tenantId}::uuid, 'Lead ' || n, 'lead' || n || '@lead.example', 'lead' || n || '@lead.example', 'Company ' || n, now()
      from generate_series(${from}::int, ${to}::int) n`)
    await store.db.execute(sql`insert into handoffs (id, tenant_id, number, lead_id, queue_id, stage, stage_at, priority, owner_id, received_at, posted_at, mql_at, sal_at, source)
      select ${id('handoff')}, ${tenantId}::uuid, n, ${id('lead')}, ${queue?.id ?? ''}::uuid,
        case when ${are}::text = 'waiting' then 'MQL' when n <= 20 then 'SAL' else 'DISQUALIFIED' end, now(), 2,
        case when ${are}::text = 'closed' then ${owner}::uuid end, now(), now(), now(), case when ${are}::text = 'closed' then now() end, 'webinar'
      from generate_series(${from}::int, ${to}::int) n`)
    await store.db.execute(sql`insert into timers (id, tenant_id, handoff_id, clock, started_at, due_at, stopped_at, next_at)
      select ${id('timer')}, ${tenantId}::uuid, ${id('handoff')}, case when ${are}::text = 'waiting' then 'accept' else 'qualify' end, now(), now() + interval '1 hour',
        case when ${are}::text = 'closed' and n > 20 then now() end, now() + interval '30 minutes'
      from generate_series(${from}::int, ${to}::int) n`)
    await store.db.execute(sql`insert into cards (id, tenant_id, handoff_id, place_id, card, external_id, shown_version, posted_at)
      select ${id('card')}, ${tenantId}::uuid, ${id('handoff')}, ${place}::uuid, 'handoff', ${on.platform === 'teams' ? 'teams:' : '1.'}::text || n, 1, now()
      from generate_series(${from}::int, ${to}::int) n`)
  }
  await store.db.execute(sql`update tenants set last_number = ${handoffs}::int where id = ${tenantId}::uuid`)
  await store.db.execute(sql.raw('analyze'))
  await store.close()
}
