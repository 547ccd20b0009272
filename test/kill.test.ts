import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore } from '../db/client.ts'
import { rowsOf } from '../db/rows.ts'
import { makeTestPlace, type TestPlace } from './support/store.ts'

const start = (dataDir: string) => {
  const child = spawn(process.execPath, ['test/support/writer.ts', dataDir], { stdio: ['ignore', 'pipe', 'pipe'] })
  const lines: string[] = []
  let complaint = ''
  child.stderr.setEncoding('utf8').on('data', (text) => {
    complaint += text
  })
  const closed = once(child, 'close')
  const read = createInterface({ input: child.stdout })
  const heard = (count: number) =>
    new Promise<void>((done, failed) => {
      closed.then(() => failed(new Error(`The writer ended by itself: ${complaint}`)))
      read.on('line', () => lines.length >= count && done())
    })
  read.on('line', (line) => lines.push(line))
  const kill = async () => {
    child.kill('SIGKILL')
    await closed
  }
  return { pid: child.pid, lines, heard, kill, closed, complaint: () => complaint }
}

// The embedded store alone: a server answers for itself.
describe.skipIf(process.env.TEST_DATABASE_URL)('a process that is killed', () => {
  const rounds = 12
  const acknowledged: string[] = []
  let place: TestPlace
  beforeAll(async () => {
    place = await makeTestPlace()
  })
  afterAll(() => place.remove())

  it('frees the store at once for the next one', async () => {
    for (let round = 0; round < rounds; round++) {
      const writer = start(place.dataDir)
      await writer.heard(4 + round * 7)
      await writer.kill()
      acknowledged.push(...writer.lines.filter((line) => line !== 'ready'))
    }
    expect(acknowledged.length).toBeGreaterThan(rounds * 30)
  }, 180_000)

  it('lost no act that was acknowledged: its line, its clocks and what it queued are there', async () => {
    const store = await openStore(place)
    const numbers = (query: Parameters<typeof rowsOf>[1]) =>
      rowsOf(store.db, query).then((rows) => new Set(rows.map((row) => Number(row.number))))
    const linesOf = (verb: string) =>
      numbers(sql`select number from handoffs h join history l on l.handoff_id = h.id where l.verb = ${verb}`)
    const all = { new: await linesOf('new'), accept: await linesOf('accept'), touch: await linesOf('touch') }
    for (const [verb, there] of Object.entries(all)) {
      const said = acknowledged.filter((line) => line.startsWith(`${verb} `)).map((line) => Number(line.split(' ')[1]))
      expect(said.filter((number) => !there.has(number))).toEqual([])
    }
    const shown = await numbers(
      sql`select number from handoffs h join cards c on c.handoff_id = h.id
        join outbox o on o.dedupe_key = 'card:' || c.id || ':1'`,
    )
    expect(shown).toEqual(all.new)
    const told = await numbers(
      sql`select number from handoffs h join history l on l.handoff_id = h.id
        join outbox o on o.dedupe_key like 'tell:' || l.submission || ':%' where l.verb = 'accept'`,
    )
    expect(told).toEqual(all.accept)
    const timed = await numbers(
      sql`select number from handoffs h join timers t on t.handoff_id = h.id where t.clock = 'qualify'`,
    )
    expect(timed).toEqual(all.accept)
    const [torn] = await rowsOf(
      store.db,
      sql`select count(*)::int as n from handoffs h
        where h.version <> (select count(distinct submission) from history l where l.handoff_id = h.id)`,
    )
    expect(torn).toEqual({ n: 0 })
    await store.close()
  })

  it('left indexes that say the same as the tables', async () => {
    const store = await openStore(place)
    const count = async (how: 'on' | 'off') => {
      await store.db.execute(sql.raw(`set enable_seqscan = ${how}`))
      const [row] = await rowsOf(
        store.db,
        sql`select (select count(*) from handoffs where number > 0)::int as handoffs,
          (select count(*) from outbox where id > 0)::int as queued, (select count(*) from history where id is not null)::int as lines`,
      )
      return row
    }
    expect(await count('off')).toEqual(await count('on'))
    await store.close()
  })

  it('a second process on the same folder is refused with a sentence that names the first', async () => {
    const writer = start(place.dataDir)
    await writer.heard(1)
    const second = start(place.dataDir)
    const [code] = await second.closed
    expect(code).toBe(1)
    expect(second.complaint()).toMatch(
      new RegExp(`The store in .* is in use by process ${writer.pid}\\. Stop that process`),
    )
    expect(writer.lines.length).toBeGreaterThan(0)
    await writer.kill()
    const third = start(place.dataDir)
    await third.heard(2)
    await third.kill()
  })
})
