import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Chat, openChat } from './support/chat.ts'
import { liveDay } from './support/day.ts'
import { halvesIn } from './support/halves.ts'
import { edit, mutate } from './support/mutation.ts'
import { openSlackWire } from './support/slack-wire.ts'

/** The whole number on one store is enough: what reads a request does not know which store there is. */
const requests = process.env.TEST_DATABASE_URL ? 2_000 : 20_000
const together = 20

let chat: Chat
const rejections: unknown[] = []
const remember = (error: unknown) => rejections.push(error)

beforeAll(async () => {
  process.on('unhandledRejection', remember)
  chat = await openChat()
  await liveDay(chat)
  await chat.settled()
}, 60_000)
afterAll(async () => {
  process.off('unhandledRejection', remember)
  await chat.close()
})

type Row = { level: number; msg: string; fault?: { name: string; said?: string } }

/** Slack's own words for what it does not take; what the store or the system says is in other letters. */
const isOfSlack = ({ name, said = '' }: NonNullable<Row['fault']>) => name === 'VendorError' || /^[a-z_]+$/.test(said)

const kindOf = (body: string) => {
  const payload = new URLSearchParams(body).get('payload')
  return (JSON.parse(payload ?? (body.startsWith('{') ? body : '{}')) as { type?: string }).type ?? 'command'
}

it('every kind of request was recorded', () => {
  const kinds = new Set(chat.delivered.map(({ body }) => kindOf(body)))
  const all = ['block_actions', 'block_suggestion', 'command', 'event_callback', 'view_submission']
  expect([...kinds]).toEqual(expect.arrayContaining(all))
})

it(`recorded requests that were changed in any way, ${requests} of them, validly signed, are answered and break nothing`, async () => {
  const recorded = [...chat.delivered]
  const wire = openSlackWire(chat)
  const changed = fc.record({
    which: fc.nat({ max: recorded.length - 1 }),
    edits: fc.array(edit, { minLength: 1, maxLength: 4 }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(changed, { minLength: together, maxLength: together }), async (some) => {
      const answers = await Promise.all(
        some.map(async ({ which, edits }) => {
          const one = recorded[which]
          if (!one) throw new Error('Nothing was recorded.')
          const body = mutate(one, edits)
          const answer = await wire.send(body, { type: one.type })
          return { status: answer.status, body }
        }),
      )
      expect(answers.filter(({ status }) => status >= 500)).toEqual([])
      expect(rejections).toEqual([])
    }),
    { numRuns: requests / together, endOnFailure: true },
  )
  await chat.settled()
  // What Slack refuses, such as a view that it does not know, is its answer to a changed id and no fault of ours; Bolt
  // has a line of its own for bodies that no listener of it can read.
  const broken = chat.logged
    .map((row) => JSON.parse(row) as Row)
    .filter(({ level, fault, msg }) => level >= 50 && fault && !isOfSlack(fault) && msg !== 'Bolt broke')
  expect(broken).toEqual([])
  expect(await halvesIn(chat)).toEqual({})
  expect(Object.keys(Object.prototype)).toEqual([])
  expect((await fetch(`${chat.url()}/readyz`)).status).toBe(200)
}, 600_000)
