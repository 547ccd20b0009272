import { asc } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Store } from '../../db/client.ts'
import { identities, members, places } from '../../db/schema/index.ts'
import type { Context } from '../../src/services/context.ts'
import { findMember, joinMember, reachMember } from '../../src/services/people.ts'
import { openTestStore } from '../support/store.ts'
import { openContext } from './world.ts'

let store: Store
let close: () => Promise<void>
let ctx: Context
beforeEach(async () => {
  ;({ store, close } = await openTestStore())
  ctx = await openContext(store)
})
afterEach(() => close())

const newcomer = {
  platform: 'slack' as const,
  externalId: 'UNORA',
  email: 'nora.neu@fjordlight.example',
  name: 'Nora Neu',
  zone: 'Europe/Rome',
}
const everybody = () => store.db.select().from(members).orderBy(asc(members.createdAt), asc(members.id))

test('somebody never seen is nobody', async () => expect(await findMember(ctx, 'slack', 'UNORA')).toBeNull())

test('a colleague is joined to the member of the same address, whatever its case, and keeps the roles', async () => {
  const id = await joinMember(ctx, {
    ...newcomer,
    externalId: 'ULENA',
    email: ' Lena.VOGT@fjordlight.example ',
    name: 'L.',
  })
  expect(await findMember(ctx, 'slack', 'ULENA')).toMatchObject({
    id,
    name: 'Lena Vogt',
    roles: ['sdr'],
    isActive: true,
    zone: 'Europe/Rome',
  })
  expect(await everybody()).toHaveLength(2)
})

test('the zone that the file gives a member stays', async () => {
  await joinMember(ctx, { ...newcomer, email: 'jonas.brandt@fjordlight.example' })
  expect(await findMember(ctx, 'slack', 'UNORA')).toMatchObject({ name: 'Jonas Brandt', zone: 'Europe/Oslo' })
})

test('somebody whom the file does not name is a member without roles, with a direct place', async () => {
  const id = await joinMember(ctx, newcomer)
  expect(await findMember(ctx, 'slack', 'UNORA')).toMatchObject({ id, roles: [], email: newcomer.email })
  expect((await store.db.select().from(places)).map((place) => place.id)).toContain(id)
})

test('somebody without an address is a member of that platform alone', async () => {
  const id = await joinMember(ctx, { ...newcomer, email: null, zone: 'Mars/Olympus' })
  expect(await findMember(ctx, 'slack', 'UNORA')).toMatchObject({ id, email: null, zone: null })
  expect(await findMember(ctx, 'teams', 'UNORA')).toBeNull()
})

test.each([newcomer.email, null])(
  'twenty first taps at once make one member and one identity (address %s)',
  async (email) => {
    const ids = await Promise.all(Array.from({ length: 20 }, () => joinMember(ctx, { ...newcomer, email })))
    expect(new Set(ids).size).toBe(1)
    expect(await everybody()).toHaveLength(3)
    expect(await store.db.select().from(identities)).toHaveLength(1)
  },
)

test('from the first joining on the id counts, not the address', async () => {
  const id = await joinMember(ctx, newcomer)
  expect(await joinMember(ctx, { ...newcomer, email: 'lena.vogt@fjordlight.example' })).toBe(id)
})

test('roles are those of this moment', async () => {
  await joinMember(ctx, newcomer)
  await store.db.update(members).set({ roles: ['ae'], isActive: false })
  expect(await findMember(ctx, 'slack', 'UNORA')).toMatchObject({ roles: ['ae'], isActive: false })
})

test('many who ask at once each get their own answer', async () => {
  await joinMember(ctx, newcomer)
  const found = await Promise.all(['UNORA', 'UNOBODY', 'UNORA'].map((id) => findMember(ctx, 'slack', id)))
  expect(found.map((one) => one?.name ?? null)).toEqual(['Nora Neu', null, 'Nora Neu'])
})

test('a member is reached by the id that was joined first', async () => {
  const id = await joinMember(ctx, newcomer)
  expect(await reachMember(ctx, 'slack', id)).toMatchObject({ externalId: 'UNORA' })
  expect(await reachMember(ctx, 'teams', id)).toMatchObject({ externalId: null, email: newcomer.email })
  expect(await reachMember(ctx, 'slack', ctx.newId())).toBeNull()
})
