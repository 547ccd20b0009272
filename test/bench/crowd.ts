import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { v7 } from 'uuid'
import { stringify } from 'yaml'
import { type Db, openStore } from '../../db/client.ts'
import { migrate } from '../../db/migrate.ts'
import { rowsOf } from '../../db/rows.ts'
import { identities, places } from '../../db/schema/index.ts'
import { readConfigFile } from '../../src/config/file.ts'
import { syncOrganisation } from '../../src/services/organisation.ts'
import { fillCrowd } from './fill.ts'
import { actorId, channelId, teamId } from './seed.ts'

export const crowdSize = 200
const queueCount = 10

/** Member 0 may do everything; of the others one in five is an AE, one in ten a manager. */
const rolesOf = (nth: number) => {
  if (nth === 0) return ['sdr', 'ae', 'manager', 'admin', 'marketer']
  if (nth % 10 === 1) return ['manager']
  return nth % 5 === 2 ? ['ae'] : ['sdr']
}

const mailOf = (nth: number) => `member${nth}@bench.example`

/** Two hundred people in ten queues, as a configuration file says it. */
const writeOrganisation = (folder: string): string => {
  const everybody = Array.from({ length: crowdSize }, (_, nth) => nth)
  const people = everybody.map((nth) => ({
    email: mailOf(nth),
    name: `Member ${nth}`,
    roles: rolesOf(nth),
    cap: 1_000,
  }))
  const queues = Object.fromEntries(
    Array.from({ length: queueCount }, (_, queue) => {
      const of = (role: string) =>
        everybody.filter((nth) => nth % queueCount === queue && rolesOf(nth).includes(role)).map(mailOf)
      const members = everybody.filter((nth) => nth % 20 === queue).map(mailOf)
      const one = { title: `Queue ${queue}`, members, managers: of('manager'), aes: of('ae'), mode: 'claim' }
      return [`queue${queue}`, one]
    }),
  )
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'organisation.yaml')
  const organisation = { name: 'Bench', zone: 'UTC', language: 'en', currency: 'EUR' }
  writeFileSync(file, stringify({ organisation, members: people, queues }))
  return file
}

/** A statement of the product is cut off after some seconds; these may take longer. */
const patiently = async (url: string | null, db: Db, work: (db: Db) => Promise<void>) => {
  if (url === null) return work(db)
  const client = postgres(url, { max: 1, onnotice: () => undefined })
  await work(drizzle(client) as unknown as Db)
  await client.end()
}

/** Numbers of hand-offs by stage, the newest first; `own` are those of member 0. */
export type Numbers = Record<string, number[]>

/** Fills an empty store with an organisation of 200 people and so many hand-offs of two years; the configuration file that fits it. */
export const seedCrowd = async (
  where: { databaseUrl: string | null; dataDir: string },
  folder: string,
  handoffs: number,
): Promise<{ configFile: string; numbers: Numbers }> => {
  const configFile = writeOrganisation(folder)
  const read = readConfigFile(configFile)
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  const store = await openStore(where)
  await migrate(store, where.databaseUrl)
  const now = new Date()
  const { tenantId } = await syncOrganisation(store.db, read.settings, now, v7)
  const people = await store.db.query.members.findMany()
  await store.db.insert(identities).values(
    people.map(({ id, name }) => ({
      id: v7(),
      tenantId,
      platform: 'slack' as const,
      externalId: actorId(Number(/\d+/.exec(name)?.[0] ?? 0)),
      memberId: id,
      joinedAt: now,
    })),
  )
  await store.db.execute(sql`update tenants set slack_team = ${teamId}, last_number = ${handoffs}::int`)
  const queues = await store.db.query.queues.findMany()
  await store.db.insert(places).values(
    queues.map(({ id, key }) => ({
      id: v7(),
      tenantId,
      platform: 'slack' as const,
      externalId: key === 'queue0' ? channelId : `C${key.toUpperCase()}`,
      kind: 'channel' as const,
      queueId: id,
      createdAt: now,
    })),
  )
  await patiently(where.databaseUrl, store.db, (db) => fillCrowd(db, { tenantId, handoffs, crowdSize, queueCount }))
  const rows = await rowsOf(
    store.db,
    sql`select stage, number from (
      select stage, number, row_number() over (partition by stage order by number desc) as nth from handoffs
    ) newest where nth <= 400 order by number desc`,
  )
  const own = await rowsOf(
    store.db,
    sql`select number from handoffs h join members m on m.id = h.owner_id where m.name = 'Member 0' order by number desc limit 20`,
  )
  await store.close()
  const byStage = Map.groupBy(rows, ({ stage }) => String(stage))
  const numbers = Object.fromEntries([...byStage].map(([stage, of]) => [stage, of.map(({ number }) => Number(number))]))
  return { configFile, numbers: { ...numbers, own: own.map(({ number }) => Number(number)) } }
}
