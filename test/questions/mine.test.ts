import { readFileSync } from 'node:fs'
import { and, eq } from 'drizzle-orm'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readWorth } from '../../db/queries/worth.ts'
import { handoffs, identities, meetings, timers } from '../../db/schema/index.ts'
import { segmentOf } from '../../src/domain/gate.ts'
import { demoNow, openWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

type Line = {
  number: number
  stage: string
  owner: string | null
  source: string
  company: { employees: number | null }
  amount: number | null
  currency: string | null
  firstReached: { sql?: string; won?: string }
  sla: { due: string; stoppedAt: string | null }[]
}
const demo = readFileSync('src/playground/demo/demo90.jsonl', 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Line)

const median = (values: number[]) => {
  const sorted = values.toSorted((one, other) => one - other)
  const middle = (sorted.length - 1) / 2
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2
}

/** Expected value as domain §7 words it, straight from the file that was imported. */
const expectedOf = (line: Line) => {
  const sqls = demo.filter(({ firstReached }) => firstReached.sql !== undefined)
  const same = sqls.filter(({ source }) => source === line.source)
  const base = same.length >= 10 ? same : sqls
  const likelihood = base.filter(({ firstReached }) => firstReached.won !== undefined).length / base.length
  const known = demo.filter(({ amount, currency }) => amount !== null && currency === 'EUR')
  const segment = segmentOf(line.company.employees)
  const alike = known.filter(({ company }) => segmentOf(company.employees) === segment)
  const value = line.amount ?? median((alike.length > 0 ? alike : known).map(({ amount }) => amount ?? 0))
  return likelihood * value
}

const dueOf = ({ sla }: Line) =>
  Math.min(...sla.filter(({ stoppedAt }) => stoppedAt === null).map(({ due }) => Date.parse(due)), Infinity)

const numbersIn = (lines: string[]) => lines.flatMap((line) => /^\S+ \S+ · #(\d+)/.exec(line)?.[1] ?? []).map(Number)

const handoffId = async (number: number) => {
  const [row] = await world.ctx.db.select({ id: handoffs.id }).from(handoffs).where(eq(handoffs.number, number))
  if (!row) throw new Error(`There is no #${number}`)
  return row.id
}

test('what is mine comes by due time, then by expected value', async () => {
  const { lines } = await world.ask('lena.vogt', 'mine')
  const own = demo
    .filter(({ owner, stage }) => owner?.startsWith('lena.vogt') && ['SAL', 'SQL', 'SQO'].includes(stage))
    .sort((one, other) => dueOf(one) - dueOf(other) || expectedOf(other) - expectedOf(one) || one.number - other.number)
  expect(numbersIn(lines)).toEqual(own.map(({ number }) => number))
  expect(lines[0]).toBe('Lena Vogt, 13 are yours. 3 are due today.')
})

test('the expected value is likelihood times value', async () => {
  const { lines } = await world.ask('lena.vogt', 'mine')
  for (const number of numbersIn(lines)) {
    const line = demo.find((one) => one.number === number)
    if (!line) throw new Error(`#${number} is not in the demo`)
    const said = Math.round(expectedOf(line)).toLocaleString('en')
    expect(lines.find((one) => one.includes(`#${number} `))).toContain(
      `expected value ${said} ${line.currency ?? 'EUR'}`,
    )
  }
})

test('what history says of the worth of a lead is counted anew after ten minutes', async () => {
  const ask = (minutes: number) =>
    readWorth(world.ctx.store.runPrepared, world.tenantId, 'EUR', new Date(demoNow.getTime() + minutes * 60_000))
  const first = await ask(0)
  expect(await ask(9)).toBe(first)
  expect(await ask(11)).not.toBe(first)
})

test('a list longer than a screen ends with how many more there are', async () => {
  const { lines } = await world.ask('karin.holm', 'mine')
  expect(lines[0]).toMatch(/^Karin Holm, 17 are yours\./)
  expect(numbersIn(lines)).toHaveLength(15)
  expect(lines).toContain('… and 2 more')
})

test('each row has its next act, and the list ends with what comes next', async () => {
  const { buttons } = await world.ask('karin.holm', 'mine')
  const words = (number: number) => buttons.find(({ about }) => about === number)?.shown.map(({ word }) => word)
  expect(words(370)).toEqual(['confirm', 'return', 'show'])
  expect(words(298)).toEqual(['touch', 'show'])
  expect(buttons.at(-1)?.shown.map(({ word }) => word)).toEqual(['new', 'queue', 'funnel'])
})

test('an MQL that was offered to me, a promised call and a meeting without an outcome are mine', async () => {
  const { db } = world.ctx
  const oskar = await world.idOf('oskar.lie')
  const paolo = await world.idOf('paolo.greco')
  await db.update(handoffs).set({ offeredTo: oskar }).where(eq(handoffs.number, 400))
  const [sal] = demo.filter(({ owner, stage }) => owner?.startsWith('oskar.lie') && stage === 'SAL')
  const number = sal?.number ?? 0
  const callBackAt = new Date('2026-11-23T14:00:00Z')
  await db.update(handoffs).set({ callBackAt }).where(eq(handoffs.number, number))
  const oskars = await world.ask('oskar.lie', 'mine')
  expect(oskars.lines.find((line) => line.includes('#400'))).toContain('accept by')
  expect(oskars.buttons.find(({ about }) => about === 400)?.shown[0]?.word).toBe('accept')
  expect(oskars.lines.find((line) => line.includes(`#${number} `))).toContain('call back Mon 23 Nov, 15:00')
  await db.insert(meetings).values({
    id: v7(),
    tenantId: world.tenantId,
    handoffId: await handoffId(number),
    startsAt: new Date('2026-11-22T10:00:00Z'),
    minutes: 30,
    aeId: paolo,
    lineId: v7(),
  })
  const paolos = await world.ask('paolo.greco', 'mine')
  const row = paolos.lines.find((line) => line.includes(`#${number} `))
  expect(row).toContain('meeting ended Sun 22 Nov, 11:30, outcome missing')
})

test('a manager sees the list of another by mention, address or name, and without that person’s buttons', async () => {
  await world.ctx.db.insert(identities).values({
    id: v7(),
    tenantId: world.tenantId,
    platform: 'slack',
    externalId: 'U0LENA',
    memberId: await world.idOf('lena.vogt'),
    joinedAt: demoNow,
  })
  for (const person of ['<@U0LENA|lena>', '<@U0LENA>', 'lena.vogt@fjordlight.example', '@Lena Vogt', 'lena']) {
    const { lines, buttons } = await world.ask('sofia.berg', `mine ${person}`)
    expect(lines[0]).toBe('Lena Vogt has 13. 3 are due today.')
    expect(buttons.flatMap(({ shown }) => shown.map(({ word }) => word))).not.toContain('qualify')
  }
  expect((await world.ask('sofia.berg', 'mine nobody')).text).toContain('I know nobody called “nobody”.')
})

test('whoever is no manager sees no list of another, and learns nothing of who exists', async () => {
  for (const person of ['mia.keller@fjordlight.example', 'nobody@fjordlight.example'])
    expect((await world.ask('lena.vogt', `mine ${person}`)).text).toMatch(/^Only managers and admins may use mine/)
  expect((await world.ask('lena.vogt', 'mine lena.vogt@fjordlight.example')).text).toMatch(/^Lena Vogt, 13 are yours/)
})

test('a clock that was stopped or undone is not due any more', async () => {
  const stopped = new Date('2026-11-22T10:00:00Z')
  await world.ctx.db
    .update(timers)
    .set({ stoppedAt: stopped })
    .where(and(eq(timers.handoffId, await handoffId(336)), eq(timers.clock, 'qualify')))
  const { lines } = await world.ask('lena.vogt', 'mine')
  expect(lines[0]).toBe('Lena Vogt, 13 are yours. 2 are due today.')
  expect(lines.find((line) => line.includes('#336 '))).not.toContain('qualify')
})
