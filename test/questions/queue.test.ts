import { eq } from 'drizzle-orm'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { places, queues } from '../../db/schema/index.ts'
import { demoNow, openWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const external = { platform: 'slack' as const, externalId: 'C0NORDICS' }
const place = { ...external, isChannel: true }
const numbersIn = (lines: string[]) => lines.flatMap((line) => /^\S+ MQL · #(\d+)/.exec(line)?.[1] ?? []).map(Number)

test('what waits in my queue comes oldest due first, and says who may take it', async () => {
  const { lines } = await world.ask('lena.vogt', 'queue')
  expect(lines.slice(0, 2)).toEqual([
    'DACH: waiting for acceptance',
    'Next: anyone of Lena Vogt, Jonas Brandt, or Mia Keller',
  ])
  expect(numbersIn(lines)).toEqual([33, 143, 182, 185, 240, 259, 393, 396, 394, 395])
  expect(lines[2]).toMatch(/^🔴 MQL · #33 .*accept was due Wed 2 Sept, 10:00$/)
})

test('Accept stands at the two that wait longest, for those who may accept', async () => {
  const words = async (as: string) =>
    (await world.ask(as, 'queue dach')).buttons.map(({ about, shown }) => [about, ...shown.map(({ word }) => word)])
  expect(await words('lena.vogt')).toEqual([
    [33, 'accept', 'show'],
    [143, 'accept', 'show'],
  ])
  expect(await words('sofia.berg')).toEqual(await words('lena.vogt'))
  expect(await words('felix.amsel')).toEqual([
    [33, 'show'],
    [143, 'show'],
  ])
})

test('in a place that is bound to a queue, that queue is meant', async () => {
  const [nordics] = await world.ctx.db.select().from(queues).where(eq(queues.key, 'nordics'))
  await world.ctx.db.insert(places).values({
    id: v7(),
    tenantId: world.tenantId,
    ...external,
    kind: 'channel',
    queueId: nordics?.id ?? null,
    createdAt: demoNow,
  })
  const { lines } = await world.ask('lena.vogt', 'queue', { place })
  expect(lines[0]).toBe('Nordics: waiting for acceptance')
  expect(numbersIn(lines)).toEqual([86, 397, 400, 398])
})

test('a queue is found by its key or title, and an empty one says so', async () => {
  for (const name of ['italy', 'ITALY'])
    expect((await world.ask('felix.amsel', `queue ${name}`, { place })).text).toBe(
      'Italy: waiting for acceptance\nNext: anyone of Giulia Conti or Marco Ferri\nNothing waits.',
    )
})

test('whoever stands in no queue sees all that wait', async () => {
  const { lines } = await world.ask('felix.amsel', 'queue')
  expect(lines).toContain('DACH: waiting for acceptance')
  expect(lines).toContain('Nordics: waiting for acceptance')
  expect(numbersIn(lines)).toHaveLength(14)
})

test('a queue that there is not is answered with those that there are', async () => {
  expect((await world.ask('felix.amsel', 'queue Iberia')).text).toBe(
    'There is no queue “Iberia”. There are: DACH, Italy, Nordics, and Unrouted.',
  )
})
