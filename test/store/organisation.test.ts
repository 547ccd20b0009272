import { asc, eq } from 'drizzle-orm'
import { v7 } from 'uuid'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Store } from '../../db/client.ts'
import { frameworks, members, places, queuePeople, queues, tenants } from '../../db/schema/index.ts'
import { readConfigText } from '../../src/config/file.ts'
import { addMember } from '../../src/services/add-members.ts'
import { syncOrganisation } from '../../src/services/organisation.ts'
import { openTestStore } from '../support/store.ts'

const file = `
organisation: { name: Fjordlight, zone: Europe/Berlin, currency: EUR }
members:
  - { email: sofia.berg@fjordlight.example, name: Sofia Berg, roles: [manager, admin] }
  - { email: lena.vogt@fjordlight.example, name: Lena Vogt, roles: [sdr], hours: { mon-fri: "09:00-15:00" } }
  - { email: jonas.brandt@fjordlight.example, name: Jonas Brandt, roles: [sdr] }
queues:
  dach: { title: DACH, members: [lena.vogt@fjordlight.example, jonas.brandt@fjordlight.example], managers: [sofia.berg@fjordlight.example] }
`

const settingsOf = (text: string) => {
  const read = readConfigText(text, 'baton.yaml')
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return read.settings
}

const now = new Date('2026-11-23T08:00:00Z')
let store: Store
let close: () => Promise<void>
beforeEach(async () => {
  const opened = await openTestStore()
  store = opened.store
  close = opened.close
})
afterEach(() => close())

const sync = (text: string) => syncOrganisation(store.db, settingsOf(text), now, v7)

const peopleOf = async (key: string) => {
  const rows = await store.db
    .select({ name: members.name, part: queuePeople.part })
    .from(queuePeople)
    .innerJoin(queues, eq(queues.id, queuePeople.queueId))
    .innerJoin(members, eq(members.id, queuePeople.memberId))
    .where(eq(queues.key, key))
    .orderBy(asc(queuePeople.part), asc(queuePeople.position))
  return rows.map(({ name, part }) => `${part} ${name}`)
}

/** Where each row lies in the table: an update moves it, even one that writes the same values. */
const wholeStore = async () => ({
  tenants: await store.runPrepared('select ctid::text, * from tenants', []),
  members: await store.runPrepared('select ctid::text, * from members order by id', []),
  queues: await store.runPrepared('select ctid::text, * from queues order by id', []),
  people: await store.runPrepared('select ctid::text, * from queue_people order by 1', []),
  frameworks: await store.runPrepared('select ctid::text, * from frameworks', []),
})

test('an organisation is founded with its members, queues, direct places and framework', async () => {
  const { tenantId, framework } = await sync(file)
  expect(await store.db.select().from(tenants)).toMatchObject([
    { id: tenantId, name: 'Fjordlight', zone: 'Europe/Berlin' },
  ])
  expect(await peopleOf('dach')).toEqual(['manager Sofia Berg', 'member Lena Vogt', 'member Jonas Brandt'])
  expect(await peopleOf('unrouted')).toEqual(['manager Sofia Berg'])
  const direct = await store.db.select().from(places)
  const people = await store.db.select().from(members)
  expect(direct.map(({ id, memberId, kind, externalId }) => ({ id, memberId, kind, externalId }))).toEqual(
    people.map(({ id }) => ({ id, memberId: id, kind: 'direct', externalId: id })),
  )
  expect(await store.db.select().from(frameworks)).toMatchObject([{ id: framework.id, key: 'bant', version: 1 }])
})

test('the same file read again writes nothing', async () => {
  const first = await sync(file)
  const before = await wholeStore()
  expect(await sync(file)).toEqual(first)
  expect(await wholeStore()).toEqual(before)
})

test('whoever leaves the file becomes inactive, leaves the queue, and comes back when named again', async () => {
  await sync(file)
  const without = file.replace(/ {2}- \{ email: jonas.*\n/, '').replace(', jonas.brandt@fjordlight.example]', ']')
  await sync(without)
  const jonas = () => store.db.select().from(members).where(eq(members.name, 'Jonas Brandt'))
  expect(await jonas()).toMatchObject([{ isActive: false, roles: [] }])
  expect(await peopleOf('dach')).toEqual(['manager Sofia Berg', 'member Lena Vogt'])
  await sync(file)
  expect(await jonas()).toMatchObject([{ isActive: true, roles: ['sdr'] }])
  expect(await peopleOf('dach')).toEqual(['manager Sofia Berg', 'member Lena Vogt', 'member Jonas Brandt'])
})

test('a cap that leaves the file is the usual one again; hours, zone and language of somebody’s own stay', async () => {
  const capped = file.replace('name: Jonas Brandt,', 'name: Jonas Brandt, cap: 3, capPerDay: 5,')
  const jonas = () => store.db.select().from(members).where(eq(members.name, 'Jonas Brandt'))
  await sync(capped)
  expect(await jonas()).toMatchObject([{ cap: 3, capPerDay: 5 }])
  const own = { zone: 'Europe/Oslo', language: 'nb', hours: { 1: { from: 540, to: 900 } } }
  await store.db.update(members).set(own).where(eq(members.name, 'Jonas Brandt'))
  await sync(file)
  expect(await jonas()).toMatchObject([{ ...own, cap: null, capPerDay: null }])
})

test('somebody whom the file does not name stays a member without roles', async () => {
  const { tenantId } = await sync(file)
  const given = { now, newId: v7 }
  const id = await addMember(store.db, tenantId, { email: 'Nora.Guest@fjordlight.example', name: 'Nora' }, given)
  const again = await addMember(store.db, tenantId, { email: 'nora.guest@fjordlight.example', name: 'N.' }, given)
  expect(again).toBe(id)
  await addMember(store.db, tenantId, { email: null, name: 'Without address' }, given)
  await sync(file)
  const people = await store.db.select().from(members).orderBy(asc(members.createdAt), asc(members.id))
  expect(people.slice(3)).toMatchObject([
    { name: 'Nora', email: 'nora.guest@fjordlight.example', roles: [], isActive: true },
    { name: 'Without address', email: null, roles: [], isActive: true },
  ])
})

test('a queue that leaves the file keeps its row and loses its people', async () => {
  await sync(file)
  await sync(file.replace(/ {2}dach:.*\n/, '  north: { title: North }\n'))
  expect((await store.db.select().from(queues)).map(({ key }) => key).sort()).toEqual(['dach', 'north', 'unrouted'])
  expect(await peopleOf('dach')).toEqual([])
})

test('changed criteria make the next version of the framework, and the old one stays', async () => {
  const own = (weight: number) => `${file}
criteria:
  framework: own
  criteria:
    - { key: money, label: Money, help: Is there money?, weight: ${weight}, levels: [none, some, enough, plenty] }
    - { key: need, label: Need, help: What for?, weight: ${100 - weight}, levels: [none, vague, clear, urgent] }
`
  const first = await sync(own(50))
  const second = await sync(own(60))
  expect([first.framework.version, second.framework.version]).toEqual([1, 2])
  expect(await store.db.select().from(frameworks)).toHaveLength(2)
  expect((await sync(own(60))).framework.id).toBe(second.framework.id)
})

test('two processes that start at once found one organisation', async () => {
  const [one, other] = await Promise.all([sync(file), sync(file)])
  expect(one).toEqual(other)
  expect(await store.db.select().from(tenants)).toHaveLength(1)
})
