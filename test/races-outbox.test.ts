import { sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createOutbox } from '../src/jobs/outbox.ts'
import type { Context } from '../src/services/context.ts'
import { claimMessages, finishMessage, freeClaim } from '../src/services/outbox.ts'
import { openReceiver } from './support/receiver.ts'
import { openTeam, type Team } from './support/team.ts'

let team: Team
beforeEach(async () => {
  team = await openTeam(4)
})
afterEach(() => team.close())

const handOver = async () => {
  const done = await team.handOver()
  if (!done.ok) throw new Error(JSON.stringify(done.refusal))
  return done.number
}

const isSent = () =>
  vi.waitFor(async () => expect((await team.queued()).filter((one) => one.state !== 'sent')).toEqual([]), {
    timeout: 20_000,
  })

it('two workers send each message once, and each lane in order', async () => {
  const other = team.isServer ? await team.openContext() : team.ctx
  const { arrived, messenger } = openReceiver()
  const how = { restMs: 0, random: () => 0.5 }
  const failures: unknown[] = []
  const record = ({ error }: { error?: unknown }) => void (error && failures.push(error))
  const workers = [createOutbox(team.ctx, messenger, record, how), createOutbox(other, messenger, record, how)]
  const numbers = [await handOver(), await handOver(), await handOver(), await handOver(), await handOver()]
  for (const number of numbers) {
    await team.ask('sdr0', 'accept', number)
    await team.ask('sdr0', 'nurture', number, { input: { reason: 'not_ready' } })
  }
  for (const worker of workers) worker.start()
  await isSent()
  for (const worker of workers) await worker.stop()
  expect(failures).toEqual([])
  const queued = await team.queued()
  const tells = queued.filter((one) => one.payload.kind === 'tell').map((one) => one.dedupeKey)
  expect(arrived.filter((one) => one.key.startsWith('tell:')).map((one) => one.key)).toEqual(tells)
  expect(tells).toHaveLength(10)
  expect(arrived.filter((one) => one.how === 'post' && one.key.startsWith('card:'))).toHaveLength(5)
  for (const number of numbers)
    expect(
      arrived.filter((one) => one.said.includes(`#${number} `) && one.key.startsWith('card:')).at(-1)?.said,
    ).toMatch(/^NURTURE/)
})

const claim = (ctx: Context, token: string) => claimMessages(ctx, token, 10)
/** As if so much time had gone by that every lease is over. */
const expireLeases = () => team.ctx.db.execute(sql`update lanes set next_at = now() - interval '1 second'`)

it('a message that is being sent is taken by nobody else, and by the next one when its lease is over', async () => {
  await handOver()
  const [first, second] = [v7(), v7()]
  const [mine] = await claim(team.ctx, first)
  expect(await claim(team.ctx, second)).toEqual([])
  await expireLeases()
  const [again] = await claim(team.ctx, second)
  expect(again).toMatchObject({ id: mine?.id, key: mine?.key, attempts: 2 })
  if (!mine || !again) throw new Error('nothing was queued')
  await finishMessage(team.ctx, first, mine, { state: 'sent', pauseMs: 0, error: null })
  expect((await team.queued()).map((one) => one.state)).toEqual(['queued'])
  await finishMessage(team.ctx, second, again, { state: 'sent', pauseMs: 0, error: null })
  expect((await team.queued()).map((one) => one.state)).toEqual(['sent'])
})

it('what was taken by a claim whose answer was lost is taken again at once', async () => {
  await handOver()
  const [lost, next] = [v7(), v7()]
  const taken = await claim(team.ctx, lost)
  expect(taken).toHaveLength(1)
  expect(await claim(team.ctx, next)).toEqual([])
  await freeClaim(team.ctx, lost)
  expect((await claim(team.ctx, next)).map((one) => one.key)).toEqual(taken.map((one) => one.key))
})

it('ten who claim at once share the lanes and get each message once', async () => {
  const number = await handOver()
  await team.ask('sdr0', 'accept', number)
  const contexts = [team.ctx, team.isServer ? await team.openContext() : team.ctx]
  const claims = await Promise.all(Array.from({ length: 10 }, (_, i) => claim(contexts[i % 2] ?? team.ctx, v7())))
  const keys = claims.flat().map((one) => one.key)
  expect(new Set(keys).size).toBe(keys.length)
  // One for the card's place, one for the direct messages of who handed it off.
  expect(keys).toHaveLength(2)
})
